using System.Collections.Immutable;

namespace Kali.Data.Quality;

/// <summary>
/// The arithmetic of the score. A dimension is 100 less the weighted share of rows with a problem in it; a row counts once,
/// whole if it is held back and half if it only warns or nothing but optional columns (<see cref="OptionalColumns"/>) is hit; notes cost nothing.
/// A broken rule about the whole table takes its dimension by the share of rows it can name, else wholly (stops) or by half. Confirmed findings cost as
/// a rule about their column does; a dimension that no rule assesses can lose points by them, and gives none.
/// What is shown adds up: 100 less the points of all dimensions and of the cap is the score, and a dimension's points are those of its rules.
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
        var parts = new List<(IGrouping<QualityDimension, CheckResult> Rules, double Value, double Lost, long Affected)>();
        double? worstKey = null;
        foreach (var group in assessed)
        {
            var count = counts.Of(group.Key);
            // A dimension whose rules all choose their rows was assessed on the rows chosen, not on all.
            var looked = counts.Assessed.GetValueOrDefault(group.Key, 0) is > 0 and var chosen ? chosen : rows;
            var wholes = group.Where(result => !ShowsInRows(result, counts)).ToList();
            var affected = Math.Min(looked, count.Any + wholes.Sum(result => Severe(result) ? result.Failing ?? 0 : 0));
            var share = (count.Whole + HalfWeight * (count.Any - count.Whole)) / looked + wholes.Sum(result => ShareOf(result, looked, counts.Optional));
            var value = 100 * (1 - Math.Min(1, share));
            var lost = WeightOf(group.Key) / (ruled.Contains(group.Key) ? weights : weights + WeightOf(group.Key)) * (100 - value);
            parts.Add((group, value, lost, affected));

            if (group.Any(result => result.Rule.Columns.Any(keys.Contains)))
            {
                var keyShare = (double)count.OfKeys / looked + wholes.Where(result => result.Rule.Columns.Any(keys.Contains)).Sum(result => ShareOf(result, looked, counts.Optional));
                worstKey = Math.Min(worstKey ?? 100, 100 * (1 - Math.Min(1, keyShare)));
            }
        }

        var mean = Math.Max(0, 100 - parts.Sum(part => part.Lost));
        var cap = worstKey + AboveWorstKey is { } limit && limit < mean ? limit : (double?)null;
        var score = Tenths.Of(cap ?? mean);
        var points = Tenths.Share(1000 - score, [.. parts.Select(part => part.Lost), mean - (cap ?? mean)]);
        var dimensions = parts.Select((part, place) => new DimensionScore(
            part.Rules.Key, Tenths.Points(Tenths.Of(part.Value)), WeightOf(part.Rules.Key), Tenths.Points(points[place]), part.Affected, Costs([.. part.Rules], points[place], counts.Optional)));
        return new QualityScore(Tenths.Points(score), [.. dimensions], cap is { } bound ? Math.Round(bound, 1) : null, counts.RowsAffected);
    }

    /// <summary>What a problem weighs: whole where it stops rows, half where it warns or only optional columns are meant.</summary>
    public static bool IsWhole(Rule rule, IReadOnlySet<string> optional) => rule.Severity == Severity.Stops && (rule.Columns.IsEmpty || !rule.Columns.All(optional.Contains));

    /// <summary>Whether the rows that break the rule are among those counted; rows that repeat a key are where there was something else to count beside them.</summary>
    private static bool ShowsInRows(CheckResult result, CheckCounts counts) =>
        result.Rule.Kind.IsAboutRows && (result.Rule.Kind is not (Unique or DuplicateRows) || counts.CountedOnce.Contains(result.Rule.Dimension));

    private static bool Severe(CheckResult result) =>
        result.Rule.Severity != Severity.Notes && (result.Rule.Kind.IsAboutRows || result.Outcome is CheckOutcome.Failed or CheckOutcome.Warned);

    private static double ShareOf(CheckResult result, long rows, IReadOnlySet<string> optional)
    {
        if (!Severe(result))
            return 0;
        var weight = IsWhole(result.Rule, optional) ? 1 : HalfWeight;
        return result.Failing is { } failing ? weight * failing / rows : weight;
    }

    /// <summary>A dimension's points, shared out to its rules by their rows; a finding's cost carries the finding's key in the place of a rule.</summary>
    private static ImmutableArray<RuleCost> Costs(ImmutableArray<CheckResult> results, int lost, IReadOnlySet<string> optional)
    {
        var points = Tenths.Share(lost, [.. results.Select(result => Severe(result) ? (result.Failing ?? 1) * (IsWhole(result.Rule, optional) ? 1 : HalfWeight) : 0)]);
        return
        [
            .. results
                .Select((result, place) => new RuleCost(result.Rule.Id, result.Rule.Name, result.Failing ?? 0, Tenths.Points(points[place]), result.Rule.Owner))
                .OrderByDescending(cost => cost.PointsLost).ThenBy(cost => cost.Name, StringComparer.Ordinal),
        ];
    }
}
