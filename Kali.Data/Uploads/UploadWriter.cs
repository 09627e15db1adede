using System.Buffers;
using System.IO.Pipelines;
using System.Security.Cryptography;
using Kali.Data.Lake;

namespace Kali.Data.Uploads;

/// <summary>
/// Writes the bytes of one request behind those of an unfinished file, straight from the connection's own buffers, and hashes them on the way.
/// </summary>
internal sealed class UploadWriter(IStagedFile file, RunningHash hash, long length, Action<long> moved)
{
    public long Position => file.Length;

    /// <summary>Where <see cref="IsRefused"/> is asked, once, whether to go on.</summary>
    public long PauseAt { get; init; } = long.MaxValue;

    public Func<Task<bool>> IsRefused { get; init; } = () => Task.FromResult(false);

    /// <summary>Reads until the body ends, the file is full, or a token fires.</summary>
    /// <param name="body">The request's bytes.</param>
    /// <param name="checksum">Hashes the same bytes, when the request has a checksum.</param>
    /// <param name="stop">Ends reading; what came is stored.</param>
    public async Task<WriteEnd> WriteAsync(PipeReader body, IncrementalHash? checksum, CancellationToken stop)
    {
        for (var isFirst = true; ; isFirst = false)
        {
            ReadResult read;
            try
            {
                // What has come already is taken even when somebody else wants the upload by now: those who only ask where it stands cannot keep it there.
                if (!isFirst || !body.TryRead(out read))
                    read = await body.ReadAsync(stop);
            }
            catch (Exception fault) when (fault is IOException or OperationCanceledException)
            {
                return WriteEnd.Interrupted;
            }
            if (read.IsCanceled)
                return WriteEnd.Interrupted;
            var bytes = read.Buffer;
            var before = Position;
            var isTooMuch = bytes.Length > length - Position;
            if (isTooMuch)
                bytes = bytes.Slice(0, length - Position);
            if (!bytes.IsEmpty)
                await StoreAsync(bytes, checksum);
            body.AdvanceTo(read.Buffer.End);
            if (before < PauseAt && Position >= PauseAt && await IsRefused())
                return WriteEnd.Refused;
            if (isTooMuch)
                return WriteEnd.TooMuch;
            if (read.IsCompleted)
                return WriteEnd.Whole;
        }
    }

    private async ValueTask StoreAsync(ReadOnlySequence<byte> bytes, IncrementalHash? checksum)
    {
        var write = file.WriteAsync(bytes);
        // The disk and the processor work at the same time: the hash sees the bytes while they are being written.
        foreach (var segment in bytes)
        {
            hash.Add(segment.Span);
            checksum?.AppendData(segment.Span);
        }
        await write;
        moved(Position);
    }
}

/// <summary>How the writing of a request's bytes ended.</summary>
internal enum WriteEnd
{
    Whole,
    Interrupted,
    TooMuch,
    Refused,
}
