using System.Collections.Immutable;
using Kali.Data.Catalog;
using Kali.Data.Engines;
using Kali.Data.Store;
using Microsoft.EntityFrameworkCore;

namespace Kali.Data.Quality;

/// <summary>Tries a rule on past loads, each at the version of silver that was checked then, and as of then. Nothing is written.</summary>
public sealed class RuleBacktests(Datasets datasets, Checks checks, ILakehouse lakehouse, IDbContextFactory<KaliStore> stores)
{
    /// <param name="rule">The rule, saved or not.</param>
    /// <param name="loads">At most so many of the newest loads.</param>
    public async Task<Backtest> RunAsync(Rule rule, int loads, Actor actor, CancellationToken ct)
    {
        var found = await datasets.GetAsync(rule.Dataset, actor, ct);
        await using var store = await stores.CreateDbContextAsync(ct);
        var records = await store.Set<QualityRecord>().AsNoTracking().Where(quality => quality.DatasetId == found.Id).OrderByDescending(quality => quality.Id).Take(loads)
            .Select(quality => new { quality.RunId, quality.LoadNo, quality.At, quality.SilverVersion }).ToListAsync(ct);
        records.Reverse();
        var points = ImmutableArray.CreateBuilder<BacktestPoint>();
        foreach (var record in records)
            points.Add(new BacktestPoint(new RunId(record.RunId), record.LoadNo, record.At, record.SilverVersion, await TryAsync(rule with { IsOn = true }, record.LoadNo, record.At, record.SilverVersion, actor, ct)));
        return new Backtest(points.ToImmutable());
    }

    private async Task<CheckResult> TryAsync(Rule rule, long loadNo, DateTimeOffset at, long version, Actor actor, CancellationToken ct)
    {
        try
        {
            var silver = rule.Dataset.Silver.At(version);
            var description = await lakehouse.DescribeAsync(silver, actor, ct) ?? throw new NotFoundException($"There is no {silver.Shown} any more.");
            var subject = CheckSubject.Of(new DataLoad(rule.Dataset, loadNo, []), silver, description.Schema, at);
            return (await checks.RunAsync(CheckPlan.For(subject, [rule]), actor, ct)).Results[0];
        }
        catch (KaliException fault) when (fault is not NotAllowedException)
        {
            // Older versions are cleared away in time; the others still tell.
            return new CheckResult(rule, CheckOutcome.CouldNotRun, 0, null, null, null, new Obstacle(ObstacleKind.NoSuchTable, fault.Message));
        }
    }
}
