namespace Kali.Data.Ingest.Csv;

/// <summary>Bounds of one reading, and who is told what is no row.</summary>
public sealed record CsvReadOptions
{
    /// <summary>A record with a longer cell is rejected as <see cref="RejectReason.TooLong"/>.</summary>
    public int LongestCell { get; init; } = 16 << 20;

    /// <summary>The longest record held in memory, in bytes; also how far an opened quote is followed.</summary>
    public int LongestRecord { get; init; } = 64 << 20;

    /// <summary>How much is read at a time, in bytes.</summary>
    internal int BufferLength { get; init; } = 1 << 20;

    /// <summary>The stream is the beginning of a longer file: a record cut off by its end is left out.</summary>
    public bool IsBeginning { get; init; }

    /// <summary>The file's size as far as it is known, for progress.</summary>
    public long BytesTotal { get; init; }

    /// <summary>Told each record that cannot become a row, on the thread that reads.</summary>
    public Action<RejectedRow>? OnRejected { get; init; }

    /// <summary>Told each line that is no data: preamble, header, remark, footer.</summary>
    public Action<SkippedLine>? OnSkipped { get; init; }
}
