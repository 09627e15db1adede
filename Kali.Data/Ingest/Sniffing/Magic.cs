using System.Buffers.Binary;

namespace Kali.Data.Ingest.Sniffing;

/// <summary>Kinds of files that begin with bytes of their own.</summary>
internal static class Magic
{
    public static Content? Find(ReadOnlySpan<byte> head) => Table(head) ?? Archive(head) ?? Program(head) ?? Picture(head) ?? Other(head);

    private static Content? Table(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith("PAR1"u8) || head.StartsWith("PARE"u8))
            return ContentKind.Parquet;
        if (head.StartsWith("Obj\u0001"u8))
            return ContentKind.Avro;
        if (head.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]))
            return ContentKind.Xls;
        // Excel 2 to 4 wrote the record stream without a compound file: BOF, then its length.
        return head.Length >= 8 && head[0] == 0x09 && head[1] is 0x00 or 0x02 or 0x04 or 0x08 && head[2] is 0x04 or 0x06 or 0x08 or 0x10 && head[3] == 0x00
            ? ContentKind.Xls
            : null;
    }

    private static Content? Archive(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith("PK\u0003\u0004"u8) || head.StartsWith("PK\u0005\u0006"u8) || head.StartsWith("PK\u0007\u0008"u8))
            return ContentKind.Zip;
        if (head.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B, 0x08]))
            return ContentKind.Gzip;
        if (head.StartsWith((ReadOnlySpan<byte>)[0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C]))
            return new Content(ContentKind.OtherArchive, "7z");
        if (head.StartsWith("Rar!\u001A\u0007"u8))
            return new Content(ContentKind.OtherArchive, "RAR");
        if (head.Length > 10 && head.StartsWith("BZh"u8) && head[3] is >= (byte)'1' and <= (byte)'9' && head[4..].StartsWith((ReadOnlySpan<byte>)[0x31, 0x41, 0x59, 0x26]))
            return new Content(ContentKind.OtherArchive, "bzip2");
        if (head.StartsWith((ReadOnlySpan<byte>)[0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', 0x00]))
            return new Content(ContentKind.OtherArchive, "xz");
        if (head.StartsWith((ReadOnlySpan<byte>)[0x28, 0xB5, 0x2F, 0xFD]))
            return new Content(ContentKind.OtherArchive, "Zstandard");
        if (head.StartsWith((ReadOnlySpan<byte>)[0x04, 0x22, 0x4D, 0x18]))
            return new Content(ContentKind.OtherArchive, "LZ4");
        if (head.StartsWith("MSCF\0\0\0\0"u8))
            return new Content(ContentKind.OtherArchive, "CAB");
        return head.Length > 262 && head[257..].StartsWith("ustar"u8) ? new Content(ContentKind.OtherArchive, "tar") : null;
    }

    private static Content? Program(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith("\u007FELF"u8))
            return ContentKind.Executable;
        if (head.StartsWith("\0asm"u8) || head.StartsWith((ReadOnlySpan<byte>)[0xCA, 0xFE, 0xBA, 0xBE]))
            return ContentKind.Executable;
        if (head.Length >= 4 && BinaryPrimitives.ReadUInt32LittleEndian(head) is 0xFEEDFACE or 0xFEEDFACF or 0xCEFAEDFE or 0xCFFAEDFE)
            return ContentKind.Executable;
        if (head.StartsWith("MZ"u8) && head.Length >= 64 && head[..64].Contains((byte)0))
            return ContentKind.Executable;
        if (head.StartsWith("#!"u8) && FirstLine(head).Contains((byte)'/'))
            return ContentKind.Script;
        return null;
    }

    private static Content? Picture(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A]))
            return new Content(ContentKind.Image, "PNG");
        if (head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]))
            return new Content(ContentKind.Image, "JPEG");
        if (head.StartsWith("GIF87a"u8) || head.StartsWith("GIF89a"u8))
            return new Content(ContentKind.Image, "GIF");
        if (head.StartsWith("II*\0"u8) || head.StartsWith("MM\0*"u8))
            return new Content(ContentKind.Image, "TIFF");
        if (head.Length > 12 && head.StartsWith("RIFF"u8) && head[8..].StartsWith("WEBP"u8))
            return new Content(ContentKind.Image, "WebP");
        if (head.Length > 12 && head[4..].StartsWith("ftyp"u8) && (head[8..].StartsWith("heic"u8) || head[8..].StartsWith("avif"u8) || head[8..].StartsWith("mif1"u8)))
            return new Content(ContentKind.Image, "HEIF");
        return head.Length > 26 && head.StartsWith("BM"u8) && head[6..10].IndexOfAnyExcept((byte)0) < 0 ? new Content(ContentKind.Image, "BMP") : null;
    }

    private static Content? Other(ReadOnlySpan<byte> head)
    {
        if (head.TrimStart((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF, (byte)'\r', (byte)'\n', (byte)' ']).StartsWith("%PDF-"u8))
            return ContentKind.Pdf;
        if (head.StartsWith("SQLite format 3\0"u8))
            return new Content(ContentKind.Database, "SQLite");
        if (head.Length > 12 && head[8..].StartsWith("DUCK"u8))
            return new Content(ContentKind.Database, "DuckDB");
        if (head.Length > 19 && head[4..].StartsWith("Standard "u8) && (head[13..].StartsWith("Jet DB"u8) || head[13..].StartsWith("ACE DB"u8)))
            return new Content(ContentKind.Database, "Access");
        if (head.StartsWith("{\\rtf"u8))
            return new Content(ContentKind.OfficeDocument, "RTF");
        return null;
    }

    private static ReadOnlySpan<byte> FirstLine(ReadOnlySpan<byte> head) => head.IndexOf((byte)'\n') is >= 0 and var end ? head[..end] : head;
}
