using DuckDB.NET.Data;
using Kali.Web.Tests.Emulators.Sql;

namespace Kali.Web.Tests.Emulators.Warehouse;

/// <summary>Rows on their way into a table: computed once, cast to its types, checked for values that must be there.</summary>
internal sealed record WrittenRows(string Stage, string Projection, long Count)
{
    public static WrittenRows Compute(DuckTables duck, DuckDBConnection connection, IReadOnlyList<string> columns, string query, TableVersion table, CancellationToken ct)
    {
        var targets = columns.Count > 0 ? columns : [.. table.Columns.Select(column => column.Name)];
        if (targets.FirstOrDefault(target => !table.Columns.Any(column => column.Name.Equals(target, StringComparison.OrdinalIgnoreCase))) is { } unknown)
            throw new SqlFault("UNRESOLVED_COLUMN.WITH_SUGGESTION", $"A column, variable, or function parameter with name `{unknown}` cannot be resolved.", "42703");
        var stage = duck.NewName();
        try
        {
            DuckTables.Run(connection, $"CREATE TABLE {stage} AS SELECT * FROM ({query}) AS given({string.Join(", ", targets.Select((_, i) => $"c{i}"))})", ct);
        }
        catch (SqlFault) when (DuckTables.Describe(connection, query).Count is var given && given != targets.Count)
        {
            throw Uneven(targets.Count, given);
        }
        if (DuckTables.Describe(connection, $"SELECT * FROM {stage}").Count is var staged && staged != targets.Count)
            throw Uneven(targets.Count, staged);
        var projection = string.Join(", ", table.Columns.Select(column => Value(column, targets)));
        foreach (var column in table.Columns.Where(column => !column.IsNullable))
        {
            if (DuckTables.Number(connection, $"SELECT count(*) FROM (SELECT {projection} FROM {stage}) AS typed WHERE {Quoted(column.Name)} IS NULL") > 0)
                throw new SqlFault("DELTA_NOT_NULL_CONSTRAINT_VIOLATED", $"NOT NULL constraint violated for column: {column.Name}.", "23502");
        }
        return new WrittenRows(stage, projection, DuckTables.Number(connection, $"SELECT count(*) FROM {stage}"));
    }

    private static SqlFault Uneven(int wanted, int given) =>
        new("INSERT_COLUMN_ARITY_MISMATCH.NOT_ENOUGH_DATA_COLUMNS", $"Cannot write to the table, the reason is not the same number of columns: {wanted} and {given}.", "21S01");

    private static string Value(DefinedColumn column, IReadOnlyList<string> targets)
    {
        for (var i = 0; i < targets.Count; i++)
        {
            if (targets[i].Equals(column.Name, StringComparison.OrdinalIgnoreCase))
                return $"CAST(c{i} AS {SqlTypes.ToDuck(column.Type)}) AS {Quoted(column.Name)}";
        }
        return $"CAST(NULL AS {SqlTypes.ToDuck(column.Type)}) AS {Quoted(column.Name)}";
    }

    public static string Quoted(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
