using System.Collections.Immutable;
using System.Globalization;
using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;

namespace Kali.Data.Quality;

/// <summary>
/// Totals that do not add up. Which number of the row is wrong: one that takes part in what is broken and in nothing that holds, that could be what the others
/// imply (as round, and within what the column reaches), and of several such the one on the right, which is computed from those before it.
/// </summary>
internal sealed class TotalDetector : Detector
{
    private const double Sure = 0.97;
    private static readonly SqlName Broken = new("relation_rows");

    public override async Task<ImmutableArray<Suspicion>> LookAsync(Look look, CancellationToken ct)
    {
        var found = await look.EquationsAsync(ct);
        var broken = found.Where(one => one.Share < 1).Select(one => one.Equation).ToImmutableArray();
        if (broken.IsEmpty)
            return [];
        var relations = found.Select(one => one.Equation).ToImmutableArray();
        var columns = relations.SelectMany(relation => relation.Columns).DistinctBy(column => column.Index).OrderBy(column => column.Index).ToImmutableArray();
        var isSure = found.Where(one => one.Share < 1).All(one => one.Share >= Sure);
        return [.. columns.Where(column => broken.Any(relation => relation.Has(column))).Select(column => Of(look, relations, columns, column, isSure))];
    }

    private static Suspicion Of(Look look, ImmutableArray<RowEquation> relations, ImmutableArray<ColumnFacts> columns, ColumnFacts column, bool isSure)
    {
        var mine = relations.Index().Where(relation => relation.Item.Has(column)).ToList();
        var others = columns.Where(other => other.Index != column.Index).ToList();
        var blamed = Sql.Join(" AND ", others.Select(other => Sql.Of($"{Blame(column)} > {Blame(other)}")));
        var proposal = Sql.Join(" ", mine.Select(relation => Sql.Of($"WHEN NOT {Holds(relation.Index)} THEN {Text(column, relation.Item.Implied(column))}")));
        var basis = Sql.Join(" ", mine.Select(relation => Sql.Of($"WHEN NOT {Holds(relation.Index)} THEN {relation.Item.Shown}")));
        return new Suspicion(DetectorKind.TotalMismatch, column.Name, Sql.Of($"""
            SELECT {Look.RowId}, CASE {proposal} END AS proposal, CASE {basis} END AS basis, CAST(1 AS DOUBLE) AS weight, {new Truth(isSure)} AS strong
            FROM {Broken} AS broken WHERE {Blame(column)} > 0 AND {blamed}
            """))
        {
            Needs = [(Broken, Rows(look, relations, columns))],
            YieldsTo = [.. relations.Where(relation => relation.Has(column)).SelectMany(relation => relation.Columns).Where(other => other.Index != column.Index).Select(other => other.Name).Distinct()],
        };
    }

    /// <summary>Rows that break a relation, with how much each column is to blame.</summary>
    private static Sql Rows(Look look, ImmutableArray<RowEquation> relations, ImmutableArray<ColumnFacts> columns)
    {
        var holds = relations.Select((relation, place) => Sql.Of($"{relation.Holds} AS {Holds(place)}"));
        var breaks = Sql.Join(" OR ", relations.Select((_, place) => Sql.Of($"NOT {Holds(place)}")));
        var blames = columns.Select((column, place) => Sql.Of($"{Score(relations, column, place)} AS {Blame(column)}"));
        return Sql.Of($"""
            SELECT *, {blames}
            FROM (SELECT *, {holds} FROM (SELECT {Look.RowId}, {EquationSearch.Positions(columns)} FROM {look.Silver(columns.Select(column => column.Sql))} AS positioned_rows) AS positions) AS tried
            WHERE {breaks}
            """);
    }

    private static Sql Score(ImmutableArray<RowEquation> relations, ColumnFacts column, int place)
    {
        var mine = relations.Index().Where(relation => relation.Item.Has(column)).ToList();
        var (low, high) = Bounds(column);
        var unit = RowEquation.Unit(column);
        var parts = mine.Select(relation =>
        {
            var implied = relation.Item.Implied(column);
            var isRound = column.Index == relation.Item.Result.Index
                ? Sql.Of($"TRUE")
                : Sql.Of($"abs({implied} / {unit} - round({implied} / {unit})) * {unit} <= {Slack(relation.Item, column, unit)}");
            return Sql.Of($"""
                CASE WHEN {Holds(relation.Index)} THEN -10 WHEN NOT {Holds(relation.Index)} THEN 10 + CASE WHEN {implied} BETWEEN {low} AND {high} AND {isRound} THEN 4 ELSE 0 END
                    + CASE WHEN {RowEquation.Name(column)} BETWEEN {low} AND {high} THEN 0 ELSE 3 END ELSE 0 END
                """);
        });
        return Sql.Of($"(CAST(0 AS DOUBLE) + {Sql.Join(" + ", parts)} + CASE WHEN {RowEquation.Name(column)} IS NULL THEN -100 ELSE 0 END + {0.01 * (place + 1)})");
    }

    /// <summary>Implied whole numbers are whole; implied amounts may be off by what rounding of the result makes of them.</summary>
    private static double Slack(RowEquation relation, ColumnFacts column, double unit) => column.IsWhole || column.IsDate ? 0.02 : relation.Kind is EquationKind.Sum or EquationKind.Distance ? 0.02 * unit : 0.2 * unit;

    private static (double Low, double High) Bounds(ColumnFacts column)
    {
        var isPositive = !column.IsDate && column.Quantiles[0] > 0;
        var reach = (isPositive ? Reach.OfPositive(column.Quantiles, column.Present, RowEquation.Unit(column)) : null) ?? Reach.Of(column.Quantiles, column.Present, RowEquation.Unit(column));
        return reach ?? (column.Quantiles[0], column.Quantiles[^1]);
    }

    private static SqlExpression Text(ColumnFacts column, Sql implied)
    {
        if (column.IsDate)
            return new Missing(DataType.String);
        var digits = column.Reading.Type is DataType.Decimal(_, var scale) ? scale : column.IsWhole ? 0 : 6;
        return new Computed(implied).CastTo(DataType.DecimalOf(38, digits)).AsText();
    }

    private static SqlName Holds(int place) => new(string.Create(CultureInfo.InvariantCulture, $"holds_{place}"));

    private static SqlName Blame(ColumnFacts column) => new(string.Create(CultureInfo.InvariantCulture, $"blame_{column.Index}"));
}
