using System.Buffers.Binary;
using System.IO.Compression;

namespace Kali.Data.Ingest.Sniffing;

/// <summary>Tells which of the formats that are packed as zip a file is.</summary>
internal static class ZipContents
{
    /// <summary>A directory beyond this is an attack on memory, not an archive of tables.</summary>
    private const long LargestDirectory = 64 << 20;

    public static Content Look(Stream stream)
    {
        if (!HasSaneDirectory(stream))
            return ContentKind.CorruptArchive;
        try
        {
            using var zip = Open(stream);
            var names = zip.Entries.Select(entry => entry.FullName.Replace('\\', '/')).ToHashSet(StringComparer.OrdinalIgnoreCase);
            if (names.Contains("xl/workbook.xml"))
                return ContentKind.Xlsx;
            if (names.Contains("xl/workbook.bin"))
                return ContentKind.Xlsb;
            if (names.Contains("[Content_Types].xml") && names.Contains("_rels/.rels"))
            {
                return names.Any(name => name.StartsWith("word/", StringComparison.OrdinalIgnoreCase)) ? new Content(ContentKind.OfficeDocument, "Word")
                    : names.Any(name => name.StartsWith("ppt/", StringComparison.OrdinalIgnoreCase)) ? new Content(ContentKind.OfficeDocument, "PowerPoint")
                    : names.Any(name => name.StartsWith("xl/", StringComparison.OrdinalIgnoreCase)) ? ContentKind.Xlsx
                    : new Content(ContentKind.OfficeDocument, "Office");
            }
            if (names.Contains("mimetype") && names.Contains("content.xml"))
                return ContentKind.OpenDocument;
            if (names.Contains("META-INF/MANIFEST.MF"))
                return ContentKind.Executable;
            var files = zip.Entries.Where(entry => !entry.FullName.EndsWith('/')).ToList();
            return files.Count > 0 && files.All(entry => entry.IsEncrypted) ? ContentKind.EncryptedZip : ContentKind.Zip;
        }
        catch (Exception cause) when (IsDamage(cause))
        {
            return ContentKind.CorruptArchive;
        }
    }

    public static ZipArchive Open(Stream stream)
    {
        stream.Position = 0;
        return new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
    }

    /// <summary>What System.IO.Compression throws at bytes that are no archive.</summary>
    public static bool IsDamage(Exception cause) =>
        cause is InvalidDataException or IOException or NotSupportedException or ArgumentException or OverflowException or IndexOutOfRangeException;

    /// <summary>Reads the end record alone, so that a made-up directory is never loaded.</summary>
    private static bool HasSaneDirectory(Stream stream)
    {
        const int longest = 22 + 65_535;
        var tail = new byte[Math.Min(stream.Length, longest)];
        stream.Position = stream.Length - tail.Length;
        stream.ReadExactly(tail);
        var at = tail.AsSpan().LastIndexOf("PK\u0005\u0006"u8);
        if (at < 0 || tail.Length - at < 22)
            return false;
        long begin = BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(at + 16));
        var end = stream.Length - tail.Length + at;
        if (begin == uint.MaxValue)
            begin = Zip64DirectoryOffset(tail.AsSpan(0, at), stream) ?? 0;
        return end - begin <= LargestDirectory;
    }

    private static long? Zip64DirectoryOffset(ReadOnlySpan<byte> beforeEnd, Stream stream)
    {
        if (beforeEnd.Length < 20 || !beforeEnd[^20..].StartsWith("PK\u0006\u0007"u8))
            return null;
        var offset = BinaryPrimitives.ReadInt64LittleEndian(beforeEnd[^12..]);
        if (offset < 0 || offset > stream.Length - 56)
            return null;
        var record = new byte[56];
        stream.Position = offset;
        stream.ReadExactly(record);
        return BinaryPrimitives.ReadInt64LittleEndian(record.AsSpan(48));
    }
}
