using System.Collections.Immutable;
using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;

namespace Kali.Data.Quality;

/// <summary>
/// What confirmed findings take from the score: their rows count as those of a broken rule do, whole where the dataset holds them back and half where it lets
/// them pass, and none that a rule counts already, be it for a repeated key. What is worth a look costs nothing.
/// </summary>
internal sealed class ConfirmedCosts(ILakehouse lakehouse)
{
    private static readonly ImmutableArray<QualityDimension> Dimensions = [.. Enum.GetValues<QualityDimension>()];
    private const int FiguresEach = 3;

    /// <summary>The report with its findings and the score that both make together.</summary>
    /// <param name="ran">The rules on the load.</param>
    /// <param name="found">What detectors found in it.</param>
    /// <param name="load">The load.</param>
    /// <param name="table">The table of findings, at the version that has the load.</param>
    public async Task<CheckReport> AddAsync(CountedChecks ran, FindingReport found, DataLoad load, TableRef table, Actor actor, CancellationToken ct)
    {
        var confirmed = found.Groups.Where(Costs).ToImmutableArray();
        var report = ran.Report with { Findings = found };
        if (confirmed.IsEmpty)
            return report;
        await using var counted = await lakehouse.QueryAsync(Statement(Sql.Of($"SELECT * FROM {table} AS found WHERE {load.Rows} AND {FindingTable.HoldsBack}"), ran), actor, ct);
        var figures = (await counted.ToListAsync(ct))[0];
        var counts = ran.Counts.With(CheckCounts.Number(figures[0]));
        foreach (var (place, dimension) in Dimensions.Index())
        {
            var (before, at) = (counts.Of(dimension), 1 + FiguresEach * place);
            var whole = found.HoldsRowsBack ? CheckCounts.Number(figures[at]) : 0;
            counts = counts.With(dimension, new DimensionCounts(before.Whole + whole, before.Any + CheckCounts.Number(figures[at + 1]), before.OfKeys + CheckCounts.Number(figures[at + 2])));
        }
        return report with { Score = Scoring.Score(report.Results, report.Keys, counts, [.. confirmed.Select(group => AsResult(group, found.HoldsRowsBack))]) };
    }

    /// <summary>Repeated rows silver has left out: they are no rows of the table any more.</summary>
    internal static bool Costs(FindingGroup group) => group is { Tier: FindingTier.Confirmed, Detector: not DetectorKind.ExactDuplicate };

    /// <summary>A finding as the result of a rule about a cell of its column: only its dimension, its column and its severity matter.</summary>
    internal static CheckResult AsResult(FindingGroup group, bool holdsBack) => new(
        new Rule
        {
            Id = Guid.Empty,
            Dataset = default,
            Name = group.Key,
            Kind = new NotNull(group.Column),
            DimensionAsSaid = group.Dimension,
            Severity = holdsBack ? Severity.Stops : Severity.Warns,
        },
        CheckOutcome.Failed, group.Of, group.Rows, null, null, null);

    /// <summary>One row: rows that no rule counts at all; then for each dimension those that no rule counts whole, no rule, and no rule about the key counts in it.</summary>
    private static Sql Statement(Sql confirmed, CountedChecks ran)
    {
        var plan = ran.Plan;
        // Rows that repeat a key show in no row by itself: they are looked for beside those that do.
        var keyed = plan.Rules.Where(rule => rule is { Test: RuleTest.Keys { Judge: null }, Rule.Severity: not Severity.Notes } && ran.Counts.Failing.GetValueOrDefault(rule) > 0).ToLookup(rule => rule.Rule.Dimension);
        var repeated = Sql.Join(" ", Dimensions.Index().Where(dimension => keyed.Contains(dimension.Item)).Select(dimension => Sql.Of(
            $"LEFT JOIN ({FailingRowsQuery.Of(plan.Subject, [.. keyed[dimension.Item]])}) AS {Repeated(dimension.Index)} ON {Repeated(dimension.Index)}.{FindingTable.RowId} = told.{FindingTable.RowId}")));
        var told = Dimensions.SelectMany((dimension, place) => (Sql[])
        [
            Sql.Of($"max(CASE WHEN {IsOf(dimension)} THEN 1 ELSE 0 END) AS {Told(place)}"),
            Sql.Of($"max(CASE WHEN {new AllOf(IsOf(dimension), IsIn(plan.Optional).Not())} THEN 1 ELSE 0 END) AS {Whole(place)}"),
            Sql.Of($"max(CASE WHEN {new AllOf(IsOf(dimension), IsIn(plan.Subject.Keys))} THEN 1 ELSE 0 END) AS {OfKey(place)}"),
        ]);
        var figures = Dimensions.SelectMany((dimension, place) =>
        {
            var (whole, any, ofKeys) = plan.ConditionsOf(dimension);
            var isNew = keyed.Contains(dimension) ? Sql.Of($" AND {Repeated(place)}.{FindingTable.RowId} IS NULL") : Sql.Empty;
            return (Sql[])
            [
                Sql.Of($"count_if({Whole(place)} = 1 AND NOT {whole}{isNew})"),
                Sql.Of($"count_if({Told(place)} = 1 AND NOT {any}{isNew})"),
                Sql.Of($"count_if({OfKey(place)} = 1 AND NOT {ofKeys}{isNew})"),
            ];
        });
        var flagged = plan.Flagged.Own([DataLoad.RowId], Sql.Of($"{FindingTable.RowId} IN (SELECT {FindingTable.RowId} FROM ({confirmed}) AS suspects)"));
        return Sql.Of($"""
            SELECT count_if(NOT {plan.Affects}), {figures}
            FROM (SELECT {FindingTable.RowId}, {told} FROM ({confirmed}) AS cells GROUP BY {FindingTable.RowId}) AS told
            JOIN ({flagged}) AS flagged ON flagged.{FlaggedRows.Key(DataLoad.RowId)} = told.{FindingTable.RowId} {repeated}
            """);
    }

    private static SqlExpression IsOf(QualityDimension dimension)
    {
        var detectors = Enum.GetValues<DetectorKind>().Where(detector => DetectorFacts.Dimension(detector) == dimension).Select(SqlExpression (detector) => new Constant(DetectorFacts.Code(detector))).ToList();
        return detectors.Count == 0 ? new Truth(false) : new Column(FindingTable.Detector).In(detectors);
    }

    private static SqlExpression IsIn(IReadOnlyCollection<string> columns) =>
        columns.Count == 0 ? new Truth(false) : new Column(FindingTable.ColumnName).In(columns.Order(StringComparer.Ordinal).Select(SqlExpression (column) => new Constant(column)));

    private static SqlName Told(int place) => new($"told_{place}");

    private static SqlName Whole(int place) => new($"whole_{place}");

    private static SqlName Repeated(int place) => new($"repeated_{place}");

    private static SqlName OfKey(int place) => new($"of_key_{place}");
}
