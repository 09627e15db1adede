using System.Text;
using Kali.Data.Ingest.Csv;

namespace Kali.Web.Tests.Ingest.Csv;

/// <summary>Writes a table as text in any dialect: what the reader has to undo.</summary>
internal static class TableText
{
    public static string Write(IEnumerable<string[]> rows, CsvDialect dialect, bool quotesAll = false, string? lineEnd = null, bool endsWithLineEnd = true)
    {
        lineEnd ??= dialect.LineEnd switch { LineEnd.CrLf => "\r\n", LineEnd.Cr => "\r", _ => "\n" };
        var text = string.Join(lineEnd, rows.Select(row => Row(row, dialect, quotesAll)));
        return endsWithLineEnd ? text + lineEnd : text;
    }

    public static string Row(string[] cells, CsvDialect dialect, bool quotesAll = false) =>
        string.Join(dialect.Delimiter, cells.Select(cell => Cell(cell, dialect, quotesAll)));

    public static string Cell(string cell, CsvDialect dialect, bool quotesAll)
    {
        if (dialect.Quote is not { } quote)
            return dialect.Escape is { } bare ? Escaped(cell, bare, [.. dialect.Delimiter, '\r', '\n', bare]) : cell;
        var needsQuotes = quotesAll || cell.Contains(quote) || cell.AsSpan().ContainsAny('\r', '\n') || cell.Contains(dialect.Delimiter, StringComparison.Ordinal)
            || cell is [' ', ..] || (dialect.Delimiter.Length > 1 && cell.AsSpan().ContainsAny(dialect.Delimiter));
        if (dialect.Escape is { } escape)
            return needsQuotes ? $"{quote}{Escaped(cell, escape, [quote, escape])}{quote}" : Escaped(cell, escape, [escape]);
        return needsQuotes ? $"{quote}{cell.Replace($"{quote}", $"{quote}{quote}", StringComparison.Ordinal)}{quote}" : cell;
    }

    private static string Escaped(string cell, char escape, ReadOnlySpan<char> special)
    {
        var text = new StringBuilder();
        foreach (var character in cell)
        {
            if (special.Contains(character))
                text.Append(escape);
            text.Append(character);
        }
        return text.ToString();
    }
}
