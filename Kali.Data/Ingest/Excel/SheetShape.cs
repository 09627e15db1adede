using System.Collections.Immutable;

namespace Kali.Data.Ingest.Excel;

/// <summary>Where the table of a sheet is.</summary>
/// <param name="FirstColumn">The first column with a value, from 0.</param>
/// <param name="PreambleRows">Sheet rows before the header.</param>
/// <param name="HeaderRows">Rows of the header.</param>
/// <param name="Units">What each column is measured in, where the row behind the header says so; else empty.</param>
/// <param name="FooterRows">Rows after the last record, up to the last one with a value.</param>
/// <param name="LastRow">The last sheet row with a value.</param>
/// <param name="Labels">One for each column.</param>
/// <param name="Confidence">How sure that is.</param>
internal sealed record SheetShape(int FirstColumn, int PreambleRows, int HeaderRows, ImmutableArray<string> Units, int FooterRows, int TotalsRows, long LastRow, ImmutableArray<string> Labels, double Confidence)
{
    private const int RowsLookedAt = 60;
    private const int LongestFooter = 12;
    private const int MostRowsKept = 20_000;
    private const long MostCells = 4_000_000_000;

    /// <summary>Rows of the sheet before this table that belong to others.</summary>
    public long RowsOfOthers { get; init; }

    /// <summary>Which table of the sheet it is, from 1; null where there is one.</summary>
    public int? Table { get; init; }

    /// <summary>All tables of the sheet, where there are several.</summary>
    public ImmutableArray<TableFacts> Tables { get; init; } = [];

    /// <summary>What stands above it, where there are several tables; null when nothing does.</summary>
    public string? Title { get; init; }

    /// <summary>Reads the whole sheet once; none when no cell is filled, several where it holds several tables.</summary>
    public static ImmutableArray<SheetShape> Find(SheetCells cells, ReadingChoices choices, Func<Exception> tooLarge, CancellationToken ct)
    {
        if (cells.RowCount * Math.Max(1L, cells.Width) > MostCells)
            throw tooLarge();
        var all = new List<GridRow>();
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
            if (all.Count <= MostRowsKept)
                all.Add(row);
            if (head.Count < RowsLookedAt)
                head.Add(row);
            tail.Enqueue(row);
            if (tail.Count > LongestFooter + 1)
                tail.Dequeue();
        }
        if (last < 0)
            return [];
        var isAll = all.Count <= MostRowsKept;
        var blocks = isAll && choices.Table != 0 && (choices.Table is not null || choices is { PreambleRows: null, HeaderRows: null }) ? GridBlocks.Of(all) : [];
        if (blocks.Count < 2)
            return [GridHeader.Find(head, [.. tail], first, last - first + 1, lastRow, choices, isAll ? all : [])];
        var shapes = blocks.Select(block => GridHeader.Find([.. block.Rows.Take(RowsLookedAt)], [.. block.Rows.TakeLast(LongestFooter + 1)], block.First, block.Width, block.Rows[^1].Number, choices, block.Rows) with
        {
            RowsOfOthers = block.Before,
            Title = block.Title,
        }).ToImmutableArray();
        var tables = shapes.Select((shape, i) => new TableFacts(i + 1, shape.PreambleRows + 1, shape.LastRow, shape.Labels.Length, shape.Title)).ToImmutableArray();
        shapes = [.. shapes.Select((shape, i) => shape with { Table = i + 1, Tables = tables })];
        return choices.Table is { } chosen && chosen <= shapes.Length ? [shapes[chosen - 1]] : shapes;
    }
}

/// <summary>A row that is not blank.</summary>
internal sealed class GridRow(long number, SheetCell[] cells)
{
    public long Number => number;

    /// <summary>Its texts from one column on.</summary>
    public string?[] Texts(int first, int width) => [.. Enumerable.Range(first, width).Select(column => this[column].IsFilledIn ? null : this[column].Text)];

    /// <summary>The same row with nothing outside of some columns.</summary>
    public GridRow Within(int first, int width) => new(number, [.. cells.Select((cell, column) => column >= first && column < first + width ? cell : default)]);

    public int First { get; } = Array.FindIndex(cells, cell => !cell.IsEmpty);

    public int Last { get; } = Array.FindLastIndex(cells, cell => !cell.IsEmpty);

    /// <summary>Cells with a value of their own.</summary>
    public int Filled { get; } = cells.Count(cell => !cell.IsEmpty && !cell.IsFilledIn);

    public bool HasMerged { get; } = cells.Any(cell => cell.IsFilledIn);

    public SheetCell this[int column] => column < cells.Length ? cells[column] : default;
}
