using System.IO.Compression;
using System.IO.Hashing;
using Kali.Data.Ingest.Sniffing;

namespace Kali.Data.Ingest.Archives;

/// <summary>
/// Unpacks an archive once into nothing, counting: what would grow past the limits, or is damaged, is told before anything is stored.
/// </summary>
internal static class ExpansionCheck
{
    /// <summary>The reason to refuse the archive or workbook, or null when it may be read.</summary>
    public static Refusal? OfZip(Stream stream, string file, long most, IngestOptions options, CancellationToken ct)
    {
        using var packed = new MeteredStream(new Unowned(stream));
        var damaged = RefusalReason.CorruptArchive;
        try
        {
            using var zip = ZipContents.Open(packed);
            packed.Restart();
            var left = most;
            foreach (var entry in zip.Entries)
            {
                if (entry.IsEncrypted || entry.Name.Length == 0)
                    continue;
                using var content = new GuardedStream(entry.Open(), packed, stream.Length, left, options, file);
                if (Checksum(content, ct) != entry.Crc32)
                    return new Refusal(damaged, file);
                left -= content.Expanded;
            }
            return null;
        }
        catch (UnreadableException refused)
        {
            return refused.Refusal;
        }
        catch (Exception cause) when (ZipContents.IsDamage(cause))
        {
            return new Refusal(damaged, file);
        }
    }

    public static Refusal? OfGzip(Func<PartStream> open, CancellationToken ct)
    {
        try
        {
            using var part = open();
            Checksum(part.Content, ct);
            return null;
        }
        catch (UnreadableException refused)
        {
            return refused.Refusal;
        }
    }

    private static uint Checksum(Stream content, CancellationToken ct)
    {
        var crc = new Crc32();
        var buffer = new byte[1 << 16];
        for (var read = content.Read(buffer); read > 0; read = content.Read(buffer))
        {
            ct.ThrowIfCancellationRequested();
            crc.Append(buffer.AsSpan(0, read));
        }
        return crc.GetCurrentHashAsUInt32();
    }

    /// <summary>Another's stream, lent.</summary>
    private sealed class Unowned(Stream inner) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => true;

        public override bool CanWrite => false;

        public override long Length => inner.Length;

        public override long Position
        {
            get => inner.Position;
            set => inner.Position = value;
        }

        public override int Read(byte[] buffer, int offset, int count) => inner.Read(buffer, offset, count);

        public override int Read(Span<byte> buffer) => inner.Read(buffer);

        public override long Seek(long offset, SeekOrigin origin) => inner.Seek(offset, origin);

        public override void Flush() { }

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
