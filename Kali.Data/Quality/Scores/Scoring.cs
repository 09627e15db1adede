using System.Collections.Immutable;

namespace Kali.Data.Quality;

/// <summary>
/// The arithmetic of the score. A dimension is 100 less the weighted share of rows with a problem in it; a row counts once,
/// whole if it is held back and half if it only warns; notes cost nothing. A broken rule about the whole table takes its dimension
/// by the share of rows it can name, else wholly (stops) or by half (warns). Confirmed findings cost as a rule about their column does; a dimension that
/// no rule assesses can lose points by them, and gives none.
/// </summary>
internal static class Scoring
{
    private const double HalfWeight = 0.5;
    private const double AboveWorstKey = 20;

    public static double WeightOf(QualityDimension dimension) => dimension switch
    {
        QualityDimension.Validity or QualityDimension.Completeness => 3,
        QualityDimension.Uniqueness or QualityDimension.Consistency => 2,
        _ => 1,
    };

    /// <param name="results">What the rules said.</param>
    /// <param name="keys">The columns of the key.</param>
    /// <param name="counts">What was counted, rows of confirmed findings with it.</param>
    /// <param name="found">Confirmed findings, as results of rules about their columns.</param>
    public static QualityScore? Score(ImmutableArray<CheckResult> results, ImmutableArray<string> keys, CheckCounts counts, ImmutableArray<CheckResult> found = default)
    {
        var rows = counts.Rows;
        var confirmed = found.IsDefault ? [] : found;
        var ruled = results
            .Where(result => result.Outcome != CheckOutcome.CouldNotRun && counts.Assessed.GetValueOrDefault(result.Rule.Dimension, rows) > 0)
            .Select(result => result.Rule.Dimension).ToHashSet();
        var assessed = results.Where(result => result.Outcome != CheckOutcome.CouldNotRun && ruled.Contains(result.Rule.Dimension)).Concat(confirmed)
            .GroupBy(result => result.Rule.Dimension)
            .OrderBy(group => group.Key)
            .ToList();
        if (rows == 0 || assessed.Count == 0)
            return null;

        var weights = ruled.Sum(WeightOf);
        var dimensions = ImmutableArray.CreateBuilder<DimensionScore>();
        double? worstKey = null;
        foreach (var group in assessed)
        {
            var count = counts.Of(group.Key);
            // A dimension whose rules all choose their rows was assessed on the rows chosen, not on all.
            var looked = counts.Assessed.GetValueOrDefault(group.Key, 0) is > 0 and var chosen ? chosen : rows;
            var wholes = group.Where(result => !ShowsInRows(result)).ToList();
            var affected = Math.Min(looked, count.Any + wholes.Sum(result => Severe(result) ? result.Failing ?? 0 : 0));
            var share = (count.Stopping + HalfWeight * (count.Any - count.Stopping)) / looked + wholes.Sum(result => ShareOf(result, looked));
            var value = 100 * (1 - Math.Min(1, share));
            var lost = WeightOf(group.Key) / (ruled.Contains(group.Key) ? weights : weights + WeightOf(group.Key)) * (100 - value);
            dimensions.Add(new DimensionScore(group.Key, Math.Round(value, 1), WeightOf(group.Key), Math.Round(lost, 1), affected, Costs(group, lost)));

            if (group.Any(result => result.Rule.Columns.Any(keys.Contains)))
            {
                var keyShare = (double)count.OfKeys / looked + wholes.Where(result => result.Rule.Columns.Any(keys.Contains)).Sum(result => ShareOf(result, looked));
                worstKey = Math.Min(worstKey ?? 100, 100 * (1 - Math.Min(1, keyShare)));
            }
        }

        var mean = weights == 0 ? 100 : dimensions.Where(dimension => ruled.Contains(dimension.Dimension)).Sum(dimension => dimension.Value * dimension.Weight) / weights;
        mean = Math.Max(0, mean - dimensions.Where(dimension => !ruled.Contains(dimension.Dimension)).Sum(dimension => dimension.PointsLost));
        var cap = worstKey + AboveWorstKey is { } limit && limit < mean ? limit : (double?)null;
        return new QualityScore(Math.Round(cap ?? mean, 1), dimensions.ToImmutable(), cap is { } bound ? Math.Round(bound, 1) : null, counts.RowsAffected);
    }

    private static bool ShowsInRows(CheckResult result) => result.Rule.Kind is not (Unique or DuplicateRows) && result.Rule.Kind.IsAboutRows;

    private static bool Severe(CheckResult result) =>
        result.Rule.Severity != Severity.Notes && (result.Rule.Kind.IsAboutRows || result.Outcome is CheckOutcome.Failed or CheckOutcome.Warned);

    private static double ShareOf(CheckResult result, long rows)
    {
        if (!Severe(result))
            return 0;
        var weight = result.Rule.Severity == Severity.Stops ? 1 : HalfWeight;
        return result.Failing is { } failing ? weight * failing / rows : weight;
    }

    /// <summary>A finding's cost carries the finding's key in the place of a rule.</summary>
    private static ImmutableArray<RuleCost> Costs(IEnumerable<CheckResult> results, double lost)
    {
        var weighted = results.Select(result => (result, Weight: Severe(result) ? Math.Max(result.Failing ?? 1, 0) * (result.Rule.Severity == Severity.Stops ? 1 : HalfWeight) : 0)).ToList();
        var all = weighted.Sum(item => item.Weight);
        return
        [
            .. weighted
                .Select(item => new RuleCost(item.result.Rule.Id, item.result.Rule.Name, item.result.Failing ?? 0, all > 0 ? Math.Round(lost * item.Weight / all, 1) : 0, item.result.Rule.Owner))
                .OrderByDescending(cost => cost.PointsLost).ThenBy(cost => cost.Name, StringComparer.Ordinal),
        ];
    }
}
