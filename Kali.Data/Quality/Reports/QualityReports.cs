using System.Collections.Immutable;
using Kali.Data.Catalog;
using Kali.Data.Store;
using Microsoft.EntityFrameworkCore;

namespace Kali.Data.Quality;

/// <summary>What is known of the quality of datasets: for the Quality tab, the dashboard and the command line.</summary>
public sealed class QualityReports(Datasets datasets, FailingRows failingRows, IDbContextFactory<KaliStore> stores, TimeProvider time)
{
    private const int LongestHistory = 200;

    /// <summary>Null while no run has checked the dataset.</summary>
    public async Task<QualityReport?> ForAsync(DatasetName dataset, RunId? run, Actor actor, CancellationToken ct)
    {
        var found = await datasets.GetAsync(dataset, actor, ct);
        await using var store = await stores.CreateDbContextAsync(ct);
        var records = store.Set<QualityRecord>().AsNoTracking().Where(quality => quality.DatasetId == found.Id);
        var asked = run is { } id ? records.Where(quality => quality.RunId == id.Value) : records;
        if (await asked.OrderByDescending(quality => quality.Id).FirstOrDefaultAsync(ct) is not { } latest)
            return null;
        var history = await records.OrderByDescending(quality => quality.Id).Take(LongestHistory)
            .Select(quality => new QualityPoint(new RunId(quality.RunId), quality.LoadNo, quality.At, quality.SilverVersion, quality.Gate, quality.TodayRuleSet == null ? quality.Score : quality.TodayScore, quality.TodayRuleSet ?? quality.RuleSet, quality.Score))
            .ToListAsync(ct);
        history.Reverse();
        return new QualityReport(QualityRecords.Read(latest), [.. history]);
    }

    /// <summary>The profile of all rows that the newest version holds: the loads' profiles added up, from the last overwriting one on.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="firstRun">The oldest run whose rows are still there; null for all.</param>
    public async Task<Profile?> ProfileAsync(DatasetName dataset, RunId? firstRun, Actor actor, CancellationToken ct)
    {
        var found = await datasets.GetAsync(dataset, actor, ct);
        await using var store = await stores.CreateDbContextAsync(ct);
        var first = firstRun?.Value ?? 0;
        var profiles = await store.Set<QualityRecord>().AsNoTracking()
            .Where(quality => quality.DatasetId == found.Id && quality.RunId >= first && quality.Profile != null)
            // A load that was taken again or repaired counts once, as it is now.
            .Where(quality => !store.Set<QualityRecord>().Any(later => later.DatasetId == found.Id && later.LoadNo == quality.LoadNo && later.RunId > quality.RunId && later.Profile != null))
            .OrderBy(quality => quality.Id).Select(quality => quality.Profile!).ToListAsync(ct);
        return profiles.Count == 0 ? null : profiles.Select(Profile.FromJson).Aggregate((sum, next) => sum.Add(next));
    }

    /// <summary>The rows that break a rule of a load, as the file has them.</summary>
    public async Task<FailingRowPage> FailingRowsAsync(DatasetName dataset, RunId? run, Guid rule, long afterRowId, int take, Actor actor, CancellationToken ct)
    {
        var (load, found) = await FindAsync(dataset, run, rule, actor, ct);
        return await failingRows.PageAsync(found, load.LoadNo, load.SilverVersion, afterRowId, take, actor, ct);
    }

    /// <summary>The statement that finds the rows which break a rule of a load; null where no single row does.</summary>
    public async Task<string?> ExplainAsync(DatasetName dataset, RunId? run, Guid rule, int take, Actor actor, CancellationToken ct)
    {
        var (load, found) = await FindAsync(dataset, run, rule, actor, ct);
        return await failingRows.ExplainAsync(found, load.LoadNo, load.SilverVersion, take, actor, ct);
    }

    private async Task<(LoadQuality Load, Rule Rule)> FindAsync(DatasetName dataset, RunId? run, Guid rule, Actor actor, CancellationToken ct)
    {
        var report = await ForAsync(dataset, run, actor, ct) ?? throw new NotFoundException($"{dataset.Name} has not been checked yet.");
        var result = report.Latest.Report.Results.FirstOrDefault(result => result.Rule.Id == rule)
            ?? throw new NotFoundException($"That rule was not in force when this load of {dataset.Name} was checked.");
        return (report.Latest, result.Rule with { Dataset = dataset });
    }

    /// <summary>Every dataset that was checked and that the actor may know of, with its points since that many days, worst score first.</summary>
    public async Task<ImmutableArray<DatasetQuality>> DashboardAsync(int days, Actor actor, CancellationToken ct)
    {
        var known = (await datasets.ListAsync(DatasetFilter.All, actor, ct)).ToDictionary(dataset => dataset.Id);
        var since = time.GetUtcNow().AddDays(-days);
        await using var store = await stores.CreateDbContextAsync(ct);
        var newest = await store.Set<QualityRecord>().AsNoTracking().GroupBy(quality => quality.DatasetId).Select(group => group.Max(quality => quality.Id)).ToListAsync(ct);
        var latest = await store.Set<QualityRecord>().AsNoTracking().Where(quality => newest.Contains(quality.Id)).ToListAsync(ct);
        var points = (await store.Set<QualityRecord>().AsNoTracking().Where(quality => quality.At >= since).OrderBy(quality => quality.Id)
                .Select(quality => new { quality.DatasetId, Point = new QualityPoint(new RunId(quality.RunId), quality.LoadNo, quality.At, quality.SilverVersion, quality.Gate, quality.TodayRuleSet == null ? quality.Score : quality.TodayScore, quality.TodayRuleSet ?? quality.RuleSet, quality.Score) })
                .ToListAsync(ct))
            .ToLookup(point => point.DatasetId, point => point.Point);
        return
        [
            .. latest.Where(record => known.ContainsKey(record.DatasetId))
                .Select(record => new DatasetQuality(known[record.DatasetId], QualityRecords.Read(record), [.. points[record.DatasetId]]))
                .OrderBy(quality => quality.Latest.Report.Score?.Value ?? 100)
                .ThenBy(quality => quality.Dataset.Name.Name, StringComparer.Ordinal),
        ];
    }

    /// <summary>What kept rows out of gold since that many days, by load and dimension, oldest first. A row that breaks two rules counts with both.</summary>
    public async Task<ImmutableArray<HeldBackCause>> HeldBackAsync(int days, Actor actor, CancellationToken ct)
    {
        var known = (await datasets.ListAsync(DatasetFilter.All, actor, ct)).ToDictionary(dataset => dataset.Id);
        var since = time.GetUtcNow().AddDays(-days);
        await using var store = await stores.CreateDbContextAsync(ct);
        var records = await store.Set<QualityRecord>().AsNoTracking().Where(quality => quality.At >= since).OrderBy(quality => quality.Id)
            .Select(quality => new { quality.DatasetId, quality.At, quality.Report }).ToListAsync(ct);
        return
        [
            .. records.Where(record => known.ContainsKey(record.DatasetId)).SelectMany(record => RuleJson.Read<CheckReport>(record.Report).Results
                .Where(result => result.HoldsRowsBack)
                .GroupBy(result => result.Rule.Dimension)
                .Select(group => new HeldBackCause(known[record.DatasetId], record.At, group.Key, group.Sum(result => result.Failing ?? 0)))),
        ];
    }
}
