using Kali.Data.Ingest;
using Kali.Data.Store;
using Microsoft.EntityFrameworkCore;

namespace Kali.Data.Pipeline;

/// <summary>What became of a load: the run that brought it, and the last one that took it through the layers.</summary>
/// <param name="LoadNo">The load.</param>
/// <param name="FirstRun">The run that put it into raw.</param>
/// <param name="Part">What it read, with the dataset as it is called now.</param>
/// <param name="LastRun">The last run that made its rows.</param>
/// <param name="Facts">What that run found out.</param>
internal sealed record RepairLoad(long LoadNo, RunId FirstRun, PartToLoad Part, RunId LastRun, RunFacts Facts);

/// <summary>Finds loads by their number.</summary>
internal sealed class RepairLoads(IDbContextFactory<KaliStore> stores)
{
    public async Task<RepairLoad> OfAsync(DatasetName dataset, long loadNo, CancellationToken ct)
    {
        await using var store = await stores.CreateDbContextAsync(ct);
        var first = await store.Set<LoadRecord>().AsNoTracking().Where(load => load.LoadNo == loadNo).Select(load => load.RunId).FirstOrDefaultAsync(ct);
        var request = await store.Set<RunRecord>().AsNoTracking().Where(run => run.Id == first).Select(run => run.Request).FirstOrDefaultAsync(ct)
            ?? throw new NotFoundException($"{dataset.Name} has no load {loadNo}.");
        var last = await store.Set<QualityRecord>().AsNoTracking()
            .Where(quality => quality.LoadNo == loadNo && store.Set<RunRecord>().Any(run => run.Id == quality.RunId && run.State == RunState.Done))
            .OrderByDescending(quality => quality.RunId).Select(quality => quality.RunId).FirstOrDefaultAsync(ct);
        var facts = await store.Set<RunRecord>().AsNoTracking().Where(run => run.Id == last).Select(run => run.Facts).FirstOrDefaultAsync(ct)
            ?? throw new RefusedException($"Load {loadNo} of {dataset.Name} has not been through its checks yet. Wait for its run to end.");
        return new RepairLoad(
            loadNo, new RunId(first), PipelineJson.Read<RunRequest>(request).Part with { Dataset = dataset, Recipes = [] }, new RunId(last), PipelineJson.Read<RunFacts>(facts));
    }

    /// <summary>The facts of the run that took the load through the layers before that one did.</summary>
    public async Task<(RunId Run, RunFacts Facts)> BeforeAsync(long loadNo, long run, CancellationToken ct)
    {
        await using var store = await stores.CreateDbContextAsync(ct);
        var before = await store.Set<QualityRecord>().AsNoTracking()
            .Where(quality => quality.LoadNo == loadNo && quality.RunId < run && store.Set<RunRecord>().Any(known => known.Id == quality.RunId && known.State == RunState.Done))
            .OrderByDescending(quality => quality.RunId).Select(quality => quality.RunId).FirstAsync(ct);
        return (new RunId(before), await FactsAsync(before, ct));
    }

    public async Task<RunFacts> FactsAsync(long run, CancellationToken ct)
    {
        await using var store = await stores.CreateDbContextAsync(ct);
        return PipelineJson.Read<RunFacts>(await store.Set<RunRecord>().AsNoTracking().Where(known => known.Id == run).Select(known => known.Facts).SingleAsync(ct));
    }
}
