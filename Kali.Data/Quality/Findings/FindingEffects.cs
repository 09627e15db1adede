using System.Collections.Immutable;
using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;

namespace Kali.Data.Quality;

/// <summary>
/// What findings would take from the score if their rows broke a rule that holds rows back: of each one's rows those are counted that rules do not
/// find anyway, and the score's own arithmetic does the rest.
/// </summary>
internal static class FindingEffects
{
    private static readonly ImmutableArray<QualityDimension> Dimensions = [.. Enum.GetValues<QualityDimension>()];

    /// <summary>For each group its rows in silver, and of these, dimension by dimension, those that rules find already.</summary>
    /// <param name="found">The cells of the load.</param>
    /// <param name="plan">The rules, as they ran.</param>
    public static Sql Statement(Sql found, CheckPlan plan)
    {
        var known = Dimensions.Select(plan.CountsOf).SelectMany(counts => new[] { counts.Whole, counts.Any, counts.OfKeys });
        var flagged = plan.Flagged.Own([DataLoad.RowId], Sql.Of($"{FindingTable.RowId} IN (SELECT {FindingTable.RowId} FROM ({found}) AS suspects)"));
        return Sql.Of($"""
            SELECT {FindingTable.Detector}, {FindingTable.ColumnName}, {FindingTable.Tier}, count(*) AS hit, {known.Select((count, place) => Sql.Of($"{count} AS {new SqlName($"known_{place}")}"))}
            FROM (SELECT DISTINCT {FindingTable.RowId}, {FindingTable.Detector}, {FindingTable.ColumnName}, {FindingTable.Tier} FROM ({found}) AS cells) AS hits
            JOIN ({flagged}) AS flagged ON flagged.{FlaggedRows.Key(DataLoad.RowId)} = hits.{FindingTable.RowId}
            GROUP BY {FindingTable.Detector}, {FindingTable.ColumnName}, {FindingTable.Tier}
            """);
    }

    /// <summary>The groups with the points they would cost, from the statement's rows.</summary>
    public static IEnumerable<FindingGroup> Weigh(IEnumerable<FindingGroup> groups, IEnumerable<object?[]> rows, CountedChecks ran)
    {
        var counted = rows.ToDictionary(row => ((string)row[0]!, (string)row[1]!, (string)row[2]!), row => row.Skip(3).Select(CheckCounts.Number).ToArray());
        return groups.Select(group => group with
        {
            Points = counted.TryGetValue((DetectorFacts.Code(group.Detector), group.Column, FindingTiers.Code(group.Tier)), out var hit) ? Points(group, hit, ran) : 0,
        });
    }

    private static double Points(FindingGroup group, long[] hit, CountedChecks ran)
    {
        var known = hit.AsSpan(1 + 3 * Dimensions.IndexOf(group.Dimension), 3);
        var before = ran.Counts.Of(group.Dimension);
        var whole = ran.Plan.Optional.Contains(group.Column) ? 0 : hit[0] - known[0];
        var ofKeys = ran.Plan.Subject.Keys.Contains(group.Column) ? hit[0] - known[2] : 0;
        var after = new DimensionCounts(before.Whole + whole, before.Any + hit[0] - known[1], before.OfKeys + ofKeys);
        var (results, keys) = (ran.Report.Results, ran.Plan.Subject.Keys);
        var with = Scoring.Score(results, keys, ran.Counts.With(group.Dimension, after), [ConfirmedCosts.AsResult(group, holdsBack: true)]);
        return Math.Max(0, Math.Round((Scoring.Score(results, keys, ran.Counts)?.Value ?? 100) - (with?.Value ?? 100), 1));
    }
}
