using System.Collections.Immutable;
using System.Globalization;
using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;

namespace Kali.Data.Quality;

/// <summary>The rows of a subject with one truth a rule, <c>_fails_3</c>: what quarantine and the lists of failing rows are built on.</summary>
internal static class FailingRowsQuery
{
    private static readonly SqlName RowId = new(DataLoad.RowId);

    public static SqlName Flag(PreparedRule rule) => new(string.Create(CultureInfo.InvariantCulture, $"_fails_{rule.Index}"));

    /// <summary>Row ids and truths of the rows for which at least one of <paramref name="rules"/> fails; all of them are about rows.</summary>
    public static Sql Of(CheckSubject subject, ImmutableArray<PreparedRule> rules)
    {
        var flags = rules.Select(rule => Sql.Of($"{Fails(rule).Surely()} AS {Flag(rule)}"));
        return Sql.Of($"""
            SELECT * FROM (
                SELECT checked_rows.{RowId}, {flags}
                FROM {subject.Table} AS checked_rows{RuleJoins.Of(subject, rules)}{KeyJoins(subject, rules)}
                WHERE {subject.RowsOrAll}) AS flagged
            WHERE {new AnyOf([.. rules.Select(rule => new Column(Flag(rule)))])}
            """);
    }

    private static SqlExpression Fails(PreparedRule rule) => rule.Test is RuleTest.Keys
        ? new AllOf(rule.Looked ?? new Truth(true), new Column(Repeated(rule)).IsNotNull())
        : rule.Fails ?? new Truth(false);

    private static SqlName Repeated(PreparedRule rule) => new(string.Create(CultureInfo.InvariantCulture, $"_repeated_{rule.Index}"));

    private static Sql KeyJoins(CheckSubject subject, ImmutableArray<PreparedRule> rules) => Sql.Join("", rules
        .Where(rule => rule.Test is RuleTest.Keys)
        .Select(rule =>
        {
            var keys = (RuleTest.Keys)rule.Test;
            var alias = new SqlName(string.Create(CultureInfo.InvariantCulture, $"repeated_keys_{rule.Index}"));
            var named = keys.All.Select(column => (Column: new SqlName(column), Operation: keys.IsNullSafe(column) ? ComparisonOperator.Same : ComparisonOperator.Equal, Key: new SqlName(string.Create(CultureInfo.InvariantCulture, $"_key_{rule.Index}_{column}")))).ToList();
            var on = new AllOf([.. named.Select(SqlExpression (key) => new Comparison(key.Operation, new ColumnOf(new SqlName("checked_rows"), key.Column), new ColumnOf(alias, key.Key)))]);
            return Sql.Of($"""

                LEFT JOIN ({RepeatedKeys(subject, rule, named)}) AS {alias} ON {on}
                """);
        }));

    private static Sql RepeatedKeys(CheckSubject subject, PreparedRule rule, List<(SqlName Column, ComparisonOperator Operation, SqlName Key)> keys)
    {
        var columns = keys.Select(key => Sql.Of($"{key.Column} AS {key.Key}")).ToList();
        var looked = new AllOf(subject.RowsOrAll, rule.Looked ?? new Truth(true));
        var own = Sql.Of($"SELECT {columns} FROM {subject.Table} AS own_rows WHERE {looked}");
        var isComparable = rule.Filter is null && keys.TrueForAll(key => subject.ExistingSchema?.Find(key.Column.Text)?.Type == subject.Schema.Find(key.Column.Text)?.Type);
        var all = subject.Existing is { } existing && subject.ExistingSchema is not null && isComparable
            ? Sql.Of($"{own} UNION ALL SELECT {columns} FROM {existing} AS existing_rows WHERE {subject.ExistingRows ?? SqlExpression.True}")
            : own;
        var names = keys.Select(key => key.Key).ToList();
        return Sql.Of($"SELECT {names}, count(*) AS {Repeated(rule)} FROM ({all}) AS all_keys GROUP BY {names} HAVING count(*) > 1");
    }
}
