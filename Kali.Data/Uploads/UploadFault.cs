using Kali.Data.Lake;

namespace Kali.Data.Uploads;

/// <summary>Faults of the lake's disk that leave an upload resumable, in a person's words.</summary>
internal static class UploadFault
{
    /// <summary>What to tell, or null when the fault is none of those.</summary>
    public static string? Explain(Exception fault) => fault switch
    {
        StorageAwayException => $"{fault.Message} What was sent so far is kept, and the upload goes on from there once the storage answers.",
        KaliException { InnerException: { } inner } => Explain(inner),
        IOException or UnauthorizedAccessException => StorageFault.Cause(fault) switch
        {
            StorageCause.Full =>
                "The disk that holds the lake is full. What was sent so far is kept, and the upload goes on from there once there is room.",
            StorageCause.ReadOnly =>
                "The disk that holds the lake is read-only. What was sent so far is kept. Make it writable, then send the file again.",
            StorageCause.Denied =>
                "The account Kali runs under may not write to the lake. What was sent so far is kept. Give it that right, then send the file again.",
            _ => null,
        },
        _ => null,
    };
}
