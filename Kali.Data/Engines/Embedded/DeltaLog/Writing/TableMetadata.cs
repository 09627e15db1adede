using System.Collections.Immutable;
using Kali.Data.Engines.Embedded.DeltaLog.Actions;
using Kali.Data.Engines.Embedded.DeltaLog.Schema;

namespace Kali.Data.Engines.Embedded.DeltaLog.Writing;

/// <summary>The metadata of tables that Kali writes: a new one, and one that gains columns.</summary>
internal static class TableMetadata
{
    private static readonly HashSet<string> Writable = new(StringComparer.Ordinal)
    {
        "string", "long", "integer", "short", "byte", "double", "float", "boolean", "binary", "date", "timestamp",
    };

    /// <summary>The actions that begin a table.</summary>
    public static IReadOnlyList<DeltaAction> Create(TableSchema schema, DateTimeOffset now, IReadOnlyDictionary<string, string?>? properties = null)
    {
        Demand(schema);
        return
        [
            ProtocolAction.Kali,
            new MetadataAction
            {
                Id = Guid.NewGuid().ToString(),
                SchemaString = SchemaString.Write(schema.Columns.Select(DeltaField.From)),
                PartitionColumns = schema.PartitionedBy,
                Configuration = properties ?? ImmutableDictionary<string, string?>.Empty,
                CreatedTime = now.ToUnixTimeMilliseconds(),
            },
        ];
    }

    /// <summary>The table with another schema altogether, its identity and properties kept (an overwrite that replaces the schema).</summary>
    public static MetadataAction Replace(Snapshot snapshot, TableSchema schema)
    {
        Demand(schema);
        return snapshot.Metadata with
        {
            SchemaString = SchemaString.Write(schema.Columns.Select(column =>
                snapshot.Fields.FirstOrDefault(field => field.Name == column.Name) is { } known && known.Type == DeltaType.From(column.Type) && known.IsNullable == column.IsNullable
                    ? known.Described(column)
                    : DeltaField.From(column))),
            PartitionColumns = schema.PartitionedBy,
        };
    }

    /// <summary>
    /// What rows of <paramref name="rows"/>' columns mean for the table: null when they fit as it is, new metadata when columns or descriptions come to it.
    /// </summary>
    /// <exception cref="RefusedException">A type differs, a column is new and may not be added, or the partitioning differs.</exception>
    public static MetadataAction? Evolve(Snapshot snapshot, TableSchema rows, bool mayAddColumns)
    {
        Demand(rows);
        if (!rows.PartitionedBy.IsDefaultOrEmpty && !rows.PartitionedBy.SequenceEqual(snapshot.Schema.PartitionedBy, StringComparer.Ordinal))
            throw new RefusedException($"The table in “{snapshot.Folder}” is partitioned by {Shown(snapshot.Schema.PartitionedBy)}, the rows by {Shown(rows.PartitionedBy)}. Nothing was written.");
        var fields = snapshot.Fields.ToBuilder();
        foreach (var column in rows.Columns)
        {
            var index = IndexOf(fields, column.Name);
            if (index < 0)
                fields.Add(Added(snapshot, column, mayAddColumns));
            else
                fields[index] = Fitting(snapshot, fields[index], column);
        }
        if (fields.SequenceEqual(snapshot.Fields))
            return null;
        return snapshot.Metadata with { SchemaString = SchemaString.Write(fields) };
    }

    private static DeltaField Added(Snapshot snapshot, ColumnSchema column, bool mayAddColumns)
    {
        if (!mayAddColumns)
            throw new RefusedException($"The table in “{snapshot.Folder}” has no column “{column.Shown}”. Nothing was written. Allow new columns for this load, or leave the column out.");
        // Rows written before have no value in it.
        return DeltaField.From(column with { IsNullable = true });
    }

    private static DeltaField Fitting(Snapshot snapshot, DeltaField field, ColumnSchema column)
    {
        if (field.Name != column.Name)
            throw new RefusedException($"The table in “{snapshot.Folder}” has a column “{field.Name}”, which differs from “{column.Name}” only in upper and lower case. Nothing was written. Use the same name.");
        if (field.Type.ToDataType() != column.Type)
            throw new RefusedException(
                $"Column “{column.Shown}” is {field.Type.ToDataType()} in the table in “{snapshot.Folder}” and {column.Type} in the new rows. A column's type never changes. Nothing was written. Keep the type as it is, or overwrite the table with its new schema.");
        return column.Label is null && column.Comment is null ? field : field.Described(column);
    }

    // Delta and DuckDB take names that differ only in case for one.
    private static int IndexOf(ImmutableArray<DeltaField>.Builder fields, string name)
    {
        for (var i = 0; i < fields.Count; i++)
        {
            if (string.Equals(fields[i].Name, name, StringComparison.OrdinalIgnoreCase))
                return i;
        }
        return -1;
    }

    private static void Demand(TableSchema schema)
    {
        foreach (var column in schema.Columns)
        {
            if (!IsWritable(column.Type))
                throw new RefusedException($"Kali writes no column of type {column.Type} (“{column.Shown}”).");
        }
        if (schema.Columns.GroupBy(column => column.Name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(same => same.Count() > 1) is { } twice)
            throw new RefusedException($"A table cannot have two columns named “{twice.Key}”, upper and lower case counting as one. Nothing was written.");
        if (schema.PartitionedBy.IsDefaultOrEmpty)
            return;
        if (schema.PartitionedBy.FirstOrDefault(name => schema.Find(name) is null) is { } missing)
            throw new RefusedException($"There is no column “{missing}” to partition by. Nothing was written.");
        if (schema.PartitionedBy.FirstOrDefault(name => schema.Find(name)!.Type is DataType.Array or DataType.Map or DataType.Struct) is { } nested)
            throw new RefusedException($"A table cannot be partitioned by “{nested}”, which holds more than one value a row. Nothing was written.");
        if (schema.PartitionedBy.Length == schema.Columns.Length)
            throw new RefusedException("A table needs a column that it is not partitioned by. Nothing was written.");
    }

    /// <summary>Whether Kali writes it: a primitive type of reader 1, or one nested from such.</summary>
    private static bool IsWritable(DataType type) => type switch
    {
        DataType.Decimal number => number.Precision is >= 1 and <= 38,
        DataType.Primitive primitive => Writable.Contains(primitive.TypeName),
        DataType.Array array => IsWritable(array.Element),
        DataType.Map map => IsWritable(map.Key) && IsWritable(map.Value),
        DataType.Struct { Fields.Length: > 0 } fields => fields.Fields.All(field => IsWritable(field.Type))
            && fields.Fields.DistinctBy(field => field.Name, StringComparer.OrdinalIgnoreCase).Count() == fields.Fields.Length,
        _ => false,
    };

    private static string Shown(ImmutableArray<string> columns) => columns.IsDefaultOrEmpty ? "nothing" : string.Join(", ", columns);
}
