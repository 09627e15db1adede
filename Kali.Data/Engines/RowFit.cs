using System.Collections.Immutable;

namespace Kali.Data.Engines;

/// <summary>
/// How the rows of a query become rows of a table: matched by name, in the table's order, each value cast to the table's type where
/// that loses nothing. What would change a value is refused, naming the column.
/// </summary>
/// <param name="Schema">The columns as written: those of the table, then new ones.</param>
/// <param name="Projection">One expression a column over the query's rows.</param>
internal sealed record RowFit(TableSchema Schema, ImmutableArray<Sql> Projection)
{
    private static readonly string[] WholeNumbers = ["byte", "short", "integer", "long"];

    /// <param name="table">The schema the rows must fit; null when the table begins with them or takes theirs.</param>
    /// <param name="given">Types, labels and comments for columns the table does not have yet.</param>
    /// <param name="rows">The query's columns; a type of null stands for a column that is NULL throughout.</param>
    /// <param name="fixedValues">Partition columns whose value is stated for all rows.</param>
    /// <param name="shown">The table as people name it.</param>
    /// <param name="dialect">Names the types in casts.</param>
    public static RowFit Of(TableSchema? table, TableSchema? given, ImmutableArray<(string Name, DataType? Type)> rows, IReadOnlyCollection<string> fixedValues, string shown, SqlDialect dialect)
    {
        var columns = ImmutableArray.CreateBuilder<ColumnSchema>();
        var projection = ImmutableArray.CreateBuilder<Sql>();
        var expected = Expected(table, given, rows).ToList();
        foreach (var column in expected)
        {
            var index = IndexOf(rows, column.Name);
            if (fixedValues.Contains(column.Name))
            {
                if (index >= 0)
                    throw new RefusedException($"The rows for {shown} have a column “{column.Name}”, whose value is stated for all of them besides. Nothing was written. Leave one of the two out.");
                columns.Add(column);
                continue;
            }
            columns.Add(column);
            projection.Add(index < 0 || rows[index].Type is null
                ? Sql.Of($"CAST(NULL AS {Type(column.Type, dialect)}) AS {new SqlName(column.Name)}")
                : Cast(column, rows[index].Name, rows[index].Type!, shown, dialect));
        }
        return new RowFit(new TableSchema(columns.ToImmutable(), (table ?? given)?.PartitionedBy ?? []), projection.ToImmutable());
    }

    /// <summary>The columns that the rows of a change are said to have; null where nobody has said.</summary>
    public static ImmutableArray<(string Name, DataType? Type)>? Told(TableChange change) =>
        change.Source is RowSource.Query { Gives: { } gives } ? [.. gives.Columns.Select(column => (column.Name, (DataType?)column.Type))] : null;

    /// <summary>What a column becomes in a new table.</summary>
    private static DataType Stored(DataType? type) => type switch
    {
        null => DataType.String,
        DataType.Primitive { TypeName: "timestamp_ntz" } => DataType.Timestamp,
        _ => type,
    };

    private static IEnumerable<ColumnSchema> Expected(TableSchema? table, TableSchema? given, ImmutableArray<(string Name, DataType? Type)> rows)
    {
        var known = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var column in (table ?? given)?.Columns ?? [])
        {
            known.Add(column.Name);
            // A table's own column keeps its type; what was noted on it anew goes along.
            yield return table is not null && given?.Find(column.Name) is { } described
                ? column with { Label = described.Label ?? column.Label, Comment = described.Comment ?? column.Comment }
                : column;
        }
        foreach (var (name, type) in rows.Where(column => known.Add(column.Name)))
            yield return given?.Find(name) ?? new ColumnSchema(name, Stored(type));
    }

    private static Sql Cast(ColumnSchema column, string name, DataType from, string shown, SqlDialect dialect)
    {
        if (from == column.Type)
            return Sql.Of($"{new SqlName(name)} AS {new SqlName(column.Name)}");
        if (!Fits(from, column.Type))
            throw new RefusedException(
                $"Column “{column.Shown}” of {shown} is {column.Type}, the new rows have {from}. A column's type never changes. Nothing was written. Cast the rows, or overwrite the table with its new schema.");
        return Sql.Of($"CAST({new SqlName(name)} AS {Type(column.Type, dialect)}) AS {new SqlName(column.Name)}");
    }

    /// <summary>Whether every value keeps its meaning; one too large for the target ends the statement rather than being changed.</summary>
    private static bool Fits(DataType from, DataType to) => (from, to) switch
    {
        (DataType.Primitive { TypeName: var a }, DataType.Primitive { TypeName: var b }) =>
            WholeNumbers.Contains(a) && (WholeNumbers.Contains(b) || b == "double" && a != "long" || b == "float" && a is "byte" or "short")
            || (a, b) is ("float", "double") or ("timestamp_ntz", "timestamp"),
        (DataType.Primitive { TypeName: var a }, DataType.Decimal) => WholeNumbers.Contains(a),
        (DataType.Decimal { Scale: 0 }, DataType.Primitive { TypeName: var b }) => WholeNumbers.Contains(b),
        (DataType.Decimal { Scale: var a }, DataType.Decimal { Scale: var b }) => a <= b,
        _ => false,
    };

    private static int IndexOf(ImmutableArray<(string Name, DataType? Type)> rows, string name)
    {
        for (var i = 0; i < rows.Length; i++)
        {
            if (string.Equals(rows[i].Name, name, StringComparison.OrdinalIgnoreCase))
                return i;
        }
        return -1;
    }

    private static Sql Type(DataType type, SqlDialect dialect) => Sql.FromVerified(dialect.TypeName(type));
}
