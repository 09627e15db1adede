using System.Collections.Immutable;
using Kali.Data.Engines.Databricks.Dialect;
using Kali.Data.Engines.Expressions;

namespace Kali.Data.Engines.Databricks.Writing;

/// <summary>Changes of a table as the one statement each that makes them, whole or not at all.</summary>
internal static class ChangeStatements
{
    private static readonly SqlName Target = new("kali_table");
    private static readonly SqlName Source = new("kali_rows");

    /// <summary>The rows with the table's columns, in its order, fixed values among them.</summary>
    public static Sql Projected(RowFit fit, Sql rows, ImmutableSortedDictionary<string, object?> fixedValues)
    {
        var given = 0;
        var values = fit.Schema.Columns.Select(column => fixedValues.TryGetValue(column.Name, out var value)
            ? Sql.Of($"{new Constant(value).CastTo(column.Type)} AS {new SqlName(column.Name)}")
            : fit.Projection[given++]).ToList();
        return Sql.Of($"SELECT {values} FROM ({rows}) AS source");
    }

    /// <summary>The columns as <see cref="Projected"/> has them.</summary>
    public static ImmutableArray<SqlName> Columns(RowFit fit) => [.. fit.Schema.Columns.Select(column => new SqlName(column.Name))];

    public static Sql Append(TableName table, ImmutableArray<SqlName> columns, Sql rows) => Sql.Of($"INSERT INTO {table} ({columns}) {rows}");

    public static Sql Overwrite(TableName table, ImmutableArray<SqlName> columns, Sql rows) => Sql.Of($"INSERT OVERWRITE {table} ({columns}) {rows}");

    /// <summary>
    /// Rows for which the condition holds go, the new ones come. REPLACE WHERE would do it too, but refuses new rows for which the condition does not hold.
    /// </summary>
    public static Sql OverwriteWhere(TableName table, ImmutableArray<SqlName> columns, Sql rows, SqlExpression where) =>
        Sql.Of($"""
            MERGE INTO {table} AS {Target} USING ({rows}) AS {Source} ON FALSE
            WHEN NOT MATCHED THEN INSERT ({columns}) VALUES ({Values(columns)})
            WHEN NOT MATCHED BY SOURCE AND {where} THEN DELETE
            """);

    public static Sql Merge(TableName table, ImmutableArray<SqlName> columns, Sql rows, ImmutableArray<string> keys) =>
        Sql.Of($"""
            MERGE INTO {table} AS {Target} USING ({rows}) AS {Source} ON {new AllOf([.. keys.Select(key => new ColumnOf(Target, new SqlName(key)).EqualTo(new ColumnOf(Source, new SqlName(key))))])}
            WHEN MATCHED THEN UPDATE SET {columns.Select(column => Sql.Of($"{column} = {new ColumnOf(Source, column)}"))}
            WHEN NOT MATCHED THEN INSERT ({columns}) VALUES ({Values(columns)})
            """);

    public static Sql Delete(TableName table, SqlExpression where) => Sql.Of($"DELETE FROM {table} WHERE {where}");

    public static Sql Update(TableName table, ImmutableArray<(string Column, SqlExpression Value)> assignments, TableSchema schema, SqlExpression where) =>
        Sql.Of($"UPDATE {table} SET {assignments.Select(assignment => Sql.Of($"{new SqlName(assignment.Column)} = {assignment.Value.CastTo(schema.Find(assignment.Column)!.Type)}"))} WHERE {where}");

    private static IEnumerable<Sql> Values(ImmutableArray<SqlName> columns) => columns.Select(column => (Sql)(SqlExpression)new ColumnOf(Source, column));
}
