using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Kali.Data.Catalog;
using Kali.Data.Ingest;
using Kali.Data.Lake;
using Kali.Data.Store;
using Microsoft.EntityFrameworkCore;

namespace Kali.Data.Pipeline;

/// <summary>The records of a file that could not become rows of raw: kept in the lake beside the files, under <c>raw/rejected/</c>.</summary>
public sealed class RejectedRows(ILakeFiles lake, IDbContextFactory<KaliStore> stores)
{
    /// <summary>So many of one run are listed; all are counted, and the file itself is kept byte for byte.</summary>
    public const int MostKept = 100_000;

    private const int RowsAFile = 5_000;

    /// <summary>A page of the list, in file order, for those who may read what is held back.</summary>
    public async Task<ImmutableArray<RejectedRow>> ReadAsync(RunId run, int skip, int take, Actor actor, CancellationToken ct)
    {
        var from = await FirstRunAsync(run, actor, ct);
        var rows = ImmutableArray.CreateBuilder<RejectedRow>();
        for (var file = skip / RowsAFile; rows.Count < take; file++)
        {
            var place = Folder(from) / $"{file:D6}.jsonl";
            if (!await lake.ExistsAsync(place, ct))
                break;
            await using var stream = await lake.OpenReadAsync(place, ct);
            using var reader = new StreamReader(stream, Encoding.UTF8);
            for (var row = file * RowsAFile; rows.Count < take && await reader.ReadLineAsync(ct) is { } line; row++)
            {
                if (row >= skip)
                    rows.Add(PipelineJson.Read<RejectedRow>(line));
            }
        }
        return rows.ToImmutable();
    }

    /// <summary>How many there are; null while the list is not complete.</summary>
    internal async Task<long?> CountAsync(RunId run, CancellationToken ct)
    {
        if (!await lake.ExistsAsync(CountFile(run), ct))
            return null;
        await using var stream = await lake.OpenReadAsync(CountFile(run), ct);
        return await JsonSerializer.DeserializeAsync<long>(stream, cancellationToken: ct);
    }

    /// <summary>Stores the list; the count goes last and says that it is complete.</summary>
    internal async Task<long> KeepAsync(RejectedRowsOfRun rejected, CancellationToken ct)
    {
        var file = 0;
        foreach (var chunk in rejected.Rows.Chunk(RowsAFile))
        {
            var lines = new StringBuilder();
            foreach (var row in chunk)
                lines.Append(PipelineJson.Write(row)).Append('\n');
            await lake.PutIfAbsentAsync(Folder(rejected.Run) / $"{file++:D6}.jsonl", Encoding.UTF8.GetBytes(lines.ToString()), ct);
        }
        await lake.PutIfAbsentAsync(CountFile(rejected.Run), JsonSerializer.SerializeToUtf8Bytes(rejected.Count), ct);
        return rejected.Count;
    }

    private async Task<RunId> FirstRunAsync(RunId id, Actor actor, CancellationToken ct)
    {
        await using var store = await stores.CreateDbContextAsync(ct);
        var run = await RunReading.FindAsync(store, id, actor, ct);
        var dataset = await store.Set<DatasetRecord>().SingleAsync(dataset => dataset.Id == run.DatasetId, ct);
        if (!DatasetRights.MayRead(actor, dataset, Layer.Quarantine) && run.UserId != actor.UserId)
            throw new NotAllowedException($"Rows of {dataset.Name} that could not be read are shown to {dataset.OwnerName}, analysts and data engineers.");
        return PipelineJson.Read<RunRequest>(run.Request) is RunRequest.LoadAgain again ? new RunId(again.FirstRun) : id;
    }

    private static LakePath Folder(RunId run) => new($"raw/rejected/{run}");

    private static LakePath CountFile(RunId run) => Folder(run) / "count.json";
}
