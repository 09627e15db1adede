using Kali.Data.Engines.Expressions;
using static Kali.Data.Engines.Probes.ProbeInput;

namespace Kali.Data.Engines.Probes;

/// <summary>Aggregates, groups, joins, windows: what whole statements are made of.</summary>
internal static class QueryProbes
{
    private static readonly Sql Sales = ProbeInput.Of(
        [DataType.String, DataType.Long, DataType.Double], ["a", 1L, 1.5], ["a", 2L, 2.5], ["b", 3L, null], ["b", 3L, 4.0], [null, null, 10.0]);

    private static readonly SqlName Answer = new("answer");

    public static IEnumerable<Probe> All() => [.. Aggregates(), .. Groups(), .. Joins(), .. Windows(), .. Sets()];

    private static Aggregate Of(AggregateFunction function, SqlExpression operand) => new(function, operand);

    private static IEnumerable<Probe> Aggregates()
    {
        yield return Whole("count of rows", new RowCount(), Sales);
        (AggregateFunction Function, SqlExpression Operand)[] exact =
        [
            (AggregateFunction.Count, B), (AggregateFunction.CountIf, B.GreaterThan(Number(1))), (AggregateFunction.Min, A), (AggregateFunction.Max, A), (AggregateFunction.Min, B), (AggregateFunction.Max, C),
            (AggregateFunction.Sum, B), (AggregateFunction.Sum, C), (AggregateFunction.Average, B), (AggregateFunction.Average, C), (AggregateFunction.Distinct, A), (AggregateFunction.Distinct, B),
        ];
        foreach (var (function, operand) in exact)
            yield return Whole($"{function} of {((operand as Column)?.Name.Text ?? "a condition")}", Of(function, operand), Sales);
        AggregateFunction[] moments =
        [
            AggregateFunction.StandardDeviation, AggregateFunction.PopulationStandardDeviation, AggregateFunction.Variance, AggregateFunction.PopulationVariance, AggregateFunction.Skewness, AggregateFunction.Kurtosis,
        ];
        foreach (var function in moments)
            yield return Whole($"{function}, to six digits", SqlExpression.Call(SqlFunction.Round, Of(function, A), Number(6)), Doubles(1.0, 2.0, 4.0, 8.0, 16.0, null));
        foreach (var function in new[] { AggregateFunction.Sum, AggregateFunction.Min, AggregateFunction.Average, AggregateFunction.Count, AggregateFunction.StandardDeviation })
            yield return new Probe($"{function} of nothing", Sql.Of($"SELECT {Of(function, B)} AS answer FROM {Sales} WHERE {new Truth(false)}"));
        yield return Whole("sum of decimals", Of(AggregateFunction.Sum, A).CastTo(DataType.DecimalOf(20, 2)), ProbeInput.Of(DataType.DecimalOf(10, 2), 0.10m, 0.20m, null));
        yield return Whole("average of decimals", Of(AggregateFunction.Average, A), ProbeInput.Of(DataType.DecimalOf(10, 2), 0.25m, 0.50m, null));
        yield return Whole("percentile: the middle", new Percentile(A, 0.5), Doubles(1.0, 2.0, 4.0, null));
        yield return Whole("percentile: between two", new Percentile(A, 0.25), Doubles(1.0, 2.0, 4.0, 8.0));
        yield return new Probe("the middle, and how far off it", Sql.Of($"WITH sizes AS (SELECT {A} FROM {Doubles(1.0, 2.0, 4.0, 9.0)}) SELECT median(abs({A} - (SELECT median({A}) FROM sizes))) AS {Answer} FROM sizes"));
        yield return Whole("natural logarithm, to six digits", Sql.Of($"sum(round(ln({A}), 6))"), Doubles(1.0, 2.0, 100.0));
        yield return Whole("correlation, to six digits", SqlExpression.Call(SqlFunction.Round, new Correlation(A, B), Number(6)), ProbeInput.Of([DataType.Double, DataType.Double], [1.0, 2.0], [2.0, 4.5], [3.0, 5.0], [null, 1.0]));
        yield return Whole("estimate of distinct values", Of(AggregateFunction.ApproximateDistinct, A), Longs(1L, 2L, 3L, 3L, null)) with { IsEstimate = true };
        yield return Whole("estimate of quantiles", new Quantiles(A, [0.25, 0.5, 0.75]), Longs(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L)) with { IsEstimate = true };
        yield return Whole("quantiles of nothing", new Quantiles(A, [0.5]), Longs([null]));
        yield return new Probe("an aggregate with a filter", Sql.Of($"SELECT count(*) FILTER (WHERE {B.GreaterThan(Number(1))}) AS answer FROM {Sales}"));
    }

    private static IEnumerable<Probe> Groups()
    {
        yield return new Probe("group by", Sql.Of($"SELECT {A}, {new RowCount()} AS {Answer} FROM {Sales} GROUP BY {A} ORDER BY {Answer} DESC, {A}"));
        yield return new Probe("group by, having", Sql.Of($"SELECT {A}, {Of(AggregateFunction.Sum, B)} AS {Answer} FROM {Sales} GROUP BY {A} HAVING count(*) > 1 ORDER BY {A}"));
        yield return new Probe("grouping sets", Sql.Of($"""
            SELECT {new Grouping([A.Name, B.Name])} AS grouped, {A}, {B}, count(*) AS {Answer}
            FROM {Sales} WHERE {A.IsNotNull()}
            GROUP BY GROUPING SETS (({A}), ({B}))
            ORDER BY grouped, {new Coalesce([A, Text("")])}, {new Coalesce([B, Number(0)])}
            """));
        yield return new Probe("grouping sets with a column in all of them", Sql.Of($"""
            SELECT {new Grouping([B.Name])} AS grouped, {A}, count(*) AS {Answer}
            FROM {Sales} WHERE {A.IsNotNull()}
            GROUP BY GROUPING SETS (({A}, {B}), ({A}))
            ORDER BY grouped, {new Coalesce([A, Text("")])}, {Answer}
            """));
        yield return new Probe("group by doubles: NaN and zero are one value each", Sql.Of($"SELECT count(*) AS {Answer} FROM {Doubles(double.NaN, double.NaN, -0.0, 0.0, 1.0)} GROUP BY {A} ORDER BY {Answer}"));
        yield return Whole("greatest of doubles: NaN", Of(AggregateFunction.Max, A), Doubles(1.0, double.NaN, double.PositiveInfinity));
        yield return Whole("row hash: a zero is a zero", Of(AggregateFunction.Distinct, SqlExpression.Call(SqlFunction.RowHash, A)), Doubles(-0.0, 0.0));
        yield return Whole("deviation of one value", new Coalesce([Of(AggregateFunction.StandardDeviation, A), Number(-1)]), Doubles(3.0));
        yield return new Probe("distinct rows", Sql.Of($"SELECT DISTINCT {A} AS {Answer} FROM {Sales} WHERE {A.IsNotNull()} ORDER BY {Answer}"));
    }

    private static IEnumerable<Probe> Joins()
    {
        var left = ProbeInput.Of([DataType.Long, DataType.String], [1L, "one"], [2L, "two"], [null, "none"]);
        var (older, newer) = (new SqlName("older"), new SqlName("newer"));
        var rows = Sql.Of($"(SELECT {A}, {B} FROM {left}) AS {older}");
        var others = Sql.Of($"(SELECT {A}, {B} FROM {ProbeInput.Of([DataType.Long, DataType.String], [2L, "zwei"], [3L, "drei"])}) AS {newer}");
        var on = new ColumnOf(older, A.Name).EqualTo(new ColumnOf(newer, A.Name));
        var (mine, theirs) = (new ColumnOf(older, B.Name), new ColumnOf(newer, B.Name));
        yield return new Probe("inner join", Sql.Of($"SELECT {mine} AS mine, {theirs} AS theirs FROM {rows} JOIN {others} ON {on} ORDER BY mine"));
        yield return new Probe("left join", Sql.Of($"SELECT {mine} AS mine, {theirs} AS theirs FROM {rows} LEFT JOIN {others} ON {on} ORDER BY mine"));
        yield return new Probe("full join", Sql.Of($"SELECT {new Coalesce([mine, theirs])} AS {Answer} FROM {rows} FULL JOIN {others} ON {on} ORDER BY {Answer}"));
        yield return new Probe("cross join", Sql.Of($"SELECT count(*) AS {Answer} FROM {rows} CROSS JOIN {others}"));
        yield return new Probe("not exists", Sql.Of($"SELECT {B} AS {Answer} FROM {rows} WHERE NOT EXISTS (SELECT 1 FROM {others} WHERE {on}) ORDER BY {Answer}"));
        yield return new Probe("in a query", Sql.Of($"SELECT {B} AS {Answer} FROM {rows} WHERE {A} IN (SELECT {A} FROM {others}) ORDER BY {Answer}"));
        yield return new Probe("not in a query", Sql.Of($"SELECT {B} AS {Answer} FROM {rows} WHERE {A} NOT IN (SELECT {A} FROM {others}) ORDER BY {Answer}"));
        yield return new Probe("is distinct from", Sql.Of($"SELECT {A} IS DISTINCT FROM {Number(2)} AS {Answer}, {B} FROM {left} ORDER BY {B}"));
        yield return new Probe("a query as a value", Sql.Of($"SELECT (SELECT max({A}) FROM {others}) AS {Answer}"));
    }

    private static IEnumerable<Probe> Windows()
    {
        yield return new Probe("number the rows", Sql.Of($"SELECT {B}, row_number() OVER (ORDER BY {B}) AS place FROM {Longs2()} ORDER BY place"));
        yield return new Probe("number the rows of each group", Sql.Of($"SELECT {A}, row_number() OVER (PARTITION BY {A} ORDER BY {C}) AS place FROM {Sales} WHERE {A.IsNotNull()} AND {C.IsNotNull()} ORDER BY {A}, place"));
        yield return new Probe("count beside each row", Sql.Of($"SELECT count(*) OVER () AS {Answer} FROM {Sales} LIMIT 1"));
        yield return new Probe("the value before and behind", Sql.Of($"SELECT {A}, lag({B}) OVER (ORDER BY {B}) AS before, lead({B}, {Number(2)}) OVER (ORDER BY {B}) AS behind FROM {Longs2()} ORDER BY {A}"));
        yield return new Probe("the first of each group", Sql.Of($"SELECT {B}, first_value({B}) OVER (PARTITION BY {A} ORDER BY {B} DESC) AS most FROM {Sales} WHERE {A.IsNotNull()} ORDER BY {A}, {B}"));
        yield return new Probe("sums of a group and of all beside each row", Sql.Of($"SELECT {A}, sum(sum({B})) OVER () AS all_of_it, sum({B}) AS of_group FROM {Sales} WHERE {A.IsNotNull()} GROUP BY {A} ORDER BY {A}"));
        yield return new Probe("rank by a sum", Sql.Of($"SELECT {A}, row_number() OVER (ORDER BY sum({B}) DESC) AS place FROM {Sales} WHERE {A.IsNotNull()} GROUP BY {A} ORDER BY place"));
    }

    private static Sql Longs2() => ProbeInput.Of([DataType.String, DataType.Long], ["x", 5L], ["y", 3L], ["z", 4L]);

    private static IEnumerable<Probe> Sets()
    {
        yield return new Probe("each of both once", Sql.Of($"SELECT {A} AS {Answer} FROM {Longs(1L, 2L, 2L)} UNION SELECT {A} FROM {Longs(2L, 3L)} ORDER BY {Answer}"));
        yield return new Probe("between two, both included", Sql.Of($"SELECT {A} BETWEEN {Number(2)} AND {Number(3)} AS {Answer} FROM {Longs(1L, 2L, 3L, 4L, null)}"));
        yield return new Probe("a number for what is counted", Sql.Of($"SELECT length({A}) - length(replace({A}, ' ', '')) AS {Answer} FROM {Texts("a b c", "ä😀", "", null)}"));
        yield return new Probe("missing ones behind, in either order", Sql.Of($"SELECT {A} FROM {Longs(2L, null, 1L)} ORDER BY {A} DESC NULLS LAST"));
        yield return new Probe("all of both", Sql.Of($"SELECT {A} AS {Answer} FROM {Longs(1L, 2L)} UNION ALL SELECT {A} FROM {Longs(2L, 3L)} ORDER BY {Answer}"));
        yield return new Probe("those not in the other", Sql.Of($"SELECT {A} AS {Answer} FROM {Longs(1L, 2L, 2L)} EXCEPT ALL SELECT {A} FROM {Longs(2L)} ORDER BY {Answer}"));
        yield return new Probe("some of many", Sql.Of($"SELECT {A} AS {Answer} FROM {Longs(5L, 4L, 3L, 2L, 1L)} ORDER BY {Answer} LIMIT {Number(2)} OFFSET {Number(1)}"));
        yield return new Probe("computed once", Sql.Of($"WITH numbers AS {new ComputedOnce()}(SELECT {A} FROM {Longs(1L, 2L)}) SELECT sum({A}) AS {Answer} FROM numbers"));
        yield return new Probe("everything and one thing more", Sql.Of($"SELECT *, {A.GreaterThan(Number(1))} AS {Answer} FROM {Longs(1L, 2L)} ORDER BY {A}"));
    }
}
