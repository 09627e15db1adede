using Kali.Data.Ingest.Sniffing;
using Kali.Data.Uploads;

namespace Kali.Data.Ingest;

/// <summary>Judges an upload by its first bytes, so that nobody sends a gigabyte of what cannot be taken.</summary>
internal static class UploadContent
{
    public static UploadRefusal? Screen(string fileName, ReadOnlySpan<byte> head, long length)
    {
        var content = ContentSniff.FromHead(head, head.Length >= length);
        RefusalReason? reason = content.Kind switch
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
            ContentKind.Binary => RefusalReason.BinaryData,
            _ => null,
        };
        return reason is { } code
            ? IntakeParts.ToUpload(new Refusal(code, fileName, NamedKind.Disagreeing(fileName, content.Kind), Detail: content.Detail))
            : null;
    }
}
