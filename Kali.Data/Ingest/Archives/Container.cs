using System.Buffers;
using System.IO.Compression;
using Kali.Data.Ingest.Sniffing;

namespace Kali.Data.Ingest.Archives;

/// <summary>
/// A file as it lies there: the table itself, or an archive of tables. Names of entries are labels only; nothing is unpacked to a place they name.
/// </summary>
internal sealed class Container(FileSource source, IngestOptions options)
{
    private static readonly SearchValues<char> PatternMarks = SearchValues.Create("*?[]{}");

    /// <summary>The unpacked bytes of an entry, or of the file itself, from the first one. Gzip is unpacked once more inside a zip.</summary>
    public PartStream Open(string? entry)
    {
        var packed = new MeteredStream(source.Open());
        try
        {
            var kind = Sniff(packed).Kind;
            packed.Position = 0;
            if (kind == ContentKind.Zip && entry is not null)
                return OpenEntry(packed, entry);
            packed.Restart();
            return kind == ContentKind.Gzip
                ? new PartStream(Unzipped(packed, packed, packed.Length, source.Name), packed, packed.Length)
                : new PartStream(packed, packed, packed.Length) { LocalPath = source.LocalPath };
        }
        catch
        {
            packed.Dispose();
            throw;
        }
    }

    /// <summary>The same in a stream that can jump: entries are unpacked to a file that goes when it is closed.</summary>
    public PartStream OpenSeekable(string? entry)
    {
        var part = Open(entry);
        return part.Content.CanSeek ? part : Unpacked(part);
    }

    /// <summary>The same as a file whose path is no pattern, for an engine that opens files itself.</summary>
    public PartStream OpenLocal(string? entry)
    {
        var part = Open(entry);
        return part.LocalPath is { } path && path.AsSpan().IndexOfAny(PatternMarks) < 0 ? part : Unpacked(part);
    }

    private PartStream Unpacked(PartStream part)
    {
        try
        {
            var file = WorkFile();
            part.Content.CopyTo(file);
            file.Position = 0;
            var metered = new MeteredStream(file);
            var unpacked = new PartStream(metered, metered, file.Length) { LocalPath = file.Name };
            part.Dispose();
            return unpacked;
        }
        catch
        {
            part.Dispose();
            throw;
        }
    }

    public Content Sniff(Stream stream)
    {
        if (source.IsWhole)
            return ContentSniff.Look(stream);
        stream.Position = 0;
        return ContentSniff.FromHead(ContentSniff.ReadHead(stream, ContentSniff.HeadLength), isWhole: false);
    }

    /// <summary>The entries that are files people put there.</summary>
    public static IReadOnlyList<ZipArchiveEntry> Files(ZipArchive zip) =>
        [.. zip.Entries.Where(entry => entry.Name.Length > 0
            && !entry.FullName.StartsWith("__MACOSX/", StringComparison.Ordinal)
            && !entry.Name.StartsWith("._", StringComparison.Ordinal)
            && entry.Name is not (".DS_Store" or "Thumbs.db" or "desktop.ini"))];

    private PartStream OpenEntry(MeteredStream packed, string name)
    {
        var zip = ZipContents.Open(packed);
        try
        {
            var entry = Files(zip).FirstOrDefault(one => one.FullName == name)
                ?? throw new Refusal(RefusalReason.UnknownEntry, source.Name, Detail: name).ToException();
            var label = Label(name);
            if (entry.IsEncrypted)
                throw new Refusal(RefusalReason.EncryptedZip, label).ToException();
            packed.Restart();
            Stream content = new GuardedStream(OpenOf(entry, label), packed, entry.CompressedLength, options.MostExpandedBytes, options, label);
            if (IsGzip(entry))
                content = Unzipped(content, packed, entry.CompressedLength, label);
            return new PartStream(content, packed, entry.CompressedLength, zip);
        }
        catch (Exception cause) when (ZipContents.IsDamage(cause))
        {
            zip.Dispose();
            throw new Refusal(RefusalReason.CorruptArchive, source.Name).ToException(cause);
        }
    }

    public string Label(string entry) => $"{source.Name} › {entry}";

    private static Stream OpenOf(ZipArchiveEntry entry, string label)
    {
        try
        {
            return entry.Open();
        }
        catch (Exception cause) when (ZipContents.IsDamage(cause))
        {
            throw new Refusal(RefusalReason.CorruptArchive, label).ToException(cause);
        }
    }

    private static bool IsGzip(ZipArchiveEntry entry)
    {
        using var content = entry.Open();
        return ContentSniff.FromHead(ContentSniff.ReadHead(content, 4), isWhole: false).Kind == ContentKind.Gzip;
    }

    private GuardedStream Unzipped(Stream content, MeteredStream packed, long packedLength, string label) =>
        new(new GZipStream(content, CompressionMode.Decompress), packed, packedLength, options.MostExpandedBytes, options, label);

    private FileStream WorkFile()
    {
        var folder = options.WorkFolder ?? Path.GetTempPath();
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, $"kali-{Guid.NewGuid():N}.part");
        return new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Read, 1 << 16, FileOptions.DeleteOnClose);
    }
}
