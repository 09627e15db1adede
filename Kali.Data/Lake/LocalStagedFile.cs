using System.Buffers;
using Microsoft.Win32.SafeHandles;

namespace Kali.Data.Lake;

/// <summary>An unfinished file on disk, written straight from the caller's buffers.</summary>
internal sealed class LocalStagedFile(LocalStagedFiles files, string name, SafeFileHandle handle, long syncEvery) : IStagedFile
{
    private long _unsynced;
    private Task _sync = Task.CompletedTask;
    private long? _held;

    public long Length { get; private set; } = RandomAccess.GetLength(handle);

    public ValueTask DisposeAsync()
    {
        handle.Dispose();
        return ValueTask.CompletedTask;
    }

    public async ValueTask WriteAsync(ReadOnlySequence<byte> bytes)
    {
        await (bytes.IsSingleSegment
            ? RandomAccess.WriteAsync(handle, bytes.First, Length, CancellationToken.None)
            : RandomAccess.WriteAsync(handle, Segments(bytes), Length, CancellationToken.None));
        Length += bytes.Length;
        _unsynced += bytes.Length;
        if (_unsynced >= syncEvery)
        {
            await _sync;
            _sync = SyncBesideAsync();
        }
    }

    public async Task SyncAsync()
    {
        await _sync;
        if (_unsynced > 0)
            await SyncBesideAsync();
    }

    public Task HoldAsync()
    {
        files.Hold(name, Length);
        _held = Length;
        return Task.CompletedTask;
    }

    public Task ReleaseAsync()
    {
        files.Release(name);
        _held = null;
        return Task.CompletedTask;
    }

    public Task DropAsync()
    {
        Length = _held ?? Length;
        RandomAccess.SetLength(handle, Length);
        return ReleaseAsync();
    }

    private Task SyncBesideAsync()
    {
        _unsynced = 0;
        // An fsync can take seconds; it must not hold a thread that answers requests.
        return Task.Factory.StartNew(() => RandomAccess.FlushToDisk(handle), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    private static List<ReadOnlyMemory<byte>> Segments(ReadOnlySequence<byte> bytes)
    {
        var segments = new List<ReadOnlyMemory<byte>>();
        foreach (var segment in bytes)
            segments.Add(segment);
        return segments;
    }
}
