using System.Text;

namespace Kali.Data.Ingest.Csv;

/// <summary>
/// Finds what a text table is from its first megabyte: encoding, dialect, and where in it the table is. What a person chose stands;
/// the rest is found to fit it. Never throws for what the bytes hold.
/// </summary>
public static class CsvDetector
{
    /// <summary>How much of a file is looked at.</summary>
    public const int HeadLength = 1 << 20;

    private const int TailLength = 64 << 10;
    private const int MostRows = 20_000;

    /// <summary>A file in a stream. When it can be searched its end is looked at too, for notes and totals behind the table.</summary>
    public static CsvDetection Detect(Stream stream, bool isWhole, ReadingChoices choices)
    {
        var head = new byte[HeadLength];
        var got = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        var hasMore = got == head.Length && (!stream.CanSeek || stream.Length > got);
        var detection = Detect(head.AsSpan(0, got), isWhole && !hasMore, choices);
        if (!isWhole || !hasMore || !stream.CanSeek || choices.FooterRows is not null)
            return detection;
        var tail = new byte[Math.Min(TailLength, stream.Length - got) & ~3];
        stream.Seek(-tail.Length, SeekOrigin.End);
        tail = tail[..stream.ReadAtLeast(tail, tail.Length, throwOnEndOfStream: false)];
        return detection with { Dialect = detection.Dialect with { FooterRows = Footers(tail, detection) } };
    }

    /// <param name="head">The file's beginning.</param>
    /// <param name="isWhole">Whether that is all of it.</param>
    /// <param name="choices">What a person decided.</param>
    public static CsvDetection Detect(ReadOnlySpan<byte> head, bool isWhole, ReadingChoices choices)
    {
        var (encoding, encodingConfidence) = choices.Encoding is null ? EncodingDetector.Detect(head, isWhole) : (TextEncodings.Named(choices.Encoding), 1);
        var text = Text(head, encoding, isWhole);
        var (dialect, confidence) = DialectSearch.Find(text, choices);
        var table = SampleTable.Read(text, dialect, MostRows);
        var shape = TableShape.Of(table, choices, isWhole && table.Rows.Count < MostRows);
        dialect = dialect with { PreambleRows = shape.PreambleRows, HeaderRows = shape.HeaderRows, FooterRows = shape.FooterRows };
        return new CsvDetection(encoding, dialect, shape.Labels, Math.Min(encodingConfidence, confidence));
    }

    private static int Footers(byte[] tail, CsvDetection detection)
    {
        var text = Text(tail, detection.Encoding, isWhole: true);
        var line = new CsvSyntax(detection.Dialect).FirstLine(text);
        var table = SampleTable.Read(text[line.Whole..], detection.Dialect, MostRows);
        return table.Width == detection.ColumnCount ? FooterSearch.Count(table) : 0;
    }

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
