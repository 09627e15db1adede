using System.Collections.Immutable;
using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;

namespace Kali.Data.Quality;

/// <summary>What rules need beside the row they look at: rows of other tables, and the middle of all values. No join multiplies a row.</summary>
internal static class RuleJoins
{
    private static readonly SqlName Checked = new("checked_rows");

    public static Sql Of(CheckSubject subject, ImmutableArray<PreparedRule> rules) => Sql.Join("", [.. References(rules), .. Typical(subject, rules)]);

    /// <summary>Each referenced combination once.</summary>
    private static IEnumerable<Sql> References(ImmutableArray<PreparedRule> rules) => rules
        .Where(rule => rule.Test is RuleTest.Reference)
        .Select(rule =>
        {
            var reference = (RuleTest.Reference)rule.Test;
            var alias = new SqlName($"found{rule.ReferenceName}");
            var pairs = reference.Pairs.Select((pair, index) => (pair.Column, There: new SqlName(pair.There), As: new SqlName(FormattableString.Invariant($"{rule.ReferenceName}_{index}")))).ToList();
            var columns = pairs.Select(pair => Sql.Of($"{pair.There} AS {pair.As}"));
            var present = reference.MissingIsAValue ? SqlExpression.True : new AllOf([.. pairs.Select(pair => new Column(pair.There).IsNotNull())]);
            var operation = reference.MissingIsAValue ? ComparisonOperator.Same : ComparisonOperator.Equal;
            var on = new AllOf([.. pairs.Select(SqlExpression (pair) => new Comparison(operation, new ColumnOf(Checked, new SqlName(pair.Column)), new ColumnOf(alias, pair.As)))]);
            return Sql.Of($"""

                LEFT JOIN (SELECT DISTINCT {columns}, {new Truth(true)} AS {new SqlName(rule.ReferenceName)} FROM {reference.Table} AS referenced WHERE {present}) AS {alias} ON {on}
                """);
        });

    /// <summary>Middles and usual distances of all columns whose outliers are looked for: one scan, and one more where distances are measured from medians.</summary>
    private static IEnumerable<Sql> Typical(CheckSubject subject, ImmutableArray<PreparedRule> rules)
    {
        var outliers = rules.Where(rule => rule.Test is RuleTest.Outliers).ToList();
        if (outliers.Count == 0)
            yield break;
        var middles = outliers.SelectMany(rule => Middle(rule, (RuleTest.Outliers)rule.Test));
        var inner = Sql.Of($"SELECT {middles} FROM {subject.Table} AS typical_rows WHERE {subject.RowsOrAll}");
        var medians = outliers.Where(rule => rule.Test is RuleTest.Outliers { Method: OutlierMethod.Mad }).ToList();
        if (medians.Count == 0)
        {
            yield return Joined(inner);
            yield break;
        }
        var spreads = outliers.SelectMany(rule => new[]
        {
            Sql.Of($"{new Aggregate(AggregateFunction.Max, new Column(rule.CentreName))} AS {new SqlName(rule.CentreName)}"),
            Sql.Of($"{Spread(rule, (RuleTest.Outliers)rule.Test)} AS {new SqlName(rule.DistanceName)}"),
        });
        yield return Joined(Sql.Of($"SELECT {spreads} FROM {subject.Table} AS spread_rows CROSS JOIN ({inner}) AS middles WHERE {subject.RowsOrAll}"));
    }

    private static Sql Joined(Sql typical) => Sql.Of($"""

        LEFT JOIN ({typical}) AS typical ON {SqlExpression.True}
        """);

    private static IEnumerable<Sql> Middle(PreparedRule rule, RuleTest.Outliers outliers)
    {
        var value = Value(rule, outliers);
        if (outliers.Method == OutlierMethod.Mad)
            return [Sql.Of($"{new Percentile(value, 0.5)} AS {new SqlName(rule.CentreName)}")];
        return
        [
            Sql.Of($"{new Aggregate(AggregateFunction.Average, value)} AS {new SqlName(rule.CentreName)}"),
            Sql.Of($"{new Aggregate(AggregateFunction.StandardDeviation, value)} AS {new SqlName(rule.DistanceName)}"),
        ];
    }

    private static SqlExpression Spread(PreparedRule rule, RuleTest.Outliers outliers) => outliers.Method == OutlierMethod.Mad
        ? new Percentile(SqlExpression.Call(SqlFunction.Absolute, new Arithmetic(ArithmeticOperator.Subtract, Value(rule, outliers), new Column(rule.CentreName))), 0.5)
        : new Aggregate(AggregateFunction.Max, new Column(rule.DistanceName));

    private static SqlExpression Value(PreparedRule rule, RuleTest.Outliers outliers)
    {
        var number = new Column(outliers.Column).CastTo(DataType.Double);
        return rule.Filter is null ? number : Case.When(rule.Filter, number);
    }
}
