using System.Collections.Immutable;
using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;
using Kali.Data.Ingest;

namespace Kali.Data.Quality;

/// <summary>A load's rows of raw, read as its columns say: the queries that silver and profile are built on.</summary>
internal static class LoadReading
{
    private static readonly SqlName RowId = new(DataLoad.RowId);

    /// <summary>
    /// Rows with <c>_row_id</c>, every column typed under its own name, and beside it the texts it was made from (<see cref="ReadingLayers"/>).
    /// </summary>
    public static Sql Typed(DataLoad load, TableRef raw, SilverChoices choices, Sql? alsoWhere) => new ReadingLayers(load, raw, choices.Missing).Relation(
        alsoWhere is null ? (Sql)load.Rows : Sql.Of($"{load.Rows} AND {alsoWhere}"), [RowId], choices.IsAsWritten);

    /// <summary>For each column whose text can fail: whether it did, in terms of <see cref="Typed"/>.</summary>
    public static ImmutableArray<(string Column, SqlExpression IsMisfit)> Misfits(ImmutableArray<ColumnReading> readings, SilverChoices choices) =>
    [
        .. readings.Index()
            .Where(column => TypeReading.CanFail(column.Item) && !choices.IsAsWritten(column.Index))
            .Select(column => (column.Item.Name, (SqlExpression)new AllOf(ReadingLayers.Text(column.Index).IsNotNull(), new Column(column.Item.Name).IsNull()))),
    ];

    /// <summary>
    /// A condition that leaves out every row that an earlier row of the load equals in all its texts. A hash finds the candidates,
    /// real equality decides, so that no row is lost to a collision. (NOT IN, because a row id is never NULL and DuckDB gathers all rows for a correlated query.)
    /// </summary>
    public static Sql WithoutDuplicates(DataLoad load, TableRef raw)
    {
        var columns = load.Readings.Select(reading => new SqlName(reading.Name)).ToList();
        var hash = RowHash(load.Readings);
        return Sql.Of($"""
            {RowId} NOT IN (
                SELECT again FROM (
                    SELECT {RowId} AS again, row_number() OVER (PARTITION BY {columns} ORDER BY {RowId}) AS occurrence
                    FROM {raw} AS candidates
                    WHERE {load.Rows} AND {hash} IN (
                        SELECT repeated FROM (SELECT {hash} AS repeated FROM {raw} AS hashed WHERE {load.Rows}) AS hashes
                        GROUP BY repeated HAVING count(*) > 1)) AS numbered
                WHERE occurrence > 1)
            """);
    }

    public static SqlExpression RowHash(ImmutableArray<ColumnReading> readings) =>
        SqlExpression.Call(SqlFunction.RowHash, [.. readings.Select(reading => new Column(reading.Name))]);
}
