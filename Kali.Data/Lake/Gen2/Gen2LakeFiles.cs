using System.Runtime.CompilerServices;
using Azure;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;

namespace Kali.Data.Lake.Gen2;

/// <summary>The lake as a container of a storage account with a hierarchical namespace.</summary>
internal sealed class Gen2LakeFiles(Gen2Account account) : ILakeFiles
{
    /// <summary>What marks a folder among blobs.</summary>
    private const string FolderMark = "hdi_isfolder";

    /// <summary>Says who put a file: a repeated request that finds its own mark has put it.</summary>
    private const string PutMark = "kaliput";

    private const int ReadBytes = 4 << 20;
    private const int MostLooks = 3;

    public string? LocalPath(LakePath path) => null;

    public string? Address(LakePath path) => account.Folders is null ? null : $"abfss://{account.Container.Name}@{account.Options.DfsAddress.Host}/{path}";

    public long? FreeBytes() => null;

    public IStagedFiles StagedIn(LakePath folder) => new BlobStagedFiles(account, folder);

    public async Task<bool> ExistsAsync(LakePath path, CancellationToken ct) => await PropertiesAsync(path, ct) is not null;

    public async Task<long?> LengthAsync(LakePath path, CancellationToken ct) => (await PropertiesAsync(path, ct))?.ContentLength;

    public async Task<Stream> OpenReadAsync(LakePath path, CancellationToken ct)
    {
        var file = await PropertiesAsync(path, ct) ?? throw Missing(path);
        try
        {
            return file.ContentLength == 0 ? Stream.Null : await account.File(path).OpenReadAsync(Reading(file), ct);
        }
        catch (Exception fault) when (Gen2Fault.Explains(fault))
        {
            throw Unreadable(path, fault);
        }
    }

    public Stream OpenRead(LakePath path)
    {
        try
        {
            BlobProperties file = account.File(path).GetProperties();
            if (IsFolder(file.Metadata))
                throw Missing(path);
            return file.ContentLength == 0 ? Stream.Null : account.File(path).OpenRead(Reading(file));
        }
        catch (RequestFailedException fault) when (Gen2Fault.IsMissing(fault))
        {
            throw Missing(path);
        }
        catch (Exception fault) when (Gen2Fault.Explains(fault))
        {
            throw Unreadable(path, fault);
        }
    }

    /// <summary>Parts of the file as they are asked for, all of the version that was looked at.</summary>
    private static BlobOpenReadOptions Reading(BlobProperties file) =>
        new(allowModifications: false) { BufferSize = ReadBytes, Conditions = new BlobRequestConditions { IfMatch = file.ETag } };

    private static NotFoundException Missing(LakePath path) => new($"“{path}” is not in the lake any more.");

    private KaliException Unreadable(LakePath path, Exception fault) => Gen2Fault.Of($"“{path}” cannot be read", account.Address, fault);

    public async IAsyncEnumerable<LakeFile> ListAsync(LakePath folder, [EnumeratorCancellation] CancellationToken ct)
    {
        var entries = new List<(string Name, LakeFile? File)>();
        try
        {
            var options = new GetBlobsByHierarchyOptions { Traits = BlobTraits.Metadata, Delimiter = "/", Prefix = $"{folder}/" };
            await foreach (var item in account.Container.GetBlobsByHierarchyAsync(options, ct))
            {
                var name = (item.IsPrefix ? item.Prefix : item.Blob.Name)[(folder.Value.Length + 1)..];
                if (AtomicFile.IsTemporary(name.TrimEnd('/')))
                    continue;
                if (item.IsPrefix)
                    entries.Add((name, null));
                else if (!IsFolder(item.Blob.Metadata))
                    entries.Add((name, new LakeFile(folder / name, item.Blob.Properties.ContentLength ?? 0, item.Blob.Properties.LastModified ?? default)));
            }
        }
        catch (Exception fault) when (Gen2Fault.Explains(fault))
        {
            throw Gen2Fault.Of($"“{folder}” cannot be listed", account.Address, fault);
        }
        // The service orders by the bytes of UTF-8, and folders its own way.
        entries.Sort((a, b) => string.CompareOrdinal(a.Name, b.Name));
        foreach (var (name, file) in entries)
        {
            if (file is not null)
            {
                yield return file;
                continue;
            }
            await foreach (var below in ListAsync(folder / name.TrimEnd('/'), ct))
                yield return below;
        }
    }

    public async Task<bool> PutIfAbsentAsync(LakePath path, ReadOnlyMemory<byte> content, CancellationToken ct)
    {
        var mark = Guid.NewGuid().ToString("N");
        try
        {
            using var stream = new MemoryStream(content.ToArray(), writable: false);
            await account.File(path).UploadAsync(stream, new BlobUploadOptions
            {
                Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All },
                Metadata = new Dictionary<string, string> { [PutMark] = mark },
            }, ct);
            return true;
        }
        catch (RequestFailedException fault) when (Gen2Fault.IsTaken(fault))
        {
            if (await ThereAsync(path, ct) is not { } there)
                throw Gen2Fault.Of($"“{path}” cannot be written", account.Address, fault);
            // An answer that was lost on the way, and the request sent again.
            return there.Metadata.TryGetValue(PutMark, out var whose) && whose == mark;
        }
        catch (Exception fault) when (Gen2Fault.Explains(fault))
        {
            throw Gen2Fault.Of($"“{path}” cannot be written", account.Address, fault);
        }
    }

    public async Task MoveAsync(LakePath from, LakePath to, CancellationToken ct)
    {
        try
        {
            if (account.Folders is { } folders)
                await RenameAsync(folders, from, to, ct);
            else
                await CopyAsync(from, to, ct);
        }
        catch (RequestFailedException fault) when (Gen2Fault.IsTaken(fault))
        {
            throw new RefusedException($"There is a file “{to}” already; “{from}” stays where it is.");
        }
        catch (RequestFailedException fault) when (Gen2Fault.IsMissing(fault))
        {
            throw new NotFoundException($"“{from}” is not in the lake any more.");
        }
        catch (Exception fault) when (Gen2Fault.Explains(fault))
        {
            throw Gen2Fault.Of($"“{from}” cannot be moved to “{to}”", account.Address, fault);
        }
    }

    private async Task RenameAsync(DfsClient folders, LakePath from, LakePath to, CancellationToken ct)
    {
        for (var look = 1; ; look++)
        {
            try
            {
                await folders.RenameAsync(from, to, ct);
                return;
            }
            catch (RequestFailedException fault) when (fault.ErrorCode == "RenameDestinationParentPathNotFound" && look < MostLooks)
            {
                await folders.CreateFolderAsync(new LakePath(to.Value[..to.Value.LastIndexOf('/')]), ct);
            }
            catch (Exception fault) when (Gen2Fault.LeavesOpen(fault) && look < MostLooks && !ct.IsCancellationRequested)
            {
                // Whether it happened is told by the names: a source that is gone and a target that is there.
                if (await ThereAsync(from, ct) is null && await ThereAsync(to, ct) is not null)
                    return;
            }
        }
    }

    /// <summary>Where there are no folders and so no renaming: a copy within the storage, then the source goes.</summary>
    private async Task CopyAsync(LakePath from, LakePath to, CancellationToken ct)
    {
        var source = account.File(from);
        var copy = await account.File(to).StartCopyFromUriAsync(source.Uri, new BlobCopyFromUriOptions { DestinationConditions = new BlobRequestConditions { IfNoneMatch = ETag.All } }, ct);
        await copy.WaitForCompletionAsync(ct);
        await source.DeleteIfExistsAsync(cancellationToken: ct);
    }

    public async Task DeleteAsync(LakePath path, CancellationToken ct)
    {
        try
        {
            await account.File(path).DeleteIfExistsAsync(cancellationToken: ct);
        }
        catch (Exception fault) when (Gen2Fault.Explains(fault))
        {
            throw Gen2Fault.Of($"“{path}” cannot be deleted", account.Address, fault);
        }
    }

    public async Task DeleteFolderAsync(LakePath folder, CancellationToken ct)
    {
        try
        {
            if (account.Folders is { } folders)
            {
                await folders.DeleteFolderAsync(folder, ct);
                return;
            }
            await foreach (var file in account.Container.GetBlobsAsync(new GetBlobsOptions { Prefix = $"{folder}/" }, ct))
                await account.Container.DeleteBlobIfExistsAsync(file.Name, cancellationToken: ct);
        }
        catch (RequestFailedException fault) when (Gen2Fault.IsMissing(fault))
        {
            // Nothing there to delete.
        }
        catch (Exception fault) when (Gen2Fault.Explains(fault))
        {
            throw Gen2Fault.Of($"“{folder}” cannot be deleted", account.Address, fault);
        }
    }

    /// <summary>What is told of a file; null when there is none, or a folder.</summary>
    private async Task<BlobProperties?> PropertiesAsync(LakePath path, CancellationToken ct)
    {
        try
        {
            return await ThereAsync(path, ct) is { } there && !IsFolder(there.Metadata) ? there : null;
        }
        catch (Exception fault) when (Gen2Fault.Explains(fault))
        {
            throw Gen2Fault.Of($"“{path}” cannot be looked at", account.Address, fault);
        }
    }

    private async Task<BlobProperties?> ThereAsync(LakePath path, CancellationToken ct)
    {
        try
        {
            return await account.File(path).GetPropertiesAsync(cancellationToken: ct);
        }
        catch (RequestFailedException fault) when (Gen2Fault.IsMissing(fault))
        {
            return null;
        }
    }

    private static bool IsFolder(IDictionary<string, string>? metadata) =>
        metadata is not null && metadata.TryGetValue(FolderMark, out var mark) && string.Equals(mark, "true", StringComparison.OrdinalIgnoreCase);
}
