using System.Buffers;
using Kali.Data.Engines;

namespace Kali.Data.Ingest;

/// <summary>What came of a conversion.</summary>
/// <param name="Rows">Records written.</param>
/// <param name="Rejected">Records that could not be read, at most a thousand of them.</param>
/// <param name="Reason">Why nothing could be read; null when it could.</param>
public sealed record Conversion(long Rows, IReadOnlyList<RejectedRow> Rejected, string? Reason)
{
    /// <summary>All records that could not be read.</summary>
    public long RejectedRows { get; init; }

    /// <summary>Lines that are no data, by what they are.</summary>
    public IReadOnlyDictionary<SkippedLineKind, long> Skipped { get; init; } = new SortedDictionary<SkippedLineKind, long>();

    /// <summary>Which of the file's tables was written, from 1.</summary>
    public int Table { get; init; } = 1;

    /// <summary>How many tables the file (or sheet) has.</summary>
    public int Tables { get; init; } = 1;
}

/// <summary>Writes a file, read as Kali reads it, as plain UTF-8 RFC 4180 text with CRLF.</summary>
public sealed class FileConversion(FileReading reading)
{
    private const int MostRejected = 1_000;
    private static readonly SearchValues<byte> Special = SearchValues.Create(",\"\r\n"u8);

    /// <summary>
    /// Converts the part that was chosen, or the first that is not hidden. The header is written as found, and none where the file has none.
    /// What cannot be read becomes a text that begins with the line <c>Application Error</c>.
    /// </summary>
    public Conversion Write(FileSource source, ReadingChoices choices, Stream output, CancellationToken ct)
    {
        try
        {
            return reading.Look(source, choices, ct) switch
            {
                FileOutcome.Readable readable => Write(source, readable.Parts.FirstOrDefault(part => !part.IsHidden) ?? readable.Parts[0], choices, output, ct),
                FileOutcome.Refused { Refusal.Reason: RefusalReason.Empty } => new Conversion(0, [], null),
                FileOutcome.Refused refused => Unreadable(output, refused.Refusal.Message),
                FileOutcome.PasswordNeeded needed => Unreadable(output, new PasswordNeededException(needed.File, needed.WasWrong).Message),
                _ => Unreadable(output, $"{source.Name} is not whole yet."),
            };
        }
        catch (KaliException unreadable)
        {
            return Unreadable(output, unreadable.Message);
        }
    }

    private Conversion Write(FileSource source, Part part, ReadingChoices choices, Stream output, CancellationToken ct)
    {
        var rejected = new List<RejectedRow>();
        var skipped = new SortedDictionary<SkippedLineKind, long>();
        using var rows = reading.OpenRows(source, part, choices, row =>
        {
            if (rejected.Count < MostRejected)
                rejected.Add(row);
        }, line => skipped[line.Kind] = skipped.GetValueOrDefault(line.Kind) + 1, ct);
        var writer = new ArrayBufferWriter<byte>(1 << 16);
        var hasNames = part.Facts.HeaderRows > 0 || part.Facts.Format is "json" or "jsonl" or "parquet";
        if (hasNames)
            Line(writer, rows.Labels.Count, i => System.Text.Encoding.UTF8.GetBytes(rows.Labels[i]));
        var batch = new TextBatch(rows.Columns.Count);
        while (rows.Read(batch))
        {
            ct.ThrowIfCancellationRequested();
            for (var row = 0; row < batch.RowCount; row++)
                Line(writer, batch, row);
            output.Write(writer.WrittenSpan);
            writer.ResetWrittenCount();
        }
        output.Write(writer.WrittenSpan);
        return new Conversion(rows.RowsRead, rejected, null)
        {
            RejectedRows = rows.RowsRejected,
            Skipped = skipped,
            Table = part.Facts.Table ?? 1,
            Tables = Math.Max(1, part.Facts.Tables.Length),
        };
    }

    private static Conversion Unreadable(Stream output, string reason)
    {
        if (output.CanSeek)
            output.SetLength(0);
        output.Write("Application Error\r\n"u8);
        return new Conversion(0, [], reason);
    }

    private static void Line(ArrayBufferWriter<byte> writer, TextBatch batch, int row)
    {
        for (var i = 0; i < batch.ColumnCount; i++)
            Cell(writer, batch.Cell(row, i), i, batch.ColumnCount);
        writer.Write("\r\n"u8);
    }

    private static void Line(ArrayBufferWriter<byte> writer, int count, Func<int, byte[]> cell)
    {
        for (var i = 0; i < count; i++)
            Cell(writer, cell(i), i, count);
        writer.Write("\r\n"u8);
    }

    private static void Cell(ArrayBufferWriter<byte> writer, ReadOnlySpan<byte> text, int at, int count)
    {
        if (at > 0)
            writer.Write(","u8);
        // An empty cell alone in its line is quoted: the line would else be none.
        if (text.IndexOfAny(Special) < 0 && !(count == 1 && text.IsEmpty))
        {
            writer.Write(text);
            return;
        }
        writer.Write("\""u8);
        for (var quote = text.IndexOf((byte)'"'); quote >= 0; quote = text.IndexOf((byte)'"'))
        {
            writer.Write(text[..(quote + 1)]);
            writer.Write("\""u8);
            text = text[(quote + 1)..];
        }
        writer.Write(text);
        writer.Write("\""u8);
    }
}
