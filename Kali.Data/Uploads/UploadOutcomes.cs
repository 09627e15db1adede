using System.IO.Pipelines;

namespace Kali.Data.Uploads;

/// <summary>A file that somebody is about to send.</summary>
public sealed record NewUpload(string FileName, long Length, UploadMetadata Metadata);

/// <summary>What came of the wish to send a file.</summary>
public abstract record CreateOutcome
{
    private CreateOutcome() { }

    public sealed record Created(Upload Upload) : CreateOutcome;

    /// <summary>The file is larger than files may be.</summary>
    public sealed record TooLarge(long MaxBytes, string Message) : CreateOutcome;

    /// <summary>The disk is too full for it, or cannot be written.</summary>
    public sealed record NoRoom(string Message) : CreateOutcome;
}

/// <summary>What there is behind an upload's address.</summary>
public abstract record UploadLookup
{
    private UploadLookup() { }

    public sealed record Found(Upload Upload) : UploadLookup;

    /// <summary>It was there once: cancelled, refused or expired.</summary>
    public sealed record Gone(Upload Upload) : UploadLookup;

    /// <summary>There is no such upload, or it is somebody else's.</summary>
    public sealed record Unknown : UploadLookup;

    /// <summary>Another process is writing it.</summary>
    public sealed record Busy : UploadLookup;
}

/// <summary>The bytes of one request.</summary>
/// <param name="Reader">The bytes as they come.</param>
/// <param name="Length">How many will come, when that was said.</param>
/// <param name="Checksum">What they must hash to.</param>
public sealed record UploadBody(PipeReader Reader, long? Length = null, UploadChecksum? Checksum = null);

/// <summary>What came of bytes that were sent.</summary>
public abstract record ReceiveOutcome
{
    private ReceiveOutcome() { }

    /// <summary>All bytes of the request are stored; when the file is whole it lies in its place.</summary>
    public sealed record Received(Upload Upload) : ReceiveOutcome;

    /// <summary>The sender went away or another request took over; what came is kept.</summary>
    public sealed record Interrupted(long Offset) : ReceiveOutcome;

    /// <summary>The bytes do not begin where the stored ones end; nothing was changed.</summary>
    public sealed record OffsetDiffers(long Offset) : ReceiveOutcome;

    /// <summary>The bytes are not those that were sent; they were discarded.</summary>
    public sealed record ChecksumDiffers(long Offset) : ReceiveOutcome;

    /// <summary>More bytes than the file was said to have; those beyond were not stored.</summary>
    public sealed record TooMuch(long Length) : ReceiveOutcome;

    /// <summary>The content is none that can be taken; nothing is kept.</summary>
    public sealed record Refused(UploadRefusal Refusal) : ReceiveOutcome;

    /// <summary>The disk is full or cannot be written; what was stored before is kept.</summary>
    public sealed record NoRoom(long Offset, string Message) : ReceiveOutcome;

    public sealed record Gone : ReceiveOutcome;

    public sealed record Unknown : ReceiveOutcome;

    public sealed record Busy : ReceiveOutcome;
}
