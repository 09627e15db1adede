using System.Buffers.Binary;
using System.IO.Hashing;
using Kali.Data.Engines.Embedded.DeltaLog.Actions;
using Kali.Data.Lake;

namespace Kali.Data.Engines.Embedded.DeltaLog;

/// <summary>The set of a data file's deleted rows ("Deletion Vector Format"), as row numbers from 0 in ascending order.</summary>
internal static class DeletionVector
{
    private const int Magic = 1681511377;

    // Not in the text of the specification, but the format of its inline example: as early versions of Delta wrote it.
    private const int OldMagic = 1681511376;

    /// <exception cref="KaliException">The vector is missing or damaged; rows are never returned without it.</exception>
    public static List<long> Read(string folder, DeletionVectorDescriptor descriptor)
    {
        try
        {
            var rows = Decode(Bytes(folder, descriptor));
            return rows.Count == descriptor.Cardinality
                ? rows
                : throw new InvalidDataException($"it marks {rows.Count} rows, the log says {descriptor.Cardinality}");
        }
        catch (Exception fault) when (fault is InvalidDataException or ArgumentException or FormatException or IOException or UnauthorizedAccessException)
        {
            throw new KaliException($"The deletion vector {descriptor.UniqueId} of the table in “{folder}” cannot be used: {fault.Message}. Its rows are not shown, because deleted ones could be among them.", fault);
        }
    }

    internal static List<long> Decode(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length >= 8 && BinaryPrimitives.ReadInt32BigEndian(bytes) == OldMagic)
            return DecodeOld(bytes);
        if (bytes.Length < 12 || BinaryPrimitives.ReadInt32LittleEndian(bytes) != Magic)
            throw new InvalidDataException("it is not in the format that Delta describes");
        var buckets = BinaryPrimitives.ReadInt64LittleEndian(bytes[4..]);
        var reader = new RoaringReader(bytes[12..]);
        var rows = new List<long>();
        for (long i = 0; i < buckets; i++)
        {
            var key = reader.Int32();
            if (key < 0)
                throw new InvalidDataException("it has a negative key");
            reader.Bitmap((long)key << 32, rows);
        }
        return rows;
    }

    private static List<long> DecodeOld(ReadOnlySpan<byte> bytes)
    {
        var rows = new List<long>();
        var rest = bytes[8..];
        for (var key = 0; key < BinaryPrimitives.ReadInt32BigEndian(bytes[4..]); key++)
        {
            var size = rest.Length < 4 ? -1 : BinaryPrimitives.ReadInt32BigEndian(rest);
            if (size < 0 || size > rest.Length - 4)
                throw new InvalidDataException("it ends too early");
            new RoaringReader(rest.Slice(4, size)).Bitmap((long)key << 32, rows);
            rest = rest[(4 + size)..];
        }
        return rows;
    }

    private static byte[] Bytes(string folder, DeletionVectorDescriptor descriptor) => descriptor.StorageType switch
    {
        "i" => Z85.Decode(descriptor.PathOrInlineDv, descriptor.SizeInBytes),
        "u" => FromFile(RelativePath(folder, descriptor.PathOrInlineDv), descriptor),
        "p" => FromFile(DeltaPath.OnDisk(folder, descriptor.PathOrInlineDv), descriptor),
        var other => throw new InvalidDataException($"it is stored in a way Kali does not know (“{other}”)"),
    };

    private static string RelativePath(string folder, string name)
    {
        if (name.Length < 20)
            throw new InvalidDataException("its name is too short");
        var id = new Guid(Z85.Decode(name[^20..], 16), bigEndian: true);
        return Path.Combine(folder, name[..^20], $"deletion_vector_{id:D}.bin");
    }

    private static byte[] FromFile(string path, DeletionVectorDescriptor descriptor)
    {
        if (descriptor.SizeInBytes < 0 || descriptor.Offset < 0)
            throw new InvalidDataException("its place in the file is not one");
        using var file = File.OpenHandle(path);
        var stored = new byte[descriptor.SizeInBytes + 8L];
        if (RandomAccess.Read(file, stored, descriptor.Offset ?? 0) != stored.Length)
            throw new InvalidDataException("its file is too short");
        if (BinaryPrimitives.ReadInt32BigEndian(stored) != descriptor.SizeInBytes)
            throw new InvalidDataException("its size in the file differs from the log's");
        var data = stored[4..^4];
        if (BinaryPrimitives.ReadUInt32BigEndian(stored.AsSpan(stored.Length - 4)) != Crc32.HashToUInt32(data))
            throw new InvalidDataException("its checksum does not fit");
        return data;
    }
}
