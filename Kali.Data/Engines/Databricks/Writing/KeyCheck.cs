using System.Collections.Immutable;
using System.Globalization;
using Kali.Data.Engines.Databricks.Dialect;
using Kali.Data.Engines.Databricks.Reading;

namespace Kali.Data.Engines.Databricks.Writing;

/// <summary>What must hold for rows before they can be merged by a key, or go into columns that need a value; told with numbers.</summary>
internal sealed class KeyCheck(WarehouseSql warehouse)
{
    public async Task DemandAsync(ImmutableArray<string> keys, TableSchema schema, Sql rows, TableName table, Actor actor, CancellationToken ct)
    {
        if (keys.IsDefaultOrEmpty)
            throw new RefusedException($"Merging into {table} needs at least one key column. Nothing was written.");
        if (keys.FirstOrDefault(key => schema.Find(key) is null) is { } absent)
            throw new RefusedException($"There is no column “{absent}” to merge by in {table}. Nothing was written.");
        var names = Names(keys);
        var shown = string.Join(", ", keys.Select(key => schema.Find(key)!.Shown));
        var missing = await NumberAsync(RowsWithout(names, rows), actor, ct);
        if (missing > 0)
            throw new RefusedException(string.Create(CultureInfo.InvariantCulture,
                $"{missing:N0} of the rows have no value in the key ({shown}), so it cannot be told which rows of {table} they are. Nothing was written. Fill the key, or append the rows instead."));
        if ((await warehouse.RowsAsync(Repeated(names, rows), actor, ct)).Rows is [var first])
            throw new RefusedException(string.Create(CultureInfo.InvariantCulture,
                $"The key ({shown}) stands for more than one row: {Number(first[0]):N0} keys occur several times, “{string.Join(", ", first.Skip(2))}” {Number(first[1]):N0} times. Nothing was written to {table}. Remove the duplicates, or choose a key that tells the rows apart."));
    }

    /// <summary>The first column that must have a value and has none in some of the rows.</summary>
    public async Task<RefusedException?> MissingAsync(TableSchema schema, Sql rows, TableName table, Actor actor, CancellationToken ct)
    {
        foreach (var column in Needed(schema))
        {
            var missing = await NumberAsync(RowsWithout([new SqlName(column.Name)], rows), actor, ct);
            if (missing > 0)
                return new RefusedException(string.Create(CultureInfo.InvariantCulture,
                    $"Column “{column.Name}” of {table} must have a value in every row, and {missing:N0} of the rows to be written have none. Nothing was written."));
        }
        return null;
    }

    /// <summary>What is asked before rows are merged by a key.</summary>
    public static ImmutableArray<Sql> Demands(ImmutableArray<string> keys, Sql rows) =>
        [RowsWithout(Names(keys), rows), Repeated(Names(keys), rows)];

    /// <summary>What is asked before rows make a table: it does not look itself whether a value is missing.</summary>
    public static IEnumerable<Sql> Demands(TableSchema schema, Sql rows) => Needed(schema).Select(column => RowsWithout([new SqlName(column.Name)], rows));

    private static ImmutableArray<SqlName> Names(ImmutableArray<string> columns) => [.. columns.Select(column => new SqlName(column))];

    private static IEnumerable<ColumnSchema> Needed(TableSchema schema) => schema.Columns.Where(column => !column.IsNullable);

    private static Sql RowsWithout(ImmutableArray<SqlName> names, Sql rows) =>
        Sql.Of($"SELECT count(*) FROM ({rows}) AS source WHERE {Sql.Join(" OR ", names.Select(name => Sql.Of($"{name} IS NULL")))}");

    private static Sql Repeated(ImmutableArray<SqlName> names, Sql rows)
    {
        var texts = names.Select(name => Sql.Of($"CAST({name} AS {DatabricksText.Type(DataType.String)})"));
        return Sql.Of($"SELECT count(*) OVER (), occurs, {texts} FROM (SELECT {names}, count(*) AS occurs FROM ({rows}) AS source GROUP BY {names} HAVING count(*) > 1) AS repeated ORDER BY occurs DESC, {names} LIMIT 1");
    }

    private async Task<long> NumberAsync(Sql sql, Actor actor, CancellationToken ct) => Number((await warehouse.RowsAsync(sql, actor, ct)).Rows[0][0]);

    private static long Number(string? text) => long.Parse(text ?? "0", CultureInfo.InvariantCulture);
}
