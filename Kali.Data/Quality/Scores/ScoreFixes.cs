using System.Collections.Immutable;

namespace Kali.Data.Quality;

/// <summary>Which few spellings would give back most of a score.</summary>
public sealed class ScoreFixes(FailingRows failingRows, QualityReports reports)
{
    private const int MostRules = 4;
    private const int MostValues = 3;

    /// <summary>Of the costliest rules about single cells, the most frequent spellings; what gives most for each of them first.</summary>
    public async Task<ImmutableArray<ScoreFix>> OfAsync(DatasetName dataset, RunId? run, Actor actor, CancellationToken ct)
    {
        if (await reports.ForAsync(dataset, run, actor, ct) is not { Latest: { Report: { Score: { } score } report } load })
            return [];
        var costly = score.Dimensions.SelectMany(dimension => dimension.Rules).Where(cost => cost is { PointsLost: > 0, Failing: > 0 }).OrderByDescending(cost => cost.PointsLost);
        var fixes = ImmutableArray.CreateBuilder<ScoreFix>();
        foreach (var cost in costly)
        {
            if (fixes.Count == MostRules)
                break;
            if (report.Results.FirstOrDefault(result => result.Rule.Id == cost.RuleId)?.Rule is not { Kind.IsAboutRows: true } rule)
                continue;
            var (column, values) = await failingRows.ValuesAsync(rule with { Dataset = dataset }, load.LoadNo, load.SilverVersion, MostValues, actor, ct);
            if (column is null || values.IsEmpty)
                continue;
            var gain = Math.Round(cost.PointsLost * values.Sum(value => value.Count) / cost.Failing, 1);
            if (gain > 0)
                fixes.Add(new ScoreFix(rule.Id, rule.Name, rule.Owner, column, values, cost.Failing, gain));
        }
        return [.. fixes.OrderByDescending(fix => fix.GainPerValue).ThenByDescending(fix => fix.Gain)];
    }
}
