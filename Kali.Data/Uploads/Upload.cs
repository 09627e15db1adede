using Kali.Data.Lake;

namespace Kali.Data.Uploads;

/// <summary>A file on its way to, or in, the lake.</summary>
/// <param name="Id">Its name in addresses.</param>
/// <param name="FileName">The name the sender's file has: a label, never a path.</param>
/// <param name="Length">The whole file's size in bytes.</param>
/// <param name="Received">Bytes that are on disk.</param>
/// <param name="State">How far it is.</param>
/// <param name="UserId">Who sends it.</param>
/// <param name="UserName">The sender's name as shown.</param>
/// <param name="CreatedAt">When it began.</param>
/// <param name="ExpiresAt">Until when it can be resumed; null when it need not be.</param>
/// <param name="FinishedAt">When the last byte was stored.</param>
/// <param name="Sha256">The fingerprint of the content, in hex; null until all is there.</param>
/// <param name="Place">Where the file lies in the lake; null until all is there.</param>
/// <param name="Refusal">Why it was not taken.</param>
/// <param name="Metadata">What the sender noted beside the file.</param>
public sealed record Upload(
    UploadId Id,
    string FileName,
    long Length,
    long Received,
    UploadState State,
    string UserId,
    string UserName,
    DateTimeOffset CreatedAt,
    DateTimeOffset? ExpiresAt,
    DateTimeOffset? FinishedAt,
    string? Sha256,
    LakePath? Place,
    UploadRefusal? Refusal,
    UploadMetadata Metadata)
{
    /// <summary>Who sends it, with the roles held when it began: what is done with the file later is done by their right.</summary>
    public required Actor Sender { get; init; }

    /// <summary>Whether a run reads the file or has read it.</summary>
    public bool IsTaken { get; init; }
}

/// <summary>Why a file's content was not taken.</summary>
/// <param name="Code">For the interface to say it in the reader's language.</param>
/// <param name="Message">What a person is told otherwise: what happened, what is kept, what to do.</param>
/// <param name="Detail">The figures and words of the sentence, in whoever refused's own JSON; null when it has none.</param>
public sealed record UploadRefusal(string Code, string Message, string? Detail = null);

/// <summary>
/// Looks at the first bytes of a file and says why it cannot be taken, or null when it can.
/// Ingest provides it, for uploads do not know formats.
/// </summary>
/// <param name="fileName">The file's name as given.</param>
/// <param name="head">The first bytes, at most <see cref="UploadOptions.ScreenedBytes"/>.</param>
/// <param name="length">The whole file's size.</param>
public delegate UploadRefusal? UploadScreening(string fileName, ReadOnlySpan<byte> head, long length);
