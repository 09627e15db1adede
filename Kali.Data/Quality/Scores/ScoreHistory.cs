using Kali.Data.Catalog;
using Kali.Data.Engines;
using Kali.Data.Store;
using Microsoft.EntityFrameworkCore;

namespace Kali.Data.Quality;

/// <summary>Scores of past loads by the rules in force today, so that a line through them compares like with like.</summary>
public sealed class ScoreHistory(Datasets datasets, Rules rules, Checks checks, ILakehouse lakehouse, IDbContextFactory<KaliStore> stores)
{
    /// <summary>As many loads as a line shows; older ones keep the score they had.</summary>
    public const int MostLoads = 20;

    /// <summary>Checks past loads again where they were checked by other rules. A version that was cleared away keeps the score it had.</summary>
    /// <returns>How many loads were checked again.</returns>
    public async Task<int> RecomputeAsync(DatasetName dataset, Actor actor, CancellationToken ct)
    {
        var found = await datasets.GetAsync(dataset, actor, ct);
        var inForce = (await rules.OfAsync(dataset, actor, ct)).Where(rule => rule.IsOn).ToList();
        var ruleSet = RuleSets.Of(inForce);
        await using var store = await stores.CreateDbContextAsync(ct);
        // Reports and profiles are long: of loads that were checked by these very rules none is read.
        var records = await store.Set<QualityRecord>().Where(quality => quality.DatasetId == found.Id).OrderByDescending(quality => quality.Id).Take(MostLoads)
            .Where(quality => (quality.TodayRuleSet ?? quality.RuleSet) != ruleSet).ToListAsync(ct);
        var again = 0;
        foreach (var record in records)
        {
            if (record.RuleSet == ruleSet)
                (record.TodayScore, record.TodayRuleSet) = (null, null);
            else if (await ScoreAsync(dataset, record, inForce, actor, ct) is { } report)
                (record.TodayScore, record.TodayRuleSet) = (report.Score?.Value, ruleSet);
            else
                continue;
            again++;
        }
        await store.SaveChangesAsync(ct);
        return again;
    }

    private async Task<CheckReport?> ScoreAsync(DatasetName dataset, QualityRecord record, List<Rule> inForce, Actor actor, CancellationToken ct)
    {
        try
        {
            var silver = dataset.Silver.At(record.SilverVersion);
            if (await lakehouse.DescribeAsync(silver, actor, ct) is not { } description)
                return null;
            var then = RuleJson.Read<CheckReport>(record.Report);
            var load = new DataLoad(dataset, record.LoadNo, []);
            var ran = await checks.CountAsync(CheckPlan.For(CheckSubject.Of(load, silver, description.Schema, record.At) with { Keys = then.Keys }, inForce), actor, ct);
            return then.Findings is { Version: { } version } found
                ? await new ConfirmedCosts(lakehouse).AddAsync(ran, found, load, dataset.Findings.At(version), actor, ct)
                : ran.Report;
        }
        catch (KaliException fault) when (fault is not NotAllowedException)
        {
            return null;
        }
    }
}
