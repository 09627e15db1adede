using System.Collections.Immutable;
using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;
using Kali.Data.Quality;

namespace Kali.Data.Pipeline;

/// <summary>A cell and what becomes of it.</summary>
/// <param name="RowId">Its row.</param>
/// <param name="Row">The row in the file.</param>
/// <param name="Column">The technical name.</param>
/// <param name="Before">What it says.</param>
/// <param name="After">What it will say.</param>
public sealed record CellRepair(long RowId, long Row, string Column, string? Before, string? After);

/// <summary>A row as it stands.</summary>
/// <param name="RowId">Its id in all layers.</param>
/// <param name="Row">The row in the file.</param>
/// <param name="File">The file.</param>
/// <param name="Values">The texts, one a column.</param>
public sealed record RepairRow(long RowId, long Row, string? File, ImmutableArray<string?> Values);

/// <summary>Rows with their columns.</summary>
public sealed record RepairRowPage(ImmutableArray<ColumnSchema> Columns, ImmutableArray<RepairRow> Rows);

internal static class RepairCells
{
    public static async Task<ImmutableArray<RepairRow>> RowsAsync(ILakehouse lakehouse, RepairPlan plan, RepairEdit scope, SqlExpression where, bool isSample, long after, int take, CancellationToken ct)
    {
        var rowId = new SqlName(DataLoad.RowId);
        var order = isSample ? Sql.Of($"{SqlExpression.Call(SqlFunction.RowHash, new Column(rowId))}, {rowId}") : Sql.Of($"{rowId}");
        await using var result = await lakehouse.QueryAsync(
            Sql.Of($"""
                SELECT {rowId}, {new SqlName("_row")}, {new SqlName("_file")}, {plan.Schema.Columns.Select(column => (Sql)new SqlName(column.Name))}
                FROM {plan.Texts} AS shown_rows
                WHERE {where} AND {rowId} > {after} AND {rowId} IN ({plan.Rows.Of(scope)})
                ORDER BY {order} LIMIT {new WholeNumber(take)}
                """),
            Actor.System, ct);
        return [.. (await result.ToListAsync(ct)).Select(row => new RepairRow((long)row[0]!, (long)row[1]!, row[2] as string, [.. row.Skip(3).Select(value => value as string)]))];
    }

    public static async Task<ImmutableArray<CellRepair>> ReadAsync(ILakehouse lakehouse, Sql changes, bool isSample, int take, CancellationToken ct)
    {
        var (rowId, column) = (new SqlName(DataLoad.RowId), new SqlName(CellChanges.ColumnName));
        var order = isSample ? Sql.Of($"{SqlExpression.Call(SqlFunction.RowHash, new Column(rowId))}, {column}") : Sql.Of($"{rowId}, {column}");
        await using var result = await lakehouse.QueryAsync(
            Sql.Of($"""
                SELECT {rowId}, {column}, {new SqlName(CellChanges.Before)}, {new SqlName(CellChanges.After)}
                FROM ({changes}) AS all_changes ORDER BY {order} LIMIT {new WholeNumber(take)}
                """),
            Actor.System, ct);
        return [.. (await result.ToListAsync(ct)).Select(row => new CellRepair((long)row[0]!, DataLoad.RowOf((long)row[0]!), (string)row[1]!, row[2] as string, row[3] as string))];
    }
}
