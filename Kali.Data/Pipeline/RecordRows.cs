using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;

namespace Kali.Data.Pipeline;

/// <summary>A few rows of Kali's own on their way into a table of the metadata schema.</summary>
internal sealed class RecordRows(TableSchema schema, IReadOnlyList<object?[]> rows) : ITextRows
{
    private int _next;

    public IReadOnlyList<string> Columns { get; } = [.. schema.Columns.Select(column => column.Name)];

    public bool Read(TextBatch batch)
    {
        batch.Clear();
        for (; _next < rows.Count && !batch.IsFull; _next++)
        {
            foreach (var value in rows[_next])
            {
                if (Text(value) is { } text)
                    batch.Add(Encoding.UTF8.GetBytes(text));
                else
                    batch.AddNull();
            }
            batch.EndRow(_next + 1);
        }
        return batch.RowCount > 0;
    }

    public static RowSource Source(TableSchema schema, ImmutableArray<object?[]> rows) => new RowSource.Text(
        () => new RecordRows(schema, rows),
        relation => Sql.Of($"SELECT {schema.Columns.Select(column => Sql.Of($"{new Column(column.Name).CastTo(column.Type)} AS {new SqlName(column.Name)}"))} FROM {relation}"));

    private static string? Text(object? value) => value switch
    {
        null => null,
        string text => text,
        DateTimeOffset at => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };

    public void Dispose()
    {
    }
}
