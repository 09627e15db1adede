using System.Buffers.Binary;
using System.Text;

namespace Kali.Data.Ingest.Sniffing;

/// <summary>
/// The directory of a compound file ([MS-CFB]) and the streams in it: old Excel, old Word, an encrypted document.
/// </summary>
internal static class CompoundFile
{
    private const int EntryLength = 128;
    private const int MostSectors = 4096;
    private const uint LastSector = 0xFFFFFFFA;
    private const long MiniStreamBelow = 4096;

    public static Content Look(Stream stream)
    {
        try
        {
            var names = Entries(stream).Select(entry => entry.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
            if (names.Contains("EncryptedPackage"))
                return ContentKind.EncryptedWorkbook;
            if (names.Contains("Workbook") || names.Contains("Book"))
                return ContentKind.Xls;
            if (names.Contains("WordDocument"))
                return new Content(ContentKind.OfficeDocument, "Word");
            if (names.Contains("PowerPoint Document"))
                return new Content(ContentKind.OfficeDocument, "PowerPoint");
            if (names.Contains("__properties_version1.0"))
                return new Content(ContentKind.OfficeDocument, "Outlook");
            return names.Count == 0 ? ContentKind.CorruptWorkbook : ContentKind.Binary;
        }
        catch (Exception cause) when (cause is ArgumentException or IOException)
        {
            return ContentKind.CorruptWorkbook;
        }
    }

    /// <summary>The bytes of the first stream of one of those names; null when there is none, or it is too small to hold a sheet.</summary>
    public static byte[]? ReadStream(Stream stream, params string[] names)
    {
        var entry = Entries(stream).FirstOrDefault(one => names.Contains(one.Name, StringComparer.OrdinalIgnoreCase));
        if (entry.Name is null || entry.Length < MiniStreamBelow || entry.Length > stream.Length)
            return null;
        var header = Header(stream);
        var shift = Shift(header);
        var tables = Tables(stream, header, shift);
        var bytes = new byte[entry.Length];
        var sector = entry.Start;
        for (var at = 0; at < bytes.Length && sector < LastSector; at += 1 << shift)
        {
            stream.Position = (sector + 1L) << shift;
            stream.ReadAtLeast(bytes.AsSpan(at, Math.Min(1 << shift, bytes.Length - at)), 1, throwOnEndOfStream: false);
            sector = Next(stream, tables, sector, shift);
        }
        return bytes;
    }

    private static List<(string Name, uint Start, long Length)> Entries(Stream stream)
    {
        var header = Header(stream);
        var shift = Shift(header);
        if (shift is not (9 or 12))
            return [];
        var tables = Tables(stream, header, shift);
        var sector = BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(48));
        var entries = new List<(string, uint, long)>();
        var buffer = new byte[1 << shift];
        for (var read = 0; read < MostSectors && sector < LastSector; read++)
        {
            stream.Position = (sector + 1L) << shift;
            stream.ReadExactly(buffer);
            for (var at = 0; at + EntryLength <= buffer.Length; at += EntryLength)
            {
                var entry = buffer.AsSpan(at, EntryLength);
                var length = BinaryPrimitives.ReadUInt16LittleEndian(entry[64..]);
                if (length is >= 2 and <= 64 && entry[66] != 0)
                    entries.Add((Encoding.Unicode.GetString(entry[..(length - 2)]), BinaryPrimitives.ReadUInt32LittleEndian(entry[116..]), BinaryPrimitives.ReadUInt32LittleEndian(entry[120..])));
            }
            sector = Next(stream, tables, sector, shift);
        }
        return entries;
    }

    private static byte[] Header(Stream stream)
    {
        var header = new byte[512];
        stream.Position = 0;
        stream.ReadExactly(header);
        return header;
    }

    private static int Shift(byte[] header) => BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(30));

    /// <summary>The sectors of the allocation table: the first 109 stand in the header, the others in a chain of their own.</summary>
    private static List<uint> Tables(Stream stream, byte[] header, int shift)
    {
        var tables = new List<uint>();
        for (var at = 76; at < 512; at += 4)
            tables.Add(BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(at)));
        var sector = BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(68));
        var buffer = new byte[1 << shift];
        for (var read = 0; read < MostSectors && sector < LastSector && ((sector + 2L) << shift) <= stream.Length; read++)
        {
            stream.Position = (sector + 1L) << shift;
            stream.ReadExactly(buffer);
            for (var at = 0; at + 4 < buffer.Length; at += 4)
                tables.Add(BinaryPrimitives.ReadUInt32LittleEndian(buffer.AsSpan(at)));
            sector = BinaryPrimitives.ReadUInt32LittleEndian(buffer.AsSpan(buffer.Length - 4));
        }
        return tables;
    }

    private static uint Next(Stream stream, List<uint> tables, uint sector, int shift)
    {
        var perTable = 1u << (shift - 2);
        if (sector / perTable >= tables.Count || tables[(int)(sector / perTable)] is var place && place >= LastSector)
            return uint.MaxValue;
        Span<byte> entry = stackalloc byte[4];
        stream.Position = ((place + 1L) << shift) + sector % perTable * 4;
        stream.ReadExactly(entry);
        return BinaryPrimitives.ReadUInt32LittleEndian(entry);
    }
}
