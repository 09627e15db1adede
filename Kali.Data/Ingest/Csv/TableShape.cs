using System.Collections.Immutable;
using Kali.Data.Ingest.Shape;

namespace Kali.Data.Ingest.Csv;

/// <summary>Where in a text the table is: rows before it, its header, its columns, rows behind it.</summary>
/// <param name="PreambleRows">Rows before the header, empty ones too.</param>
/// <param name="HeaderRows">Rows of the header.</param>
/// <param name="UnitsRows">Rows of units behind the header.</param>
/// <param name="FooterRows">Records behind the last one of the table.</param>
/// <param name="Labels">A label a column.</param>
/// <param name="Units">What each column is measured in, where a row says so.</param>
internal sealed record TableShape(int PreambleRows, int HeaderRows, int UnitsRows, int FooterRows, ImmutableArray<string> Labels, ImmutableArray<string> Units)
{
    private const int MostHeaderRows = 4;

    public static TableShape Of(SampleTable table, ReadingChoices choices, bool hasEnd)
    {
        var rows = table.Rows.Where(row => row.Scan is CsvScan.Record or CsvScan.BrokenQuote).ToList();
        var width = table.Width;
        if (rows.Count == 0)
            return new TableShape(choices.PreambleRows ?? 0, choices.HeaderRows ?? 1, 0, 0, [""], []);

        var footers = choices.FooterRows ?? (hasEnd ? FooterSearch.Count(table, choices.TakesTotals) : 0);
        var body = rows.Take(rows.Count - footers).ToList();
        var start = choices.PreambleRows is { } preamble ? Math.Max(0, body.FindIndex(row => row.Number > preamble)) : Start(body, width);
        var evidence = new HeaderEvidence(body.Skip(start).ToList(), width);
        if (choices.PreambleRows is null && start > 0 && IsShortHeader(body[start - 1], body[start], width, evidence))
        {
            start--;
            evidence = new HeaderEvidence(body.Skip(start).ToList(), width);
        }
        var headers = choices.HeaderRows ?? evidence.HeaderRows(MostHeaderRows);
        headers = Math.Min(headers, Math.Max(0, body.Count - start));
        var preambleRows = choices.PreambleRows ?? (body.Count == 0 ? 0 : body[start].Number - 1);
        var labels = LabelsOf(body.Skip(start).Take(headers).ToList(), width);
        var units = UnitsOf(body.Skip(start).ToList(), headers, width, choices);
        return new TableShape(preambleRows, headers, units.IsEmpty ? 0 : 1, footers, labels, units);
    }

    private static ImmutableArray<string> UnitsOf(List<SampleRow> rows, int headers, int width, ReadingChoices choices)
    {
        if (headers == 0 || rows.Count <= headers || choices.HasUnits == false || rows[headers].Scan != CsvScan.Record)
            return [];
        var isUnits = choices.HasUnits ?? new HeaderEvidence([.. rows.Skip(headers - 1)], width).IsUnits(1);
        return isUnits ? [.. Enumerable.Range(0, width).Select(column => column < rows[headers].Width ? UnitWords.Shown(rows[headers].Cells[column]) : "")] : [];
    }

    /// <summary>The first row that belongs to the table: wide enough, filled enough, and followed by one of the same width.</summary>
    private static int Start(List<SampleRow> rows, int width)
    {
        if (width == 1)
            return 0;
        for (var i = 0; i < rows.Count; i++)
        {
            var row = rows[i];
            if (row.Scan != CsvScan.Record || row.Width < width || (row.Width > width && !IsWideHeader(rows, i, width)))
                continue;
            if (IsTitle(rows, i, width))
                continue;
            return i;
        }
        return Math.Max(0, rows.FindIndex(row => row.Width == width));
    }

    /// <summary>A header with more cells than the rows under it have.</summary>
    private static bool IsWideHeader(List<SampleRow> rows, int at, int width) =>
        at + 1 < rows.Count && rows[at + 1].Width == width && rows[at].Width <= width + 2 && rows[at].Filled >= width;

    /// <summary>A title filled up with empty cells to the table's width, as spreadsheets write it.</summary>
    private static bool IsTitle(List<SampleRow> rows, int at, int width)
    {
        if (rows[at].Filled > 1 || at + 1 >= rows.Count)
            return false;
        if (rows[at].Filled == 0)
            return true;
        var next = rows.Skip(at + 1).FirstOrDefault(row => row.Filled > 0);
        if (next is null || next.Filled < 2)
            return next is not null && at < 10 && rows.Skip(at + 1).Take(10).Any(row => row.Filled >= Math.Max(2, width - 1));
        return width > 2 || rows[at + 1].Number > rows[at].Number + 1;
    }

    /// <summary>A header with fewer cells than the rows under it have, when the row under it is no header itself.</summary>
    private static bool IsShortHeader(SampleRow row, SampleRow next, int width, HeaderEvidence evidence)
    {
        if (row.Number + 1 != next.Number || row.Scan != CsvScan.Record || row.Width >= width || evidence.HeaderRows(1) > 0)
            return false;
        if (width == 2)
            return CellKinds.Of(row.Cells[0]) == CellKind.Word;
        return row.Width * 2 >= width && row.Filled == row.Width && !Array.Exists(row.Cells, cell => CellKinds.Of(cell) is CellKind.Number or CellKind.Date);
    }

    private static ImmutableArray<string> LabelsOf(List<SampleRow> headers, int width)
    {
        var columns = Math.Max(width, headers.Select(row => row.Width).DefaultIfEmpty().Max());
        var labels = new string[columns];
        for (var column = 0; column < columns; column++)
            labels[column] = string.Join(' ', headers.Where(row => column < row.Width && row.Cells[column].Length > 0).Select(row => row.Cells[column]));
        return [.. labels];
    }
}
