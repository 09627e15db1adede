using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Azure;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;

namespace Kali.Data.Lake.Gen2;

/// <summary>
/// Files in the making as staged blocks: durable as soon as the service has taken one, seen by nobody, and made a file all at once by committing their list.
/// The service itself drops blocks a week after the last one came. Staged blocks cannot be read, so the first megabyte is kept beside them.
/// </summary>
internal sealed class BlobStagedFiles(Gen2Account account, LakePath place) : IStagedFiles
{
    private readonly ConcurrentDictionary<string, BlobStagedFile> _open = new(StringComparer.Ordinal);

    public bool IsReadable => false;

    public TimeSpan LocksStay => BlobLock.Length;

    public int BlockBytes => account.Options.BlockBytes;

    public LakePath PlaceOf(string name) => place / $"{name}.part";

    public BlockBlobClient Blocks(string name) => account.File(PlaceOf(name));

    private BlockBlobClient Head(string name) => account.File(place / $"{name}.head");

    private BlockBlobClient Marks(string name) => account.File(place / $"{name}.marks");

    private BlockBlobClient Lock(string name) => account.File(place / $"{name}.lock");

    /// <summary>Nothing is there before the first block.</summary>
    public Task CreateAsync(string name, CancellationToken ct) => Task.CompletedTask;

    public Task<bool> ExistsAsync(string name, CancellationToken ct) => AskAsync(name, async () => await ListAsync(name, ct) is not null);

    public Task<IHeldLock?> TryLockAsync(string name, CancellationToken ct) => AskAsync<IHeldLock?>(name, async () => await BlobLock.TryTakeAsync(Lock(name), account.Time, ct));

    public Task<long> LengthAsync(string name, CancellationToken ct) => AskAsync(name, async () => await ListAsync(name, ct) switch
    {
        null => 0,
        { CommittedBlocks: { } whole } when whole.Any() => whole.Sum(block => block.SizeLong),
        var list => StagedBlocks.Of(list.UncommittedBlocks, await MarksAsync(name, ct)).Length,
    });

    public Task<IStagedFile> OpenAsync(string name, long syncEvery, CancellationToken ct) => AskAsync<IStagedFile>(name, async () =>
    {
        var marks = await MarksAsync(name, ct);
        var blocks = await ListAsync(name, ct) is { } list ? StagedBlocks.Of(list.UncommittedBlocks, marks) : StagedBlocks.None;
        if (blocks.HasMore || marks.Held is not null)
            await KeepAsync(name, marks = marks.CutAt(blocks.Length));
        var head = blocks.Length == 0 ? [] : await HeadAsync(name, ct);
        return _open[name] = new BlobStagedFile(this, name, marks, blocks.Length, head);
    });

    public void Closed(string name) => _open.TryRemove(name, out _);

    public Task<Stream> OpenReadAsync(string name, CancellationToken ct) => AskAsync<Stream>(name, async () =>
    {
        if (_open.TryGetValue(name, out var open))
            return new MemoryStream(open.Head.ToArray(), writable: false);
        return await ListAsync(name, ct) is { CommittedBlocks: { } whole } && whole.Any()
            ? await Blocks(name).OpenReadAsync(cancellationToken: ct)
            : new MemoryStream(await HeadAsync(name, ct), writable: false);
    });

    public Task MakeWholeAsync(string name, CancellationToken ct) => AskAsync(name, async () =>
    {
        var list = await ListAsync(name, ct);
        if (list is not null && !list.UncommittedBlocks.Any())
            return true;
        var blocks = list is null ? StagedBlocks.None : StagedBlocks.Of(list.UncommittedBlocks, await MarksAsync(name, ct));
        try
        {
            await Blocks(name).CommitBlockListAsync(blocks.Ids, new CommitBlockListOptions { Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All } }, ct);
        }
        catch (RequestFailedException fault) when (Gen2Fault.IsTaken(fault))
        {
            // An answer that was lost on the way: the list is committed.
        }
        return true;
    });

    public Task DeleteAsync(string name, CancellationToken ct) => AskAsync(name, async () =>
    {
        var list = await ListAsync(name, ct);
        if (list is not null && !list.CommittedBlocks.Any())
            await Blocks(name).CommitBlockListAsync([], cancellationToken: ct);
        if (list is not null)
            await Blocks(name).DeleteIfExistsAsync(cancellationToken: ct);
        await Head(name).DeleteIfExistsAsync(cancellationToken: ct);
        await Marks(name).DeleteIfExistsAsync(cancellationToken: ct);
        return true;
    });

    public async Task DeleteWithLockAsync(string name, CancellationToken ct)
    {
        await DeleteAsync(name, ct);
        await AskAsync(name, async () => (bool)await Lock(name).DeleteIfExistsAsync(cancellationToken: ct));
    }

    public async IAsyncEnumerable<StagedEntry> ListAsync([EnumeratorCancellation] CancellationToken ct)
    {
        var folder = $"{place}/";
        var left = await AskAsync("", async () =>
        {
            var found = new Dictionary<string, DateTimeOffset?>(StringComparer.Ordinal);
            await foreach (var blob in account.Container.GetBlobsAsync(new GetBlobsOptions { Prefix = folder, States = BlobStates.Uncommitted }, ct))
            {
                var name = blob.Name[folder.Length..].Split('.')[0];
                var isLock = blob.Name.EndsWith(".lock", StringComparison.Ordinal);
                found[name] = Later(found.GetValueOrDefault(name), isLock ? null : blob.Properties.LastModified);
            }
            return found;
        });
        foreach (var (name, changedAt) in left)
            yield return new StagedEntry(name, changedAt);
    }

    public async Task KeepAsync(string name, StagedMarks marks) => await AskAsync(name, async () =>
    {
        await Marks(name).UploadAsync(marks.ToJson().ToStream());
        return true;
    });

    public async Task KeepAsync(string name, ReadOnlyMemory<byte> head) => await AskAsync(name, async () =>
    {
        await Head(name).UploadAsync(BinaryData.FromBytes(head).ToStream());
        return true;
    });

    /// <summary>Asks the service; what it answers instead becomes a fault a person can read.</summary>
    public async Task<TAnswer> AskAsync<TAnswer>(string name, Func<Task<TAnswer>> ask)
    {
        try
        {
            return await ask();
        }
        catch (Exception fault) when (Gen2Fault.Explains(fault))
        {
            throw Gen2Fault.Of($"The unfinished file {name} cannot be stored", account.Address, fault);
        }
    }

    private static DateTimeOffset? Later(DateTimeOffset? one, DateTimeOffset? other) => one > other ? one : other ?? one;

    private async Task<BlockList?> ListAsync(string name, CancellationToken ct)
    {
        try
        {
            return await Blocks(name).GetBlockListAsync(BlockListTypes.All, cancellationToken: ct);
        }
        catch (RequestFailedException fault) when (Gen2Fault.IsMissing(fault))
        {
            return null;
        }
    }

    private async Task<StagedMarks> MarksAsync(string name, CancellationToken ct) =>
        await ContentAsync(Marks(name), ct) is { } json ? StagedMarks.Parse(json) : StagedMarks.None;

    private async Task<byte[]> HeadAsync(string name, CancellationToken ct) => (await ContentAsync(Head(name), ct))?.ToArray() ?? [];

    private static async Task<BinaryData?> ContentAsync(BlockBlobClient blob, CancellationToken ct)
    {
        try
        {
            return (await blob.DownloadContentAsync(ct)).Value.Content;
        }
        catch (RequestFailedException fault) when (Gen2Fault.IsMissing(fault))
        {
            return null;
        }
    }
}
