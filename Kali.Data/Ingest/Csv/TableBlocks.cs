namespace Kali.Data.Ingest.Csv;

/// <summary>A part of a text that is a table of its own.</summary>
/// <param name="Before">Rows before it that belong to other tables.</param>
/// <param name="Rows">Its rows, with those above it that are no other table's.</param>
/// <param name="LastRow">The number of its last row; 0 when it goes on to the end.</param>
/// <param name="Title">What stands above it; null when nothing does.</param>
internal sealed record TableBlock(int Before, SampleTable Rows, long LastRow, string? Title);

/// <summary>
/// Finds several tables under one another. Blank lines and titles part them, but only a header of its own, with other columns, makes a table:
/// data with a gap in it stays one.
/// </summary>
internal static class TableBlocks
{
    private const int LeastRows = 3;
    private const int MostBlocks = 50;

    /// <summary>One block where the text is one table.</summary>
    public static IReadOnlyList<TableBlock> Of(SampleTable table)
    {
        var starts = Starts(table.Rows);
        if (starts.Count is < 2 or > MostBlocks)
            return [new TableBlock(0, table, 0, null)];
        var blocks = new List<TableBlock>();
        for (var i = 0; i < starts.Count; i++)
        {
            var from = i == 0 ? 0 : End(table.Rows, starts[i - 1], starts[i]);
            var to = i + 1 < starts.Count ? End(table.Rows, starts[i], starts[i + 1]) : table.Rows.Count;
            var title = i == 0 ? null : table.Rows.Skip(from).Take(starts[i] - from).LastOrDefault(row => row.Filled == 1)?.Cells.First(cell => !string.IsNullOrWhiteSpace(cell)).Trim();
            blocks.Add(new TableBlock(from == 0 ? 0 : table.Rows[from - 1].Number, SampleTable.Of(table.Rows.Skip(from).Take(to - from)), i + 1 < starts.Count ? table.Rows[to - 1].Number : 0, title));
        }
        return blocks;
    }

    /// <summary>Where tables begin: the place of each one's header.</summary>
    private static List<int> Starts(List<SampleRow> rows)
    {
        var starts = new List<int>();
        for (var at = 0; at < rows.Count; at++)
        {
            if (!IsParting(rows, at - 1) || rows[at].Scan != CsvScan.Record || rows[at].Filled < 2)
                continue;
            var run = RunFrom(rows, at);
            if (run.Count < LeastRows)
                continue;
            var width = SampleTable.Of(run).Width;
            if (run[0].Width != width || !new HeaderEvidence(run, width).IsSurelyHeader())
                continue;
            if (starts.Count > 0 && IsSameTable(rows, starts[^1], run, width))
                continue;
            starts.Add(at);
            at += run.Count - 1;
        }
        return starts;
    }

    private static bool IsParting(List<SampleRow> rows, int at) =>
        at < 0 || rows[at].IsBlank || rows[at].Filled == 0 || (rows[at].Filled == 1 && (at == 0 || rows[at - 1].IsBlank || rows[at - 1].Filled == 0));

    /// <summary>Rows up to the next gap.</summary>
    private static List<SampleRow> RunFrom(List<SampleRow> rows, int from)
    {
        var run = new List<SampleRow>();
        for (var at = from; at < rows.Count && !rows[at].IsBlank && rows[at].Filled > 0; at++)
            run.Add(rows[at]);
        return run;
    }

    /// <summary>The same header once more, or rows of the same table behind a gap.</summary>
    private static bool IsSameTable(List<SampleRow> rows, int start, List<SampleRow> run, int width)
    {
        var header = rows[start];
        if (header.Cells.SequenceEqual(run[0].Cells))
            return true;
        // Of as many columns, another table has other headers, and hardly one of the values of this one.
        return header.Width == width && run[0].Cells.Count(header.Cells.Contains) * 2 >= width;
    }

    /// <summary>Where the table that began there ends: behind its last row before the gap, or the titles, of the next.</summary>
    private static int End(List<SampleRow> rows, int start, int next)
    {
        var end = next;
        while (end > start + 1 && (rows[end - 1].IsBlank || rows[end - 1].Filled == 0))
            end--;
        // One line alone right above the next header is its title, not this table's note.
        if (end > start + 1 && rows[end - 1].Filled == 1 && (rows[end - 2].IsBlank || rows[end - 2].Filled == 0))
            end--;
        while (end > start + 1 && (rows[end - 1].IsBlank || rows[end - 1].Filled == 0))
            end--;
        return end;
    }
}
