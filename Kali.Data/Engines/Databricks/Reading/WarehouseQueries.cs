using System.Collections.Immutable;
using System.Globalization;
using Kali.Data.Engines.Databricks.Dialect;
using Kali.Data.Engines.Databricks.Statements;
using Kali.Data.Engines.Expressions;

namespace Kali.Data.Engines.Databricks.Reading;

/// <summary>Queries with results as .NET values, instants to the microsecond.</summary>
internal sealed class WarehouseQueries(WarehouseSql warehouse, ResultShapes shapes)
{
    /// <param name="sql">What to ask.</param>
    /// <param name="actor">Who asks.</param>
    /// <param name="ct">Ends it.</param>
    /// <param name="mostRows">The rows after which the result ends; null for all.</param>
    public async Task<ResultSet> QueryAsync(Sql sql, Actor actor, CancellationToken ct, long? mostRows = null)
    {
        var text = DatabricksDialect.Print(sql).Text;
        if (shapes.Find(text) is { } known)
        {
            try
            {
                return new WarehouseResultSet(warehouse, await warehouse.QueryAsync(Precise(sql, known), actor, ct, mostRows), known, actor);
            }
            catch (RefusedException)
            {
                // The tables below may have other columns by now.
                shapes.Forget(text);
            }
        }
        var answer = await warehouse.QueryAsync(sql, actor, ct, mostRows);
        var columns = ColumnsOf(answer);
        if (columns.Any(IsTime))
        {
            shapes.Keep(text, columns);
            if (answer.Manifest?.TotalRowCount > 0)
                answer = await warehouse.QueryAsync(Precise(sql, columns), actor, ct, mostRows);
        }
        return new WarehouseResultSet(warehouse, answer, columns, actor);
    }

    private static ImmutableArray<ResultColumn> ColumnsOf(StatementAnswer answer) =>
        [.. (answer.Manifest?.Schema?.Columns ?? []).OrderBy(column => column.Position).Select(column => new ResultColumn(column.Name, CellReading.TypeOf(column)))];

    /// <summary>The statement's columns by place, instants as microseconds and wall-clock times as text.</summary>
    private static Sql Precise(Sql sql, ImmutableArray<ResultColumn> columns)
    {
        var names = columns.Select((_, index) => new SqlName(string.Create(CultureInfo.InvariantCulture, $"c{index}"))).ToList();
        var values = columns.Select((column, index) => Sql.Of($"{Value(column.Type, new Column(names[index]))} AS {names[index]}"));
        return Sql.Of($"SELECT {values} FROM ({sql}) AS precise({names})");
    }

    private static SqlExpression Value(DataType type, Column column) => type switch
    {
        DataType.Primitive { TypeName: "timestamp" } => SqlExpression.Call(SqlFunction.EpochMicroseconds, column),
        DataType.Primitive { TypeName: "timestamp_ntz" } => column.AsText(),
        _ => column,
    };

    private static bool IsTime(ResultColumn column) => column.Type is DataType.Primitive { TypeName: "timestamp" or "timestamp_ntz" };
}
