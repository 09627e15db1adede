using System.Buffers;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using Kali.Data.Lake;

namespace Kali.Data.Uploads;

/// <summary>
/// The SHA-256 of each upload's bytes so far, kept between its requests. After a restart, or when bytes were discarded, it is made anew from the file;
/// where an unfinished file cannot be read, from the whole one.
/// </summary>
internal sealed class RunningHashes(IStagedFiles staging)
{
    private readonly ConcurrentDictionary<UploadId, RunningHash> _hashes = new();

    /// <summary>The hash of the first <paramref name="offset"/> bytes; the caller holds the upload's lease.</summary>
    public async Task<RunningHash> AtAsync(UploadId id, long offset, CancellationToken ct)
    {
        var hash = _hashes.GetOrAdd(id, _ => new RunningHash());
        if (hash.Position > offset)
        {
            Forget(id);
            hash = _hashes.GetOrAdd(id, _ => new RunningHash());
        }
        if (hash.Position == offset)
            return hash;
        if (!staging.IsReadable)
        {
            hash.Pass(offset);
            return hash;
        }
        var buffer = ArrayPool<byte>.Shared.Rent(1024 * 1024);
        try
        {
            await using var file = await staging.OpenReadAsync(id.Value, ct);
            file.Position = hash.Position;
            while (hash.Position < offset)
            {
                var wanted = (int)Math.Min(buffer.Length, offset - hash.Position);
                var read = await file.ReadAsync(buffer.AsMemory(0, wanted), ct);
                if (read == 0)
                    throw new EndOfStreamException($"Upload {id} has fewer bytes than its offset.");
                hash.Add(buffer.AsSpan(0, read));
            }
            return hash;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    public void Forget(UploadId id)
    {
        if (_hashes.TryRemove(id, out var hash))
            hash.Dispose();
    }
}

/// <summary>A SHA-256 and how many bytes went into it.</summary>
internal sealed class RunningHash : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public long Position { get; private set; }

    /// <summary>Whether all bytes before <see cref="Position"/> went into it.</summary>
    public bool IsComplete { get; private set; } = true;

    /// <summary>Goes on behind bytes it has not seen.</summary>
    public void Pass(long position) => (Position, IsComplete) = (position, false);

    public void Add(ReadOnlySpan<byte> bytes)
    {
        _hash.AppendData(bytes);
        Position += bytes.Length;
    }

    public string InHex()
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        _hash.GetCurrentHash(digest);
        return Convert.ToHexStringLower(digest);
    }

    public void Dispose() => _hash.Dispose();
}
