namespace Kali.Data.Ingest.Archives;

/// <summary>
/// Unpacked bytes, counted as they come: an archive that unpacks to more than its limits stops here, whatever its headers say.
/// </summary>
internal sealed class GuardedStream(Stream inner, MeteredStream packed, long packedLength, long most, IngestOptions options, string file) : Stream
{
    private long _expanded;

    public long Expanded => _expanded;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => _expanded;
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        int read;
        try
        {
            read = inner.Read(buffer);
        }
        catch (Exception cause) when (cause is InvalidDataException or IOException or NotSupportedException)
        {
            throw new Refusal(RefusalReason.CorruptArchive, file).ToException(cause);
        }
        _expanded += read;
        if (_expanded > most || (_expanded > options.SuspiciousFrom && _expanded / options.HighestRatio > Math.Max(1, packed.BytesRead)))
            throw new Refusal(RefusalReason.ExpandsTooFar, file, Figure: packedLength, Limit: Math.Min(most, Math.Max(options.SuspiciousFrom, packedLength * options.HighestRatio))).ToException();
        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }
}
