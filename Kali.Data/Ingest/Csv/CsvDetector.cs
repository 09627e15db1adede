using System.Collections.Immutable;
using System.Text;
using Kali.Data.Ingest.Shape;

namespace Kali.Data.Ingest.Csv;

/// <summary>
/// Finds what a text table is from its first megabyte: encoding, dialect, and where in it the table is, or the tables are. What a person chose
/// stands; the rest is found to fit it. Never throws for what the bytes hold.
/// </summary>
public static class CsvDetector
{
    /// <summary>How much of a file is looked at.</summary>
    public const int HeadLength = 1 << 20;

    private const int TailLength = 64 << 10;
    private const int MostRows = 20_000;

    /// <summary>The table a person chose, or the first one.</summary>
    public static CsvDetection Detect(Stream stream, bool isWhole, ReadingChoices choices) => DetectAll(stream, isWhole, choices)[0];

    /// <summary>The table a person chose, or the first one.</summary>
    public static CsvDetection Detect(ReadOnlySpan<byte> head, bool isWhole, ReadingChoices choices) => DetectAll(head, isWhole, choices)[0];

    /// <summary>The tables of a file in a stream. When it can be searched its end is looked at too, for notes and totals behind the last table.</summary>
    public static ImmutableArray<CsvDetection> DetectAll(Stream stream, bool isWhole, ReadingChoices choices)
    {
        var head = new byte[HeadLength];
        var got = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        var hasMore = got == head.Length && (!stream.CanSeek || stream.Length > got);
        var found = DetectAll(head.AsSpan(0, got), isWhole && !hasMore, choices);
        if (!isWhole || !hasMore || !stream.CanSeek || choices.FooterRows is not null || found[^1].Dialect.LastRow > 0)
            return found;
        var tail = new byte[Math.Min(TailLength, stream.Length - got) & ~3];
        stream.Seek(-tail.Length, SeekOrigin.End);
        tail = tail[..stream.ReadAtLeast(tail, tail.Length, throwOnEndOfStream: false)];
        return found.SetItem(found.Length - 1, WithFooter(tail, found[^1], choices));
    }

    /// <param name="head">The file's beginning.</param>
    /// <param name="isWhole">Whether that is all of it.</param>
    /// <param name="choices">What a person decided.</param>
    public static ImmutableArray<CsvDetection> DetectAll(ReadOnlySpan<byte> head, bool isWhole, ReadingChoices choices)
    {
        var (encoding, encodingConfidence) = choices.Encoding is null ? EncodingDetector.Detect(head, isWhole) : (TextEncodings.Named(choices.Encoding), 1);
        var text = Text(head, encoding, isWhole);
        var (dialect, confidence) = DialectSearch.Find(text, choices);
        var table = SampleTable.Read(text, dialect, MostRows);
        var isAll = isWhole && table.Rows.Count < MostRows;
        // Whoever says where the header is speaks of the file as one table, unless they say which one.
        var blocks = choices.Table == 0 || (choices.Table is null && choices is not { PreambleRows: null, HeaderRows: null }) || table.Width < 2 ? [new TableBlock(0, table, 0, null)] : TableBlocks.Of(table);
        var found = new List<(TableBlock Block, TableShape Shape)>();
        foreach (var block in blocks)
            found.Add((block, TableShape.Of(block.Rows, choices, isAll || block.LastRow > 0)));
        var sure = Math.Min(encodingConfidence, confidence);
        var facts = blocks.Count == 1 ? [] : found.Select((one, i) => FactsOf(i + 1, one.Block, one.Shape)).ToImmutableArray();
        var tables = found.Select((one, i) => new CsvDetection(encoding, DialectOf(dialect, one.Block, one.Shape), one.Shape.Labels, sure)
        {
            Units = one.Shape.Units,
            TotalsRows = Totals(one.Block.Rows, one.Shape.FooterRows),
            Table = blocks.Count == 1 ? null : i + 1,
            Tables = facts,
        }).ToImmutableArray();
        return choices.Table is { } chosen && chosen >= 1 && chosen <= tables.Length ? [tables[chosen - 1]] : tables;
    }

    private static CsvDialect DialectOf(CsvDialect dialect, TableBlock block, TableShape shape) => dialect with
    {
        PreambleRows = shape.PreambleRows,
        HeaderRows = shape.HeaderRows,
        UnitsRows = shape.UnitsRows,
        FooterRows = shape.FooterRows,
        RowsOfOthers = block.Before,
        LastRow = block.LastRow,
    };

    private static TableFacts FactsOf(int number, TableBlock block, TableShape shape) =>
        new(number, shape.PreambleRows + 1, block.LastRow > 0 ? block.LastRow : block.Rows.Rows[^1].Number, shape.Labels.Length, block.Title);

    private static CsvDetection WithFooter(byte[] tail, CsvDetection detection, ReadingChoices choices)
    {
        var text = Text(tail, detection.Encoding, isWhole: true);
        var line = new CsvSyntax(detection.Dialect).FirstLine(text);
        var table = SampleTable.Read(text[line.Whole..], detection.Dialect, MostRows);
        var count = table.Width == detection.ColumnCount ? FooterSearch.Count(table, choices.TakesTotals) : 0;
        return detection with { Dialect = detection.Dialect with { FooterRows = count }, TotalsRows = Totals(table, count) };
    }

    private static int Totals(SampleTable table, int footerRows) =>
        table.Rows.Where(row => row.Scan is CsvScan.Record or CsvScan.BrokenQuote).TakeLast(footerRows).Count(row => TotalsRow.IsTotalShaped(row.Cells));

    /// <summary>The text as UTF-8; of a file that goes on only whole lines.</summary>
    private static ReadOnlySpan<byte> Text(ReadOnlySpan<byte> bytes, Encoding encoding, bool isWhole)
    {
        var copy = bytes.ToArray();
        using var source = new Utf8Source(new MemoryStream(copy), encoding);
        var utf8 = new byte[encoding.CodePage == TextEncodings.Utf8.CodePage ? copy.Length : encoding.GetMaxCharCount(copy.Length) * 3];
        ReadOnlySpan<byte> text = utf8.AsSpan(0, source.Read(utf8));
        if (isWhole)
            return text;
        var end = text.LastIndexOf((byte)'\n');
        if (end < 0)
            end = text.LastIndexOf((byte)'\r');
        return end < 0 ? text : text[..(end + 1)];
    }
}
