using System.Collections.Immutable;

namespace Kali.Data.Ingest.Excel;

/// <summary>Where the table of a sheet is.</summary>
/// <param name="FirstColumn">The first column with a value, from 0.</param>
/// <param name="PreambleRows">Sheet rows before the header.</param>
/// <param name="HeaderRows">Rows of the header.</param>
/// <param name="FooterRows">Rows after the last record, up to the last one with a value.</param>
/// <param name="LastRow">The last sheet row with a value.</param>
/// <param name="Labels">One for each column.</param>
/// <param name="Confidence">How sure that is.</param>
internal sealed record SheetShape(int FirstColumn, int PreambleRows, int HeaderRows, int FooterRows, long LastRow, ImmutableArray<string> Labels, double Confidence)
{
    private const int RowsLookedAt = 60;
    private const int LongestFooter = 12;
    private const long MostCells = 4_000_000_000;

    /// <summary>Reads the whole sheet once; null when no cell is filled.</summary>
    public static SheetShape? Find(SheetCells cells, ReadingChoices choices, Func<Exception> tooLarge, CancellationToken ct)
    {
        if (cells.RowCount * Math.Max(1L, cells.Width) > MostCells)
            throw tooLarge();
        var head = new List<GridRow>();
        var tail = new Queue<GridRow>();
        var (first, last, lastRow) = (int.MaxValue, -1, 0L);
        while (cells.Read())
        {
            ct.ThrowIfCancellationRequested();
            if (cells.IsBlank)
                continue;
            lastRow = cells.Row;
            var row = new GridRow(cells.Row, cells.Cells.ToArray());
            first = Math.Min(first, row.First);
            last = Math.Max(last, row.Last);
            if (head.Count < RowsLookedAt)
                head.Add(row);
            tail.Enqueue(row);
            if (tail.Count > LongestFooter + 1)
                tail.Dequeue();
        }
        if (last < 0)
            return null;
        return GridHeader.Find(head, [.. tail], first, last - first + 1, lastRow, choices);
    }
}

/// <summary>A row that is not blank.</summary>
internal sealed class GridRow(long number, SheetCell[] cells)
{
    public long Number => number;

    public int First { get; } = Array.FindIndex(cells, cell => !cell.IsEmpty);

    public int Last { get; } = Array.FindLastIndex(cells, cell => !cell.IsEmpty);

    /// <summary>Cells with a value of their own.</summary>
    public int Filled { get; } = cells.Count(cell => !cell.IsEmpty && !cell.IsFilledIn);

    public bool HasMerged { get; } = cells.Any(cell => cell.IsFilledIn);

    public SheetCell this[int column] => column < cells.Length ? cells[column] : default;
}
