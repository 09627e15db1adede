using System.Collections.Immutable;
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
        var silver = rule.Dataset.Silver.At(silverVersion);
        var schema = await SchemaAsync(silver, actor, ct);
        var raw = await SchemaAsync(rule.Dataset.Raw, actor, ct);
        var columns = raw.Columns.Where(column => !column.IsSystem).ToImmutableArray();
        var load = new DataLoad(rule.Dataset, loadNo, []);
        var subject = new CheckSubject(silver, schema, load.Rows, time.GetUtcNow());
        var prepared = PreparedRule.All([rule with { IsOn = true }], subject)[0];
        if (prepared.Test is RuleTest.Impossible || (prepared.Fails is null && prepared.Test is not RuleTest.Keys))
            return new FailingRowPage([.. columns.Select(column => (column.Name, column.Shown))], [], "", [], HasMore: false);

        var rowId = new SqlName(DataLoad.RowId);
        var values = columns.Select(column => (Sql)new ColumnOf("raw_rows", column.Name));
        await using var result = await lakehouse.QueryAsync(
            Sql.Of($"""
                SELECT raw_rows.{rowId}, raw_rows.{new SqlName("_row")}, {values}
                FROM {(TableRef)rule.Dataset.Raw} AS raw_rows
                JOIN ({FailingRowsQuery.Of(subject, [prepared])}) AS flagged ON raw_rows.{rowId} = flagged.{rowId}
                WHERE raw_rows.{rowId} > {afterRowId}
                ORDER BY raw_rows.{rowId}
                LIMIT {new WholeNumber(take + 1)}
                """),
            actor, ct);
        var rows = await result.ToListAsync(ct);
        return new FailingRowPage(
            [.. columns.Select(column => (column.Name, column.Shown))],
            QuarantinePlan.MarkedColumns(prepared),
            QuarantinePlan.Expected(prepared),
            [.. rows.Take(take).Select(row => new FailingRow((long)row[0]!, (long)row[1]!, [.. row.Skip(2).Select(value => value as string)]))],
            rows.Count > take);
    }

    private async Task<TableSchema> SchemaAsync(TableRef table, Actor actor, CancellationToken ct) =>
        (await lakehouse.DescribeAsync(table, actor, ct))?.Schema ?? throw new NotFoundException($"There is no table {table.Shown} any more.");
}
