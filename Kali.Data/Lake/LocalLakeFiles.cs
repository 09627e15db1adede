using System.Runtime.CompilerServices;

namespace Kali.Data.Lake;

/// <summary>The lake as a folder of the local file system.</summary>
internal sealed class LocalLakeFiles : ILakeFiles
{
    private readonly string _root;

    public LocalLakeFiles(string root)
    {
        _root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(root));
        AtomicFile.CreateFolder(_root);
    }

    public string? LocalPath(LakePath path) => PathOf(path);

    public string? Address(LakePath path) => null;

    private string PathOf(LakePath path) => Path.Combine(_root, Path.Combine(path.Value.Split('/')));

    public Task<bool> ExistsAsync(LakePath path, CancellationToken ct) => Task.FromResult(File.Exists(PathOf(path)));

    public Task<long?> LengthAsync(LakePath path, CancellationToken ct)
    {
        var file = new FileInfo(PathOf(path));
        return Task.FromResult<long?>(file.Exists ? file.Length : null);
    }

    public Task<Stream> OpenReadAsync(LakePath path, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        return Task.FromResult<Stream>(Open(path, FileOptions.Asynchronous | FileOptions.SequentialScan));
    }

    public Stream OpenRead(LakePath path) => Open(path, FileOptions.SequentialScan);

    private FileStream Open(LakePath path, FileOptions options)
    {
        try
        {
            return new FileStream(PathOf(path), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1 << 16, options);
        }
        catch (Exception fault) when (StorageFault.Explains(fault))
        {
            throw StorageFault.Reading(path.Value, fault);
        }
    }

    public async IAsyncEnumerable<LakeFile> ListAsync(LakePath folder, [EnumeratorCancellation] CancellationToken ct)
    {
        await Task.CompletedTask;
        foreach (var file in List(new DirectoryInfo(PathOf(folder)), folder))
        {
            ct.ThrowIfCancellationRequested();
            yield return file;
        }
    }

    public Task<bool> PutIfAbsentAsync(LakePath path, ReadOnlyMemory<byte> content, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var local = PathOf(path);
        AtomicFile.CreateFolder(Path.GetDirectoryName(local)!);
        return Task.FromResult(AtomicFile.PutIfAbsent(local, content.Span));
    }

    public Task MoveAsync(LakePath from, LakePath to, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var (source, target) = (PathOf(from), PathOf(to));
        AtomicFile.CreateFolder(Path.GetDirectoryName(target)!);
        try
        {
            if (!AtomicFile.MoveIfAbsent(source, target))
                throw new RefusedException($"There is a file “{to}” already; “{from}” stays where it is.");
            File.Delete(source);
            AtomicFile.FlushFolder(Path.GetDirectoryName(source)!);
            return Task.CompletedTask;
        }
        catch (FileNotFoundException)
        {
            throw new NotFoundException($"“{from}” is not in the lake any more.");
        }
        catch (Exception fault) when (StorageFault.Explains(fault))
        {
            throw StorageFault.Writing(to.Value, fault);
        }
    }

    public Task DeleteAsync(LakePath path, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        try
        {
            File.Delete(PathOf(path));
        }
        catch (DirectoryNotFoundException)
        {
            // Nothing there to delete.
        }
        catch (Exception fault) when (StorageFault.Explains(fault))
        {
            throw StorageFault.Writing(path.Value, fault);
        }
        return Task.CompletedTask;
    }

    public Task DeleteFolderAsync(LakePath folder, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        try
        {
            Directory.Delete(PathOf(folder), recursive: true);
        }
        catch (DirectoryNotFoundException)
        {
            // Nothing there to delete.
        }
        catch (Exception fault) when (StorageFault.Explains(fault))
        {
            throw StorageFault.Writing(folder.Value, fault);
        }
        return Task.CompletedTask;
    }

    public IStagedFiles StagedIn(LakePath folder) => new LocalStagedFiles(folder, PathOf(folder));

    public long? FreeBytes() => new DriveInfo(OperatingSystem.IsWindows() ? Path.GetPathRoot(_root)! : _root).AvailableFreeSpace;

    // A folder sorts as if its name ended in the separator: what follows is then in ordinal order of the whole paths, without holding them all.
    private static IEnumerable<LakeFile> List(DirectoryInfo folder, LakePath path)
    {
        if (!folder.Exists)
            yield break;
        var entries = folder.EnumerateFileSystemInfos()
            .Where(entry => !AtomicFile.IsTemporary(entry.Name) && !entry.Attributes.HasFlag(FileAttributes.ReparsePoint))
            .OrderBy(entry => entry is DirectoryInfo ? entry.Name + "/" : entry.Name, StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            switch (entry)
            {
                case DirectoryInfo below:
                    foreach (var file in List(below, path / below.Name))
                        yield return file;
                    break;
                case FileInfo file:
                    yield return new LakeFile(path / file.Name, file.Length, file.LastWriteTimeUtc);
                    break;
            }
        }
    }
}
