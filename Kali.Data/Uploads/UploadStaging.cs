using System.Globalization;
using Kali.Data.Lake;
using Microsoft.Win32.SafeHandles;

namespace Kali.Data.Uploads;

/// <summary>
/// The unfinished files. A file's length is the upload's offset, so that after a crash nothing has to be believed but the disk.
/// While bytes that must first match a checksum are written, an empty file whose name holds the offset before them marks what counts.
/// </summary>
internal sealed class UploadStaging(ILakeFiles lake)
{
    public static LakePath Folder { get; } = new("raw/uploads/.tmp");

    public static LakePath PlaceOf(UploadId id) => Folder / $"{id}.part";

    private string FolderOnDisk => lake.LocalPath(Folder)
        ?? throw new RefusedException("This lake takes no uploads: it has no folder on this machine where unfinished files could wait.");

    private string FileOf(UploadId id) => Path.Combine(FolderOnDisk, $"{id}.part");

    private string LockOf(UploadId id) => Path.Combine(FolderOnDisk, $"{id}.lock");

    public void Create(UploadId id)
    {
        Directory.CreateDirectory(FolderOnDisk);
        using var handle = File.OpenHandle(FileOf(id), FileMode.CreateNew, FileAccess.Write);
    }

    public bool Exists(UploadId id) => File.Exists(FileOf(id));

    /// <summary>Keeps other processes away from the upload until disposed; null when one is at it.</summary>
    public IDisposable? TryLock(UploadId id)
    {
        try
        {
            Directory.CreateDirectory(FolderOnDisk);
            return new FileStream(LockOf(id), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
        }
        catch (IOException fault) when (UploadFault.Explain(fault) is null)
        {
            return null;
        }
    }

    /// <summary>Bytes that count, as they stand on disk; asked for without the lock it may be behind.</summary>
    public long Length(UploadId id)
    {
        var file = new FileInfo(FileOf(id));
        return file.Exists ? Math.Min(file.Length, Held(id) ?? long.MaxValue) : 0;
    }

    /// <summary>Opens the file to write at its end, cut back to what counts. Others may read it meanwhile.</summary>
    public SafeFileHandle Open(UploadId id)
    {
        var handle = File.OpenHandle(FileOf(id), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        if (Held(id) is { } held)
        {
            if (RandomAccess.GetLength(handle) > held)
                RandomAccess.SetLength(handle, held);
            Release(id);
        }
        return handle;
    }

    public FileStream OpenRead(UploadId id) =>
        new(FileOf(id), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0, useAsync: true);

    /// <summary>From now on only the bytes before <paramref name="offset"/> count.</summary>
    public void Hold(UploadId id, long offset)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{id}.{offset}.hold");
        using var handle = File.OpenHandle(Path.Combine(FolderOnDisk, name), FileMode.Create, FileAccess.Write);
    }

    /// <summary>All bytes of the file count again.</summary>
    public void Release(UploadId id)
    {
        foreach (var mark in Directory.EnumerateFiles(FolderOnDisk, $"{id}.*.hold"))
            File.Delete(mark);
    }

    public void Delete(UploadId id)
    {
        if (!Directory.Exists(FolderOnDisk))
            return;
        File.Delete(FileOf(id));
        Release(id);
    }

    /// <summary>Lock files stay while somebody could want the upload: unlinking one that is held would let two have it.</summary>
    public void DeleteWithLock(UploadId id)
    {
        Delete(id);
        File.Delete(LockOf(id));
    }

    /// <summary>Every upload that has left something here.</summary>
    public IEnumerable<UploadId> All()
    {
        if (!Directory.Exists(FolderOnDisk))
            yield break;
        foreach (var file in Directory.EnumerateFiles(FolderOnDisk))
        {
            if (UploadId.TryParse(Path.GetFileName(file).Split('.')[0], out var id))
                yield return id;
        }
    }

    public bool IsOlderThan(UploadId id, DateTimeOffset moment) =>
        !File.Exists(FileOf(id)) || File.GetLastWriteTimeUtc(FileOf(id)) < moment.UtcDateTime;

    private long? Held(UploadId id)
    {
        if (!Directory.Exists(FolderOnDisk))
            return null;
        foreach (var mark in Directory.EnumerateFiles(FolderOnDisk, $"{id}.*.hold"))
            return long.Parse(Path.GetFileName(mark).Split('.')[1], CultureInfo.InvariantCulture);
        return null;
    }
}
