using System.Buffers;

namespace Kali.Data.Lake;

/// <summary>
/// Files in the making, in one folder of the lake. They grow at their end; after any crash they can be gone on with from the last byte that is durable;
/// nobody takes one for a file of the lake before it is whole. Names are letters, digits and dashes.
/// </summary>
public interface IStagedFiles
{
    /// <summary>Where the whole file lies once <see cref="MakeWholeAsync"/> is done, to be moved to its place.</summary>
    LakePath PlaceOf(string name);

    /// <summary>Whether the bytes of an unfinished file can be read from its beginning to its end; otherwise only its first megabyte can.</summary>
    bool IsReadable { get; }

    Task CreateAsync(string name, CancellationToken ct);

    Task<bool> ExistsAsync(string name, CancellationToken ct);

    /// <summary>How long the lock of a process that was killed stays. One that stays longer is held by somebody who is at work.</summary>
    TimeSpan LocksStay { get; }

    /// <summary>Keeps other processes away from the file until disposed; null when one is at it.</summary>
    Task<IHeldLock?> TryLockAsync(string name, CancellationToken ct);

    /// <summary>Bytes that count; asked for without the lock it may be behind. 0 when there is no such file.</summary>
    Task<long> LengthAsync(string name, CancellationToken ct);

    /// <summary>Opens the file to write at its end, cut back to what counts. The caller holds the lock.</summary>
    /// <param name="name">Which file.</param>
    /// <param name="syncEvery">After so many bytes they are made durable while more are taken.</param>
    /// <param name="ct">Ends it.</param>
    Task<IStagedFile> OpenAsync(string name, long syncEvery, CancellationToken ct);

    /// <summary>The bytes from the beginning, as far as they can be read.</summary>
    Task<Stream> OpenReadAsync(string name, CancellationToken ct);

    /// <summary>Makes all that counts one file at <see cref="PlaceOf"/>; can be repeated.</summary>
    Task MakeWholeAsync(string name, CancellationToken ct);

    /// <summary>Frees what the file holds; can be repeated.</summary>
    Task DeleteAsync(string name, CancellationToken ct);

    /// <summary>The lock stays while somebody could want the file: taking away one that is held would let two have it.</summary>
    Task DeleteWithLockAsync(string name, CancellationToken ct);

    /// <summary>Every file that has left something here.</summary>
    IAsyncEnumerable<StagedEntry> ListAsync(CancellationToken ct);
}

/// <summary>A file in the making, open to be written.</summary>
public interface IStagedFile : IAsyncDisposable
{
    /// <summary>Bytes that count, those of an unfinished <see cref="HoldAsync"/> among them.</summary>
    long Length { get; }

    /// <summary>Adds bytes at the end. They may be changed once this is done.</summary>
    ValueTask WriteAsync(ReadOnlySequence<byte> bytes);

    /// <summary>Waits until everything written would survive a crash.</summary>
    Task SyncAsync();

    /// <summary>What is written from now on counts only after <see cref="ReleaseAsync"/>.</summary>
    Task HoldAsync();

    Task ReleaseAsync();

    /// <summary>Drops what was written since <see cref="HoldAsync"/>.</summary>
    Task DropAsync();
}

/// <summary>What a file in the making has left.</summary>
/// <param name="Name">Its name.</param>
/// <param name="ChangedAt">When it last grew; null when nothing of its bytes is left.</param>
public sealed record StagedEntry(string Name, DateTimeOffset? ChangedAt);
