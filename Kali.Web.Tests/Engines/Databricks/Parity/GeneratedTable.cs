using System.Collections.Immutable;
using System.Text;
using Kali.Data.Engines;
using Kali.Data.Ingest;

namespace Kali.Web.Tests.Engines.Databricks.Parity;

/// <summary>A file made for the comparison of the engines.</summary>
/// <param name="Name">The dataset.</param>
/// <param name="Header">The first record.</param>
/// <param name="Rows">The others; null is an empty field, an empty text a quoted one.</param>
internal sealed record GeneratedTable(string Name, string[] Header, IEnumerable<string?[]> Rows)
{
    /// <summary>How columns are read, by their place, where that is not what the sample proposes.</summary>
    public ImmutableDictionary<int, (DataType Type, ValueFormat Format)> ReadAs { get; init; } = ImmutableDictionary<int, (DataType, ValueFormat)>.Empty;

    public ParityFile AsFile()
    {
        var text = new StringBuilder();
        foreach (var record in Rows.Prepend(Header))
            text.AppendJoin(',', record.Select(Field)).Append("\r\n");
        return new ParityFile(Name, $"{Name}.csv", Encoding.UTF8.GetBytes(text.ToString())) { ReadAs = ReadAs };
    }

    private static string Field(string? value) => value is null ? "" : $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
