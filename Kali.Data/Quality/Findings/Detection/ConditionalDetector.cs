using System.Collections.Immutable;
using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;

namespace Kali.Data.Quality;

/// <summary>
/// What holds for some values of a column only: whoever has no child has no allowance, what is open has no date of payment. Found where nearly all rows with
/// that value agree and the other rows do not. It is no more than a custom that a few rows break, so it is worth a look.
/// </summary>
internal sealed class ConditionalDetector : Detector
{
    /// <summary>A custom of fewer rows may be chance.</summary>
    public const int FewestRows = 50;

    /// <summary>The share of rows with the value that must agree.</summary>
    public const double Nearly = 0.98;

    private const double Elsewhere = 0.5;
    private const double LeastShare = 0.01;
    private const long MostValues = 50;
    private const int MostPairs = 60;
    private const double SometimesThere = 0.03;

    public override async Task<ImmutableArray<Suspicion>> LookAsync(Look look, CancellationToken ct)
    {
        await look.PairsAsync(ct);
        var conditions = look.Columns.Where(column => column.Distinct is > 1 and <= MostValues && column.Present >= 0.5 * look.Rows && !column.IsMeasure && !column.IsDate).ToList();
        if (conditions.Count == 0 || look.Rows < 2 * FewestRows)
            return [];
        var relations = (await look.EquationsAsync(ct)).Select(one => one.Equation).ToList();
        // What nearly always has one value anyway, or follows from a sum, needs no condition.
        var tried = look.Dependencies.HoldingForSome
            .Where(pair => pair.Left.Second is null && conditions.Exists(condition => condition.Index == pair.Left.First.Index) && !relations.Exists(relation => relation.Has(pair.Right) && relation.Has(pair.Left.First)))
            .OrderByDescending(pair => pair.Pure).Take(MostPairs).ToList();
        return [.. await OfValuesAsync(look, tried, ct), .. await OfPresenceAsync(look, conditions, ct)];
    }

    private static async Task<IEnumerable<Suspicion>> OfValuesAsync(Look look, List<PairFacts> tried, CancellationToken ct)
    {
        if (tried.Count == 0)
            return [];
        var customs = await look.QueryAsync(Sql.Join(" UNION ALL ", tried.Select((pair, place) => Customs(look, pair, place))), ct);
        return customs.GroupBy(row => (int)CheckCounts.Number(row[0])).Select(found => (Pair: tried[found.Key], Rows: found))
            .Select(found => Broken(look, found.Pair, found.Rows.Select(row => ((string)row[1]!, (string)row[2]!, FactsPlan.Real(row[3])))));
    }

    /// <summary>
    /// Values of the left with what their rows nearly always have on the right, and how surely. What exceptions agree on among themselves is a second custom.
    /// </summary>
    private static Sql Customs(Look look, PairFacts pair, int place)
    {
        var (x, y) = (pair.Left.First.Sql, pair.Right.Sql);
        return Sql.Of($"""
            SELECT {new WholeNumber(place)} AS place, x, y, CAST(n AS DOUBLE) / nx AS share
            FROM (SELECT x, y, n, place_in, sum(n) OVER (PARTITION BY x) AS nx, sum(n) OVER (PARTITION BY y) AS ny, sum(n) OVER () AS every, max(CASE WHEN place_in = 2 THEN n ELSE 0 END) OVER (PARTITION BY x) AS second
                FROM (SELECT {new Column(pair.Left.First.Name).AsText()} AS x, {new Column(pair.Right.Name).AsText()} AS y, count(*) AS n, row_number() OVER (PARTITION BY {x} ORDER BY count(*) DESC, {y}) AS place_in
                    FROM {look.Silver(x, y)} AS known WHERE {x} IS NOT NULL AND {y} IS NOT NULL GROUP BY {x}, {y}) AS counted) AS ranked
            WHERE place_in = 1 AND n < nx AND nx >= {Math.Max(FewestRows, LeastShare * look.Rows)} AND n >= {Nearly} * nx AND ny - n <= {Elsewhere} * (every - nx)
                AND (second <= 2 OR second * 2 <= nx - n)
            """);
    }

    private static Suspicion Broken(Look look, PairFacts pair, IEnumerable<(string Left, string Right, double Share)> customs)
    {
        var (left, right) = (pair.Left.First, pair.Right);
        return new Suspicion(DetectorKind.Condition, right.Name, Sql.Of($"""
            SELECT told.{Look.RowId}, customs.y AS proposal, concat({$"{left.Name} = "}, customs.x) AS basis, CAST(customs.share AS DOUBLE) AS weight, {new Truth(false)} AS strong
            FROM {look.Silver(left.Sql, right.Sql)} AS told
            JOIN (VALUES {customs.Select(custom => Sql.Of($"({custom.Left}, {custom.Right}, {custom.Share})"))}) AS customs(x, y, share) ON {new ColumnOf("told", left.Name).AsText()} = customs.x
            WHERE {new ColumnOf("told", right.Name).AsText()} <> customs.y
            """))
        {
            YieldsTo = [left.Name],
        };
    }

    /// <summary>Whether there is a value at all, by condition: of columns that are sometimes empty and sometimes not.</summary>
    private static async Task<IEnumerable<Suspicion>> OfPresenceAsync(Look look, List<ColumnFacts> conditions, CancellationToken ct)
    {
        var optional = look.Columns.Where(column => column.Present >= SometimesThere * column.Rows && column.Present <= (1 - SometimesThere) * column.Rows).ToList();
        if (optional.Count == 0)
            return [];
        var counted = await look.QueryAsync(Sql.Join(" UNION ALL ", conditions.Select(condition => Sql.Of($"""
            SELECT {new WholeNumber(condition.Index)} AS place, {new Column(condition.Name).AsText()} AS x, count(*) AS n, {optional.Select(column => Sql.Of($"count({column.Sql})"))}
            FROM {look.Silver(optional.Select(column => column.Sql).Append(condition.Sql))} AS known WHERE {condition.Sql} IS NOT NULL GROUP BY {condition.Sql}
            """))), ct);
        var found = new List<Suspicion>();
        foreach (var groups in counted.GroupBy(row => look.Columns[(int)CheckCounts.Number(row[0])]))
        {
            var every = groups.Sum(row => CheckCounts.Number(row[2]));
            foreach (var (place, column) in optional.Index().Where(one => one.Item.Index != groups.Key.Index))
            {
                var there = groups.Sum(row => CheckCounts.Number(row[3 + place]));
                foreach (var group in groups)
                {
                    var (rows, present) = (CheckCounts.Number(group[2]), CheckCounts.Number(group[3 + place]));
                    if (rows < Math.Max(FewestRows, LeastShare * look.Rows) || every - rows < FewestRows || present == 0 || present == rows)
                        continue;
                    var (here, elsewhere) = ((double)present / rows, (double)(there - present) / (every - rows));
                    if (here >= Nearly && elsewhere <= Elsewhere)
                        found.Add(Unlike(look, groups.Key, (string)group[1]!, column, isMissing: true, here));
                    else if (here <= 1 - Nearly && elsewhere >= Elsewhere)
                        found.Add(Unlike(look, groups.Key, (string)group[1]!, column, isMissing: false, 1 - here));
                }
            }
        }
        return found;
    }

    private static Suspicion Unlike(Look look, ColumnFacts condition, string value, ColumnFacts column, bool isMissing, double share)
    {
        SqlExpression told = new Column(column.Name);
        return new Suspicion(DetectorKind.Condition, column.Name, Sql.Of($"""
            SELECT {Look.RowId}, {new Missing(DataType.String)} AS proposal, {$"{condition.Name} = {value}"} AS basis, CAST({share} AS DOUBLE) AS weight, {new Truth(false)} AS strong
            FROM {look.Silver(condition.Sql, column.Sql)} AS told WHERE {new Column(condition.Name).AsText()} = {value} AND {(isMissing ? told.IsNull() : told.IsNotNull())}
            """))
        {
            YieldsTo = [condition.Name],
        };
    }
}
