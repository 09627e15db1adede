using Kali.Data.Catalog;
using Kali.Data.Lake;
using Kali.Data.Store;
using Microsoft.EntityFrameworkCore;

namespace Kali.Data.Pipeline;

/// <summary>The files that runs read, byte for byte as they were received: for those who may read raw, and for who sent them.</summary>
public sealed class ReceivedBytes(ReceivedFiles files, ILakeFiles lake, IDbContextFactory<KaliStore> stores)
{
    /// <summary>The file of a run; the caller disposes its content.</summary>
    public async Task<ReceivedFile> OpenAsync(RunId id, Actor actor, CancellationToken ct)
    {
        await using var store = await stores.CreateDbContextAsync(ct);
        var run = await RunReading.FindAsync(store, id, actor, ct);
        var dataset = await store.Set<DatasetRecord>().AsNoTracking().SingleAsync(dataset => dataset.Id == run.DatasetId, ct);
        if (!DatasetRights.MayRead(actor, dataset, Layer.Raw) && run.UserId != actor.UserId)
            throw new NotAllowedException($"{run.FileName} is given out as received to {run.UserName}, {dataset.OwnerName} and data engineers. Nothing was sent.");
        var part = PipelineJson.Read<RunRequest>(run.Request).Part;
        var place = await files.FindAsync(new LakePath(part.ReceivedAs), ct);
        return new ReceivedFile(part.FileName, part.FileBytes, await lake.OpenReadAsync(place, ct));
    }
}

/// <summary>A file as it was received.</summary>
/// <param name="FileName">The name its sender gave it.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Content">Its bytes.</param>
public sealed record ReceivedFile(string FileName, long Bytes, Stream Content);
