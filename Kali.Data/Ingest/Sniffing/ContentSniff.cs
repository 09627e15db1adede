namespace Kali.Data.Ingest.Sniffing;

/// <summary>Tells what a file is by its bytes. Its name is not asked.</summary>
public static class ContentSniff
{
    /// <summary>How much of a file's beginning is looked at.</summary>
    public const int HeadLength = 1 << 16;

    /// <summary>Looks at a seekable stream from its first byte; the position afterwards is anywhere.</summary>
    public static Content Look(Stream stream)
    {
        stream.Position = 0;
        var head = ReadHead(stream, HeadLength);
        var content = FromHead(head, isWhole: head.Length < HeadLength);
        return content.Kind switch
        {
            ContentKind.Zip => ZipContents.Look(stream),
            ContentKind.Xls when head.Length > 1 && head[0] == 0xD0 => CompoundFile.Look(stream),
            _ => content,
        };
    }

    /// <summary>
    /// What the first bytes tell. A zip may turn out to be a workbook, and a compound file (<see cref="ContentKind.Xls"/>) something else;
    /// that needs the whole file.
    /// </summary>
    public static Content FromHead(ReadOnlySpan<byte> head, bool isWhole)
    {
        if (head.IsEmpty)
            return ContentKind.Empty;
        if (Magic.Find(head) is { } content)
            return content;
        if (!TextSniff.IsText(head))
            return ContentKind.Binary;
        return TextSniff.Look(head, isWhole);
    }

    /// <summary>Up to that many bytes from where the stream stands.</summary>
    public static byte[] ReadHead(Stream stream, int length)
    {
        var head = new byte[length];
        var read = stream.ReadAtLeast(head, length, throwOnEndOfStream: false);
        return read == length ? head : head[..read];
    }
}
