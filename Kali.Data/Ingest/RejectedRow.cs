namespace Kali.Data.Ingest;

/// <summary>
/// A record of the file that could not become a row of raw. Rows in = rows raw + rows rejected, always.
/// </summary>
/// <param name="Row">Its row number, counted as raw's <c>_row</c> is.</param>
/// <param name="Line">The line it begins on, from 1.</param>
/// <param name="ByteOffset">Where it begins in the (uncompressed) file.</param>
/// <param name="Reason">Why, in a code the interface turns into a sentence.</param>
/// <param name="Text">The record as it stands, at most 4,000 characters; bytes that are no text as U+FFFD.</param>
public sealed record RejectedRow(long Row, long Line, long ByteOffset, RejectReason Reason, string Text);

public enum RejectReason
{
    TooManyFields,
    TooFewFields,
    BrokenQuote,
    BadByte,
    TooLong,
    NotJson,

    /// <summary>The header once more, as in files put behind one another.</summary>
    RepeatedHeader,
}
