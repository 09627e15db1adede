using Kali.Data.Ingest.Sniffing;
using Kali.Data.Uploads;

namespace Kali.Data.Ingest;

/// <summary>Judges an upload by its first bytes, so that nobody sends a gigabyte of what cannot be taken.</summary>
internal static class UploadContent
{
    public static UploadRefusal? Screen(string fileName, ReadOnlySpan<byte> head, long length)
    {
        var content = ContentSniff.FromHead(head, head.Length >= length);
        return ContentRefusal.Of(content, fileName, NamedKind.Disagreeing(fileName, content.Kind)) is { } refusal ? IntakeParts.ToUpload(refusal) : null;
    }
}
