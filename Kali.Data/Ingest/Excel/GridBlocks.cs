namespace Kali.Data.Ingest.Excel;

/// <summary>A block of a sheet that is a table of its own.</summary>
/// <param name="First">Its first column, from 0.</param>
/// <param name="Width">Its columns.</param>
/// <param name="Rows">Its rows, with nothing outside of its columns.</param>
/// <param name="Before">Rows of the sheet before it that belong to other tables.</param>
/// <param name="Title">What stands above it; null when nothing does.</param>
internal sealed record GridBlock(int First, int Width, IReadOnlyList<GridRow> Rows, long Before, string? Title);

/// <summary>
/// Finds several tables on one sheet: beside one another, parted by empty columns, and under one another, parted by empty rows.
/// Each begins with a header of its own; an empty column or row within one table parts nothing.
/// </summary>
internal static class GridBlocks
{
    private const int LeastRows = 3;

    /// <summary>None, or one, where the sheet is one table.</summary>
    public static IReadOnlyList<GridBlock> Of(IReadOnlyList<GridRow> rows)
    {
        var blocks = Beside(rows).SelectMany(band => Under(rows, band.First, band.Width)).ToList();
        return blocks.Count > 1 ? blocks : [];
    }

    private static List<(int First, int Width)> Beside(IReadOnlyList<GridRow> rows)
    {
        var whole = (First: rows.Min(row => row.First), Last: rows.Max(row => row.Last));
        List<(int First, int Width)> one = [(whole.First, whole.Last - whole.First + 1)];
        var used = new bool[whole.Last + 2];
        foreach (var row in rows.Where(row => row.Filled > 1))
        {
            for (var column = whole.First; column <= whole.Last; column++)
                used[column] |= !row[column].IsEmpty;
        }
        var bands = new List<(int First, int Width)>();
        for (var column = whole.First; column <= whole.Last; column++)
        {
            if (!used[column])
                continue;
            var end = column;
            while (used[end])
                end++;
            bands.Add((column, end - column));
            column = end;
        }
        return bands.Count > 1 && bands.TrueForAll(band => band.Width > 1) && AreTables(rows, bands) ? bands : one;
    }

    /// <summary>Each has its own header; and they are of different length, or have headers in common, as no single table has.</summary>
    private static bool AreTables(IReadOnlyList<GridRow> rows, List<(int First, int Width)> bands)
    {
        var tables = bands.ConvertAll(band => Within(rows, band.First, band.Width).SkipWhile(row => row.Filled < 2).ToList());
        if (tables.Exists(table => table.Count < LeastRows) || tables.Zip(bands).Any(one => !GridHeader.IsSurelyHeader(one.First, one.Second.First, one.Second.Width)))
            return false;
        var headers = tables.Zip(bands, (table, band) => table[0].Texts(band.First, band.Width).OfType<string>().ToHashSet(StringComparer.OrdinalIgnoreCase)).ToList();
        return tables.Select(table => (table[0].Number, table[^1].Number)).Distinct().Count() > 1 || headers.Skip(1).Any(header => header.Overlaps(headers[0]));
    }

    private static IEnumerable<GridBlock> Under(IReadOnlyList<GridRow> all, int first, int width)
    {
        var rows = Within(all, first, width);
        var starts = new List<int>();
        for (var at = 0; at < rows.Count; at++)
        {
            var isParted = at == 0 || rows[at].Number > rows[at - 1].Number + 1 || (rows[at - 1].Filled == 1 && (at == 1 || rows[at - 1].Number > rows[at - 2].Number + 1));
            if (!isParted || rows[at].Filled < 2)
                continue;
            var run = Run(rows, at);
            if (run.Count < LeastRows || !GridHeader.IsSurelyHeader(run, first, width) || (starts.Count > 0 && IsSameHeader(rows[starts[^1]], rows[at], first, width)))
                continue;
            starts.Add(at);
        }
        if (starts.Count < 2)
            return [new GridBlock(first, width, rows, 0, null)];
        return starts.Select((start, i) => Block(rows, i == 0 ? 0 : Title(rows, start), i + 1 < starts.Count ? Title(rows, starts[i + 1]) : rows.Count, start));
    }

    private static GridBlock Block(List<GridRow> rows, int from, int to, int start)
    {
        var own = rows.Skip(from).Take(to - from).ToList();
        var table = rows.Skip(start).Take(to - start).ToList();
        var (left, right) = (table.Min(row => row.First), table.Max(row => row.Last));
        var title = start > from && from > 0 ? rows[start - 1][rows[start - 1].First].Text : null;
        return new GridBlock(left, right - left + 1, own, from == 0 ? 0 : rows[from - 1].Number, title);
    }

    /// <summary>Where the title right above a table stands, or the table itself without one.</summary>
    private static int Title(List<GridRow> rows, int start) =>
        start > 1 && rows[start - 1].Filled == 1 && rows[start - 1].Number > rows[start - 2].Number + 1 ? start - 1 : start;

    private static List<GridRow> Run(List<GridRow> rows, int from)
    {
        var to = from + 1;
        while (to < rows.Count && rows[to].Number == rows[to - 1].Number + 1)
            to++;
        return rows.GetRange(from, to - from);
    }

    private static bool IsSameHeader(GridRow one, GridRow other, int first, int width)
    {
        var (ones, others) = (one.Texts(first, width), other.Texts(first, width));
        return ones.SequenceEqual(others) || (one.Filled == other.Filled && others.Count(text => text is not null && ones.Contains(text)) * 2 >= other.Filled);
    }

    private static List<GridRow> Within(IReadOnlyList<GridRow> rows, int first, int width) =>
        [.. rows.Select(row => row.Within(first, width)).Where(row => row.First >= 0)];
}
