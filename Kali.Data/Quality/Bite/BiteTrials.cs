using System.Collections.Immutable;
using System.Text.Json;
using Kali.Data.Catalog;
using Kali.Data.Engines;
using Kali.Data.Ingest;
using Kali.Data.Store;
using Microsoft.EntityFrameworkCore;

namespace Kali.Data.Quality;

/// <summary>
/// Do the rules bite? Plants known defects in a copy of a dataset's newest load and tells what the rules in force and the detectors notice of them,
/// each by itself, and which rule would notice the rest. The dataset's own tables are only read.
/// </summary>
public sealed class BiteTrials(
    Datasets datasets, DatasetSettings settings, Rules rules, QualityReports reports, FindingSearch search, FindingLessons lessons, FindingReferences references, Checks checks,
    ILakehouse lakehouse, IDbContextFactory<KaliStore> stores, TimeProvider time)
{
    /// <summary>Rows of the copy unless more are asked for.</summary>
    public const long UsualRows = 20_000;

    /// <summary>Of fewer rows detectors tell nothing, and neither would this.</summary>
    public const long FewestRows = 20;

    private const string Setting = "bite";

    /// <summary>What the last trial of the dataset said; null when there was none.</summary>
    public Task<BiteReport?> LastAsync(DatasetName dataset, Actor actor, CancellationToken ct) => settings.GetAsync<BiteReport>(dataset, Setting, actor, ct, RuleJson.Options);

    /// <summary>Whether the actor may have defects planted: its owner, engineers and admins.</summary>
    public Task<bool> MayRunAsync(DatasetName dataset, Actor actor, CancellationToken ct) => datasets.MayChangeAsync(dataset, actor, ct);

    /// <summary>Plants, looks, and keeps what was found out.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="rows">At most so many rows are copied.</param>
    /// <param name="seed">What chooses rows.</param>
    /// <param name="progress">The share of copies that are done, 0 to 1.</param>
    public async Task<BiteReport> RunAsync(DatasetName dataset, long rows, int seed, Actor actor, CancellationToken ct, IProgress<double>? progress = null)
    {
        var found = await datasets.GetAsync(dataset, actor, ct);
        if (!await MayRunAsync(dataset, actor, ct))
            throw new NotAllowedException($"Defects are planted in a copy of {dataset.Name} by its owner, {found.OwnerName}, and by data engineers. Nothing was copied.");
        var latest = (await reports.ForAsync(dataset, run: null, actor, ct))?.Latest ?? throw new RefusedException($"{dataset.Name} has no upload that was checked, so there is nothing to copy.");
        if (latest.Report.Rows < FewestRows)
            throw new RefusedException($"The last upload of {dataset.Name} has {latest.Report.Rows} rows. From {FewestRows} on something can be told. Nothing was copied.");
        var worker = actor.AsPipeline();
        var load = new DataLoad(dataset, latest.LoadNo, await ReadingsAsync(latest.LoadNo, ct));
        var inForce = (await rules.OfAsync(dataset, actor, ct)).Where(rule => rule.IsOn).ToImmutableArray();
        var taught = await lessons.OfAsync(dataset, actor, ct);
        await BiteCopy.ClearAsync(lakehouse, dataset.Catalog, time.GetUtcNow(), ct);
        var trial = new BiteTrial(lakehouse, checks, search, load, latest, inForce, taught, await references.OfAsync(dataset, worker, ct), worker, time.GetUtcNow());
        var names = (await rules.StandingsAsync(dataset, actor, ct)).Select(standing => standing.Shown.Name).ToHashSet(StringComparer.Ordinal);
        var report = await trial.RunAsync(rows, seed, names, progress, ct);
        await settings.SetAsync(dataset, Setting, report, actor, ct, RuleJson.Options);
        return report;
    }

    private async Task<ImmutableArray<ColumnReading>> ReadingsAsync(long loadNo, CancellationToken ct)
    {
        await using var store = await stores.CreateDbContextAsync(ct);
        var columns = await store.Set<LoadRecord>().AsNoTracking().Where(load => load.LoadNo == loadNo).Select(load => load.Columns).SingleAsync(ct);
        return JsonSerializer.Deserialize<ImmutableArray<ColumnReading>>(columns, IngestJson.Options);
    }
}
