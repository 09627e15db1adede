using System.Collections.Immutable;
using System.Globalization;
using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;

namespace Kali.Data.Quality;

/// <summary>Finds the rows of a load that break a rule, a page at a time.</summary>
public sealed class FailingRows(ILakehouse lakehouse, TimeProvider time)
{
    /// <param name="rule">The rule as it was checked.</param>
    /// <param name="loadNo">The load.</param>
    /// <param name="silverVersion">The version that was checked.</param>
    /// <param name="afterRowId">Rows after this one; 0 for the first page.</param>
    /// <param name="take">At most so many.</param>
    public async Task<FailingRowPage> PageAsync(Rule rule, long loadNo, long silverVersion, long afterRowId, int take, Actor actor, CancellationToken ct)
    {
        var (statement, columns, prepared) = await StatementAsync(rule, loadNo, silverVersion, afterRowId, take, actor, ct);
        var names = columns.Select(column => (column.Name, column.Shown)).ToImmutableArray();
        if (statement is null)
            return new FailingRowPage(names, [], "", [], HasMore: false);
        await using var result = await lakehouse.QueryAsync(statement, actor, ct);
        var rows = await result.ToListAsync(ct);
        return new FailingRowPage(
            names,
            QuarantinePlan.MarkedColumns(prepared),
            QuarantinePlan.Expected(prepared),
            [.. rows.Take(take).Select(row => new FailingRow((long)row[0]!, (long)row[1]!, [.. row.Skip(2).Select(value => value as string)]))],
            rows.Count > take);
    }

    /// <summary>The most frequent texts among the cells that break a rule; no column where no single cell does.</summary>
    public async Task<(string? Column, ImmutableArray<ValueCount> Values)> ValuesAsync(Rule rule, long loadNo, long silverVersion, int take, Actor actor, CancellationToken ct)
    {
        var silver = rule.Dataset.Silver.At(silverVersion);
        var load = new DataLoad(rule.Dataset, loadNo, []);
        var subject = CheckSubject.Of(load, silver, await SchemaAsync(silver, actor, ct), time.GetUtcNow());
        var prepared = PreparedRule.All([rule with { IsOn = true }], subject)[0];
        if (prepared.Fails is null || QuarantinePlan.MarkedColumns(prepared) is not [var column])
            return (null, []);
        var rowId = new SqlName(DataLoad.RowId);
        await using var result = await lakehouse.QueryAsync(
            Sql.Of($"""
                SELECT raw_rows.{new SqlName(column)} AS value, count(*) AS n
                FROM {(TableRef)rule.Dataset.Raw} AS raw_rows
                JOIN ({FailingRowsQuery.Of(subject, [prepared])}) AS flagged ON raw_rows.{rowId} = flagged.{rowId}
                GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT {new WholeNumber(take)}
                """),
            actor, ct);
        var rows = await result.ToListAsync(ct);
        return (column, [.. rows.Select(row => new ValueCount(row[0] as string ?? "", CheckCounts.Number(row[1])))]);
    }

    /// <summary>The statement that finds them, with tables by name and the values it was given; null where no single row breaks the rule.</summary>
    public async Task<string?> ExplainAsync(Rule rule, long loadNo, long silverVersion, int take, Actor actor, CancellationToken ct)
    {
        var (statement, _, _) = await StatementAsync(rule, loadNo, silverVersion, afterRowId: 0, take, actor, ct);
        if (statement is null)
            return null;
        var printed = lakehouse.Dialect.Print(statement, table => table.Version is { } version ? $"{table.Shown} VERSION AS OF {version}" : table.Shown);
        var values = printed.Parameters.Index().Select(value => string.Create(CultureInfo.InvariantCulture, $"-- {lakehouse.Dialect.ParameterMark(value.Index + 1)} = {value.Item}"));
        return string.Join('\n', [printed.Text, .. values]);
    }

    private async Task<(Sql? Statement, ImmutableArray<ColumnSchema> Columns, PreparedRule Rule)> StatementAsync(
        Rule rule, long loadNo, long silverVersion, long afterRowId, int take, Actor actor, CancellationToken ct)
    {
        var silver = rule.Dataset.Silver.At(silverVersion);
        var schema = await SchemaAsync(silver, actor, ct);
        var raw = await SchemaAsync(rule.Dataset.Raw, actor, ct);
        var columns = raw.Columns.Where(column => !column.IsSystem).ToImmutableArray();
        var load = new DataLoad(rule.Dataset, loadNo, []);
        var subject = CheckSubject.Of(load, silver, schema, time.GetUtcNow());
        var prepared = PreparedRule.All([rule with { IsOn = true }], subject)[0];
        if (prepared.Test is RuleTest.Impossible || (prepared.Fails is null && prepared.Test is not RuleTest.Keys))
            return (null, columns, prepared);

        var rowId = new SqlName(DataLoad.RowId);
        var values = columns.Select(column => (Sql)new ColumnOf("raw_rows", column.Name));
        var statement = Sql.Of($"""
            SELECT raw_rows.{rowId}, raw_rows.{new SqlName("_row")}, {values}
            FROM {(TableRef)rule.Dataset.Raw} AS raw_rows
            JOIN ({FailingRowsQuery.Of(subject, [prepared])}) AS flagged ON raw_rows.{rowId} = flagged.{rowId}
            WHERE raw_rows.{rowId} > {afterRowId}
            ORDER BY raw_rows.{rowId}
            LIMIT {new WholeNumber(take + 1)}
            """);
        return (statement, columns, prepared);
    }

    private async Task<TableSchema> SchemaAsync(TableRef table, Actor actor, CancellationToken ct) =>
        (await lakehouse.DescribeAsync(table, actor, ct))?.Schema ?? throw new NotFoundException($"There is no table {table.Shown} any more.");
}
