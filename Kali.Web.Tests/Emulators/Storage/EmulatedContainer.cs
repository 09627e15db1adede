using System.Collections.Concurrent;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Kali.Web.Tests.Emulators.Http;

namespace Kali.Web.Tests.Emulators.Storage;

/// <summary>
/// A container with a hierarchical namespace over one of Azurite, which has none. A folder is what the blob endpoint of the service shows of it:
/// an empty blob with the mark hdi_isfolder. Every change of names happens within <see cref="Gate"/>.
/// </summary>
public sealed class EmulatedContainer(BlobContainerClient blobs)
{
    public const string FolderMark = "hdi_isfolder";

    private readonly ConcurrentBag<Fault> _faults = [];

    public string Name => blobs.Name;

    /// <summary>Every request that came, as method, path and query.</summary>
    public ConcurrentQueue<string> Calls { get; } = [];

    internal SemaphoreSlim Gate { get; } = new(1);

    internal AccessLists Access { get; } = new();

    /// <summary>Bytes appended by dfs and not flushed, by path.</summary>
    internal ConcurrentDictionary<string, SortedDictionary<long, byte[]>> Appended { get; } = new(StringComparer.Ordinal);

    /// <summary>Files that dfs made: the blob endpoint does not commit blocks over them.</summary>
    internal ConcurrentDictionary<string, bool> OfDfs { get; } = new(StringComparer.Ordinal);

    /// <summary>Spoils calls; the path of a fault is matched against path and query in the container.</summary>
    public void Inject(Fault fault) => _faults.Add(fault);

    private TaskCompletionSource _letGo = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Func<string, bool> _holds = _ => false;

    /// <summary>Calls that are answered only after <see cref="LetGo"/>.</summary>
    public void Hold(Func<string, bool> calls) => (_letGo, _holds) = (new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously), calls);

    public void LetGo() => _letGo.TrySetResult();

    internal Task TurnAsync(string call) => _holds(call) ? _letGo.Task : Task.CompletedTask;

    internal Fault? Hit(string method, string call)
    {
        Calls.Enqueue($"{method} {call}");
        return _faults.FirstOrDefault(fault => fault.Hits(method, call));
    }

    internal async Task<StoredPath?> FindAsync(string path)
    {
        if (path.Length == 0)
            return new StoredPath("", true, 0, default, default);
        try
        {
            BlobProperties found = await blobs.GetBlobClient(path).GetPropertiesAsync();
            return new StoredPath(path, IsFolder(found.Metadata), found.ContentLength, found.ETag, found.LastModified);
        }
        catch (RequestFailedException fault) when (fault.Status == 404)
        {
            return null;
        }
    }

    /// <summary>All below a folder, in order.</summary>
    internal async Task<List<StoredPath>> BelowAsync(string folder)
    {
        var found = new List<StoredPath>();
        await foreach (var blob in blobs.GetBlobsAsync(new GetBlobsOptions { Traits = BlobTraits.Metadata, Prefix = folder.Length == 0 ? null : folder + "/" }))
            found.Add(new StoredPath(blob.Name, IsFolder(blob.Metadata), blob.Properties.ContentLength ?? 0, blob.Properties.ETag ?? default, blob.Properties.LastModified ?? default));
        return [.. found.OrderBy(path => path.Name, StringComparer.Ordinal)];
    }

    /// <summary>Refuses a path one of whose folders is a file.</summary>
    internal async Task DemandFoldersAboveAsync(string path, string code)
    {
        foreach (var folder in Above(path))
        {
            if (await FindAsync(folder) is { IsFolder: false })
                throw new StorageRefusal(409, code, $"'{folder}' is a file.");
        }
    }

    internal async Task MakeFoldersAboveAsync(string path)
    {
        foreach (var folder in Above(path))
        {
            if (await FindAsync(folder) is null)
                await PutAsync(folder, [], isFolder: true);
        }
    }

    internal async Task<StoredPath> PutAsync(string path, byte[] content, bool isFolder)
    {
        using var stream = new MemoryStream(content, writable: false);
        var metadata = isFolder ? new Dictionary<string, string> { [FolderMark] = "true" } : null;
        BlobContentInfo put = await blobs.GetBlobClient(path).UploadAsync(stream, new BlobUploadOptions { Metadata = metadata });
        return new StoredPath(path, isFolder, content.Length, put.ETag, put.LastModified);
    }

    internal async Task<byte[]> ContentAsync(string path) => (await blobs.GetBlobClient(path).DownloadContentAsync()).Value.Content.ToArray();

    internal async Task RenameAsync(StoredPath source, string to)
    {
        List<StoredPath> paths = source.IsFolder ? [source, .. await BelowAsync(source.Name)] : [source];
        foreach (var path in paths)
        {
            var (from, target) = (blobs.GetBlockBlobClient(path.Name), to + path.Name[source.Name.Length..]);
            var copy = await blobs.GetBlockBlobClient(target).StartCopyFromUriAsync(from.Uri);
            await copy.WaitForCompletionAsync();
            await from.DeleteAsync();
            Access.Move(path.Name, target);
            if (OfDfs.TryRemove(path.Name, out _))
                OfDfs[target] = true;
        }
    }

    internal async Task DeleteAsync(string path)
    {
        await blobs.DeleteBlobIfExistsAsync(path);
        Access.Forget(path);
        OfDfs.TryRemove(path, out _);
        Appended.TryRemove(path, out _);
    }

    /// <summary>The folders a path lies in, the outermost first.</summary>
    private static IEnumerable<string> Above(string path)
    {
        for (var slash = path.IndexOf('/', StringComparison.Ordinal); slash > 0; slash = path.IndexOf('/', slash + 1))
            yield return path[..slash];
    }

    private static bool IsFolder(IDictionary<string, string>? metadata) => metadata is not null && metadata.TryGetValue(FolderMark, out var mark) && mark == "true";
}

/// <summary>A file or folder as it lies in the container.</summary>
internal sealed record StoredPath(string Name, bool IsFolder, long Length, ETag ETag, DateTimeOffset ChangedAt);
