using System.Globalization;
using System.Runtime.CompilerServices;

namespace Kali.Data.Lake;

/// <summary>
/// Files in the making on disk. A file's length is what counts, so that after a crash nothing has to be believed but the disk.
/// While bytes are held, an empty file whose name holds the offset before them marks what counts.
/// </summary>
internal sealed class LocalStagedFiles(LakePath place, string folder) : IStagedFiles
{
    public bool IsReadable => true;

    public TimeSpan LocksStay => TimeSpan.Zero;

    public LakePath PlaceOf(string name) => place / $"{name}.part";

    private string FileOf(string name) => Path.Combine(folder, $"{name}.part");

    private string LockOf(string name) => Path.Combine(folder, $"{name}.lock");

    public Task CreateAsync(string name, CancellationToken ct)
    {
        Directory.CreateDirectory(folder);
        using var handle = File.OpenHandle(FileOf(name), FileMode.CreateNew, FileAccess.Write);
        return Task.CompletedTask;
    }

    public Task<bool> ExistsAsync(string name, CancellationToken ct) => Task.FromResult(File.Exists(FileOf(name)));

    public Task<IHeldLock?> TryLockAsync(string name, CancellationToken ct)
    {
        Directory.CreateDirectory(folder);
        return Task.FromResult<IHeldLock?>(LockFile.TryTake(LockOf(name)) is { } file ? new LocalLock(file) : null);
    }

    public Task<long> LengthAsync(string name, CancellationToken ct)
    {
        var file = new FileInfo(FileOf(name));
        return Task.FromResult(file.Exists ? Math.Min(file.Length, Held(name) ?? long.MaxValue) : 0);
    }

    public Task<IStagedFile> OpenAsync(string name, long syncEvery, CancellationToken ct)
    {
        var handle = File.OpenHandle(FileOf(name), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        if (Held(name) is { } held)
        {
            if (RandomAccess.GetLength(handle) > held)
                RandomAccess.SetLength(handle, held);
            Release(name);
        }
        return Task.FromResult<IStagedFile>(new LocalStagedFile(this, name, handle, syncEvery));
    }

    public Task<Stream> OpenReadAsync(string name, CancellationToken ct) => Task.FromResult<Stream>(
        new FileStream(FileOf(name), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0, useAsync: true));

    public Task MakeWholeAsync(string name, CancellationToken ct) => Task.CompletedTask;

    /// <summary>From now on only the bytes before <paramref name="offset"/> count.</summary>
    public void Hold(string name, long offset)
    {
        var mark = string.Create(CultureInfo.InvariantCulture, $"{name}.{offset}.hold");
        using var handle = File.OpenHandle(Path.Combine(folder, mark), FileMode.Create, FileAccess.Write);
    }

    /// <summary>All bytes of the file count again.</summary>
    public void Release(string name)
    {
        foreach (var mark in Directory.EnumerateFiles(folder, $"{name}.*.hold"))
            File.Delete(mark);
    }

    public Task DeleteAsync(string name, CancellationToken ct)
    {
        if (Directory.Exists(folder))
        {
            File.Delete(FileOf(name));
            Release(name);
        }
        return Task.CompletedTask;
    }

    public async Task DeleteWithLockAsync(string name, CancellationToken ct)
    {
        await DeleteAsync(name, ct);
        File.Delete(LockOf(name));
    }

    public async IAsyncEnumerable<StagedEntry> ListAsync([EnumeratorCancellation] CancellationToken ct)
    {
        await Task.CompletedTask;
        if (!Directory.Exists(folder))
            yield break;
        foreach (var name in Directory.EnumerateFiles(folder).Select(file => Path.GetFileName(file).Split('.')[0]).Distinct().ToList())
        {
            ct.ThrowIfCancellationRequested();
            var file = new FileInfo(FileOf(name));
            yield return new StagedEntry(name, file.Exists ? file.LastWriteTimeUtc : null);
        }
    }

    /// <summary>The system keeps it as long as the file is open.</summary>
    private sealed class LocalLock(FileStream file) : IHeldLock
    {
        public CancellationToken Lost => CancellationToken.None;

        public ValueTask DisposeAsync() => file.DisposeAsync();
    }

    private long? Held(string name)
    {
        if (!Directory.Exists(folder))
            return null;
        foreach (var mark in Directory.EnumerateFiles(folder, $"{name}.*.hold"))
            return long.Parse(Path.GetFileName(mark).Split('.')[1], CultureInfo.InvariantCulture);
        return null;
    }
}
