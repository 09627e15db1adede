using System.Text;

namespace Kali.Data.Ingest.Csv;

/// <summary>The beginning of a text, cut into cells by one dialect.</summary>
internal sealed class SampleTable
{
    private SampleTable(List<SampleRow> rows)
    {
        Rows = rows;
        Width = CommonWidth(rows);
    }

    public List<SampleRow> Rows { get; }

    public int QuotedFields { get; private init; }

    /// <summary>Quoted cells that could not stand without their quotes.</summary>
    public int NeededQuotes { get; private init; }

    /// <summary>Quotes that are not closed as they should be.</summary>
    public int BrokenQuotes { get; private init; }

    /// <summary>Quotes within quoted cells that are neither doubled nor closing.</summary>
    public int StrayQuotes { get; private init; }

    /// <summary>Delimiters that no space follows.</summary>
    public int UnspacedFields { get; private init; }

    /// <summary>The number of cells most rows have.</summary>
    public int Width { get; }

    /// <summary>Some of its rows as a table of their own.</summary>
    public static SampleTable Of(IEnumerable<SampleRow> rows) => new([.. rows]);

    /// <param name="text">UTF-8, ending with a whole record.</param>
    /// <param name="dialect">How to cut.</param>
    /// <param name="mostRows">Where to stop.</param>
    public static SampleTable Read(ReadOnlySpan<byte> text, CsvDialect dialect, int mostRows)
    {
        var syntax = new CsvSyntax(dialect);
        var scanner = new CsvRecordScanner(syntax);
        var rows = new List<SampleRow>();
        var (quoted, needed, broken, stray, unspaced) = (0, 0, 0, 0, 0);
        while (!text.IsEmpty && rows.Count < mostRows)
        {
            var scan = scanner.Next(text, isLast: true);
            var consumed = scanner.Consumed;
            string[] cells = [];
            if (scan is CsvScan.Record or CsvScan.Blank)
            {
                cells = new string[Math.Min(scanner.FieldCount, CsvRecordScanner.MostFields)];
                for (var field = 0; field < cells.Length; field++)
                    cells[field] = Encoding.UTF8.GetString(scanner.Cell(text, field));
                quoted += scanner.QuotedFields;
                needed += scanner.NeededQuotes;
                stray += scanner.StrayQuotes;
                unspaced += scanner.UnspacedFields;
            }
            else
            {
                var line = syntax.FirstLine(text);
                consumed = line.Whole;
                cells = [Encoding.UTF8.GetString(text[..line.Text])];
                broken += scan == CsvScan.BrokenQuote ? 1 : 0;
            }
            rows.Add(new SampleRow(rows.Count + 1, cells, scan));
            text = text[consumed..];
        }
        return new SampleTable(rows) { QuotedFields = quoted, NeededQuotes = needed, BrokenQuotes = broken, StrayQuotes = stray, UnspacedFields = unspaced };
    }

    private static int CommonWidth(List<SampleRow> rows)
    {
        var counts = new Dictionary<int, int>();
        foreach (var row in rows)
        {
            if (row.Scan == CsvScan.Record)
                counts[row.Width] = counts.GetValueOrDefault(row.Width) + 1;
        }
        return counts.Count == 0 ? 1 : counts.OrderByDescending(count => count.Value).ThenByDescending(count => count.Key).First().Key;
    }
}
