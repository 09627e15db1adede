namespace Kali.Data.Ingest.Sniffing;

/// <summary>Which contents Kali does not take.</summary>
internal static class ContentRefusal
{
    /// <summary>Why content is refused; null for what can be read.</summary>
    /// <param name="content">What the bytes are.</param>
    /// <param name="file">The file or entry as people know it.</param>
    /// <param name="namedAs">What its name says it is, when it is something else.</param>
    public static Refusal? Of(Content content, string file, string? namedAs) => ReasonOf(content.Kind) is { } reason ? new Refusal(reason, file, namedAs, Detail: content.Detail) : null;

    private static RefusalReason? ReasonOf(ContentKind kind) => kind switch
    {
        ContentKind.Empty => RefusalReason.Empty,
        ContentKind.EncryptedZip => RefusalReason.EncryptedZip,
        ContentKind.OtherArchive => RefusalReason.OtherArchive,
        ContentKind.Avro => RefusalReason.Avro,
        ContentKind.Pdf => RefusalReason.Pdf,
        ContentKind.Html => RefusalReason.Html,
        ContentKind.Xml => RefusalReason.Xml,
        ContentKind.Executable => RefusalReason.Executable,
        ContentKind.Script => RefusalReason.Script,
        ContentKind.Image => RefusalReason.Image,
        ContentKind.Database => RefusalReason.Database,
        ContentKind.OfficeDocument => RefusalReason.OfficeDocument,
        ContentKind.OpenDocument => RefusalReason.OpenDocument,
        ContentKind.CorruptArchive => RefusalReason.CorruptArchive,
        ContentKind.CorruptWorkbook => RefusalReason.CorruptWorkbook,
        ContentKind.Binary => RefusalReason.BinaryData,
        _ => null,
    };
}
