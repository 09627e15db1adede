using System.Globalization;
using System.Text;

namespace Kali.Web.Tests.Benchmarks.Findings;

/// <summary>A table made by a seeded generator, clean and with planted defects, and where these are.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Header">The columns.</param>
/// <param name="Clean">The rows as they should be.</param>
/// <param name="Dirty">The rows with defects; more than clean, where some were repeated.</param>
/// <param name="Truth">The wrong cells of the dirty rows: row index from 0, column; no column where the row repeats another.</param>
/// <param name="Planted">How each got there.</param>
public sealed record MadeTable(
    string Name, string[] Header, List<string[]> Clean, List<string[]> Dirty, HashSet<(int Row, string Column)> Truth, Dictionary<(int Row, string Column), string> Planted)
{
    public static string Csv(string[] header, IEnumerable<string[]> rows)
    {
        var text = new StringBuilder();
        foreach (var row in rows.Prepend(header))
        {
            text.AppendJoin(',', row.Select(cell => cell.AsSpan().IndexOfAny(",\"\n") >= 0 ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell));
            text.Append('\n');
        }
        return text.ToString();
    }

    public static string Money(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);
}
