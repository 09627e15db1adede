using System.Collections.Immutable;
using Kali.Data.Engines;
using Kali.Data.Ingest;
using Kali.Data.Quality;
using Kali.Data.Store;
using Microsoft.EntityFrameworkCore;

namespace Kali.Data.Pipeline;

/// <summary>Queues the runs of approved and of undone repairs, one a load. Each has a key, so that what was queued before a kill is not queued again.</summary>
internal sealed class RepairMerging(RepairLoads loads, Runs runs, ILakehouse lakehouse, IDbContextFactory<KaliStore> stores)
{
    public async Task<ImmutableArray<RunId>> QueueAsync(RepairRecord record, DatasetName dataset, Actor actor, CancellationToken ct)
    {
        var isUndo = record.State is RepairState.Undone;
        var queued = ImmutableArray.CreateBuilder<RunId>();
        foreach (var loadNo in PipelineJson.Read<ImmutableArray<long>>(record.Loads ?? "[]"))
        {
            var load = await loads.OfAsync(dataset, loadNo, ct);
            var request = new RunRequest.Repair(loadNo, load.FirstRun.Value, record.Id, isUndo, isUndo ? await BackToAsync(record.Id, load, ct) : null) { Part = load.Part };
            queued.Add(await runs.RepairAsync(request, RepairStore.KeyOf(record.Id, loadNo, isUndo), actor, ct));
        }
        return queued.ToImmutable();
    }

    /// <summary>Queues what a killed process promised: called when Kali starts.</summary>
    public async Task FinishAsync(CancellationToken ct)
    {
        await using var store = await stores.CreateDbContextAsync(ct);
        var open = await store.Set<RepairRecord>().AsNoTracking().Where(repair => repair.Loads != null && (repair.State == RepairState.Approved || repair.State == RepairState.Undone)).ToListAsync(ct);
        foreach (var record in open)
        {
            var isUndo = record.State is RepairState.Undone;
            var wanted = PipelineJson.Read<ImmutableArray<long>>(record.Loads!).Select(load => RepairStore.KeyOf(record.Id, load, isUndo)).ToList();
            if (await store.Set<RunRecord>().CountAsync(run => run.RequestKey != null && wanted.Contains(run.RequestKey), ct) == wanted.Count)
                continue;
            var name = await store.Set<DatasetRecord>().Where(dataset => dataset.Id == record.DatasetId).Select(dataset => new DatasetName(dataset.Catalog, dataset.Name)).SingleAsync(ct);
            var (id, shown) = isUndo ? (record.UndoneBy!, record.UndoneByName!) : (record.DecidedBy!, record.DecidedByName!);
            await QueueAsync(record, name, new Actor(id, shown, []).AsPipeline(), ct);
        }
    }

    /// <summary>The run of the repair, when its rows are still the load's newest and, where a merge may have replaced rows of others, gold's too.</summary>
    private async Task<long?> BackToAsync(long repair, RepairLoad load, CancellationToken ct)
    {
        await using var store = await stores.CreateDbContextAsync(ct);
        var key = RepairStore.KeyOf(repair, load.LoadNo, isUndo: false);
        var run = await store.Set<RunRecord>().AsNoTracking().Where(run => run.RequestKey == key && run.State == RunState.Done).Select(run => (long?)run.Id).FirstOrDefaultAsync(ct);
        if (run is null || load.LastRun.Value != run)
            return null;
        if (load.Part.Mode is not IngestMode.Merge || load.Facts.Gate is GateState.Failed)
            return run;
        return (await lakehouse.DescribeAsync(load.Part.Dataset.Gold, Actor.System, ct))?.Version == load.Facts.GoldVersion ? run : null;
    }
}
