using Kali.Data.Catalog;
using Kali.Data.Engines;

namespace Kali.Data.Quality;

/// <summary>Tries rules before they are saved. Nothing is written.</summary>
public sealed class RuleTrials(Checks checks, FailingRows failingRows, QualityReports reports, Datasets datasets, ILakehouse lakehouse, TimeProvider time)
{
    /// <summary>The columns that rules of the dataset are tested on: silver's as it is now; null while there is no silver.</summary>
    public async Task<TableSchema?> SchemaAsync(DatasetName dataset, Actor actor, CancellationToken ct) =>
        await datasets.MayReadAsync(dataset, Layer.Silver, actor, ct) ? (await lakehouse.DescribeAsync(dataset.Silver, actor, ct))?.Schema : null;

    /// <summary>The statement that finds the rows of the last load which break the rule; null where no single row does, or they may not be read.</summary>
    public async Task<string?> ExplainAsync(Rule rule, int take, Actor actor, CancellationToken ct) =>
        await reports.ForAsync(rule.Dataset, run: null, actor, ct) is { Latest: var load } && await datasets.MayReadAsync(rule.Dataset, Layer.Raw, actor, ct)
            ? await failingRows.ExplainAsync(rule with { IsOn = true }, load.LoadNo, load.SilverVersion, take, actor, ct)
            : null;

    /// <summary>What the rule would say of the last load; null while no load was checked.</summary>
    public async Task<RuleTrial?> TryAsync(Rule rule, int examples, Actor actor, CancellationToken ct)
    {
        if (await reports.ForAsync(rule.Dataset, run: null, actor, ct) is not { Latest: var load })
            return null;
        var silver = rule.Dataset.Silver.At(load.SilverVersion);
        var schema = (await lakehouse.DescribeAsync(silver, actor, ct))?.Schema ?? throw new NotFoundException($"There is no table {silver.Shown} any more.");
        var tried = rule with { IsOn = true };
        var subject = CheckSubject.Of(new DataLoad(rule.Dataset, load.LoadNo, []), silver, schema, time.GetUtcNow());
        var report = await checks.RunAsync(CheckPlan.For(subject, [tried]), actor, ct);
        var result = report.Results[0];
        var rows = result is { Failing: > 0, Outcome: not CheckOutcome.CouldNotRun } && rule.Kind.IsAboutRows && await datasets.MayReadAsync(rule.Dataset, Layer.Raw, actor, ct)
            ? await failingRows.PageAsync(tried, load.LoadNo, load.SilverVersion, afterRowId: 0, examples, actor, ct)
            : null;
        return new RuleTrial(result, load, rows);
    }
}
