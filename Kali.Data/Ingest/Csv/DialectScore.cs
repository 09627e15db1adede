namespace Kali.Data.Ingest.Csv;

/// <summary>
/// How well a dialect cuts a sample: rows of one width, over as much of the text as possible, with cells that look like something.
/// </summary>
internal sealed record DialectScore(CsvDialect Dialect, SampleTable Table, double Score, double Share)
{
    public static DialectScore Of(CsvDialect dialect, ReadOnlySpan<byte> sample, int mostRows, Dictionary<string, CellKind> kinds)
    {
        var table = SampleTable.Read(sample, dialect, mostRows);
        var rows = table.Rows.Where(row => row.Scan is CsvScan.Record or CsvScan.BrokenQuote && !IsRemark(row, table.Width)).ToList();
        if (rows.Count == 0)
            return new DialectScore(dialect, table, 0, 0);
        var width = table.Width;
        var fitting = rows.Where(row => row.Width == width && row.Scan == CsvScan.Record).ToList();
        if (fitting.Count == 0)
            return new DialectScore(dialect, table, 0, 0);
        var (first, last) = (rows.IndexOf(fitting[0]), rows.LastIndexOf(fitting[^1]));
        var share = (double)fitting.Count / (last - first + 1);
        var coverage = (double)(last - first + 1) / rows.Count;
        var looks = Looks(fitting, kinds);
        if (dialect.Delimiter.Length == 0 || width == 1)
            return new DialectScore(dialect, table, 0.4 * Looks(rows, kinds) * QuoteQuality(table), 1);
        var score = share * share * coverage * looks * (1 - 1.0 / (width + 2)) * DelimiterCandidates.Prior(dialect.Delimiter) * QuoteQuality(table);
        var isUsual = DelimiterCandidates.IsUsual(dialect.Delimiter);
        if (!isUsual && !IsEarned(dialect, table, rows, fitting, share, coverage, kinds))
            return new DialectScore(dialect, table, 0, share);
        if (share * coverage >= 1 && (isUsual ? fitting.Count > 1 : fitting.Count > 4 && width > 2))
            score *= 1.5;
        if (table is { NeededQuotes: > 0, BrokenQuotes: 0 })
            score *= 1.2;
        return new DialectScore(dialect, table, score, share);
    }

    public static CellKind KindOf(string cell, Dictionary<string, CellKind> kinds)
    {
        if (kinds.TryGetValue(cell, out var kind))
            return kind;
        kind = CellKinds.Of(cell);
        if (cell.Length < 200)
            kinds[cell] = kind;
        return kind;
    }

    private static bool IsRemark(SampleRow row, int width) => row.Number > 1 && row.Width != width && row.Cells[0].StartsWith('#');

    private static double Looks(List<SampleRow> rows, Dictionary<string, CellKind> kinds)
    {
        var (sum, count) = (0.0, 0);
        foreach (var row in rows)
        {
            foreach (var cell in row.Cells)
                sum += CellKinds.Weight(KindOf(cell, kinds));
            count += row.Width;
        }
        return count == 0 ? 0 : sum / count;
    }

    private static double QuoteQuality(SampleTable table) =>
        1 - Math.Min(0.9, (1.5 * table.BrokenQuotes + 0.1 * table.StrayQuotes) / Math.Max(1, table.Rows.Count));

    /// <summary>
    /// Characters that stand in ordinary text and times need more than even widths: at least three rows, nearly all of them even, whole lines
    /// that are no value of their own, and for the space a column of numbers or quoted cells.
    /// </summary>
    private static bool IsEarned(CsvDialect dialect, SampleTable table, List<SampleRow> rows, List<SampleRow> fitting, double share, double coverage, Dictionary<string, CellKind> kinds)
    {
        if (fitting.Count < 3 || share < 0.9 || coverage < 0.5)
            return false;
        var whole = fitting.Count(row => IsValue(string.Join(dialect.Delimiter, row.Cells), kinds));
        if (whole > fitting.Count * 0.3)
            return false;
        if (dialect.Delimiter == ":")
        {
            var times = fitting.Count(row => row.Cells.Zip(row.Cells.Skip(1)).Any(pair => pair.First is [.., >= '0' and <= '9'] && pair.Second is [>= '0' and <= '9', ..]));
            if (times > fitting.Count * 0.3)
                return false;
        }
        if (dialect.Delimiter != " ")
            return true;
        if (table.QuotedFields > 0 && table.BrokenQuotes == 0)
            return true;
        var areFigures = Enumerable.Range(0, table.Width).Select(column => fitting.Count(row => IsFigure(row.Cells[column], kinds)) >= fitting.Count * 0.8).ToArray();
        return areFigures.Contains(true) && !AreNumberedWords(rows, fitting, areFigures, kinds);
    }

    /// <summary>
    /// Whether the spaces are part of values such as "Room 12": the words beside the one number are the same in all rows, or the line above them is one word.
    /// </summary>
    private static bool AreNumberedWords(List<SampleRow> rows, List<SampleRow> fitting, bool[] areFigures, Dictionary<string, CellKind> kinds)
    {
        var words = Enumerable.Range(0, areFigures.Length).Where(column => !areFigures[column]).ToList();
        if (words.Count == 0)
            return false;
        var below = fitting.Skip(1).ToList();
        var isAlike = areFigures.Count(isFigure => isFigure) == 1 && words.TrueForAll(column => below.TrueForAll(row => row.Cells[column] == below[0].Cells[column]));
        return isAlike || (rows[0].Width == 1 && rows[1].Width > 1 && rows[1].Cells.Any(cell => IsFigure(cell, kinds)));
    }

    private static bool IsFigure(string cell, Dictionary<string, CellKind> kinds) => KindOf(cell, kinds) is CellKind.Number or CellKind.Date;

    private static bool IsValue(string line, Dictionary<string, CellKind> kinds) =>
        KindOf(line, kinds) is CellKind.Number or CellKind.Date or CellKind.Special;
}
