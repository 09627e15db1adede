using System.Text.RegularExpressions;
using Kali.Data.Ingest.Shape;

namespace Kali.Data.Ingest.Csv;

/// <summary>Rows behind a table that are none of it: notes, sources, totals.</summary>
internal static partial class FooterSearch
{
    private const int MostRows = 20;

    public static int Count(SampleTable table, bool takesTotals = false)
    {
        var width = table.Width;
        var rows = table.Rows;
        if (width < 2 || rows.Count(row => row.Scan == CsvScan.Record && row.Width == width) < 2)
            return 0;
        var (count, at, isBehindGap) = (0, rows.Count - 1, false);
        var records = 0;
        for (; at > 0 && records < MostRows; at--)
        {
            var row = rows[at];
            if (row.IsBlank)
                continue;
            if (row.Scan == CsvScan.Comment)
                continue;
            records++;
            isBehindGap = HasGapBefore(rows, at, width);
            if (takesTotals && IsTotal(row))
                break;
            if (IsNote(row, width, isBehindGap) || IsTotal(row) || (!takesTotals && count == records - 1 && IsSum(rows, at, width)))
            {
                count = records;
                continue;
            }
            if (row.Width == width || row.Filled > 1)
                break;
        }
        return count;
    }

    /// <summary>An empty line, between the row or the notes before it and the last row of the table.</summary>
    private static bool HasGapBefore(List<SampleRow> rows, int at, int width)
    {
        for (var before = at - 1; before > 0; before--)
        {
            if (rows[before].IsBlank || (rows[before].Filled == 0 && rows[before].Scan == CsvScan.Record))
                return true;
            if (rows[before].Width == width || rows[before].Filled > 1)
                return false;
        }
        return false;
    }

    private static bool IsNote(SampleRow row, int width, bool isBehindGap)
    {
        if (row.Scan == CsvScan.BrokenQuote)
            return false;
        if (row.Filled == 0)
            return false;
        if (isBehindGap && row.Width < width && row.Filled <= Math.Max(1, width / 2))
            return true;
        var text = row.Cells[0].Trim();
        if (row.Filled > 1 || text.Length == 0)
            return isBehindGap && width > 3 && row.Filled == 2 && text.EndsWith(':');
        if (row.Width > 1 && row.Width != width)
            return false;
        var isText = CellKinds.Of(text) == CellKind.Text || (CellKinds.Of(text) == CellKind.Word && text.Length > 12);
        if (width == 2)
            return row.Width == 1 && isText && (isBehindGap || NoteWords().IsMatch(text));
        return isBehindGap || isText || NoteWords().IsMatch(text);
    }

    private static bool IsTotal(SampleRow row) => row.Scan == CsvScan.Record && TotalsRow.IsNamed(row.Cells);

    private static bool IsSum(List<SampleRow> rows, int at, int width) =>
        rows[at].Scan == CsvScan.Record && rows[at].Width == width
        && TotalsRow.IsSum(rows[at].Cells, [.. rows.Take(at).SkipWhile(row => row.Width != width).Skip(1).Where(row => row.Scan == CsvScan.Record && row.Width == width && row.Filled > 0).Select(row => row.Cells)]);

    [GeneratedRegex(@"^([*†#(]|note|source|quelle|stand\b|hinweis|anmerkung|total|summe|generated|erstellt|exported|end of|ende|copyright|©|legend|page|seite)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex NoteWords();
}
