using System.Globalization;

namespace Kali.Web.Tests.Emulators.Sql;

/// <summary>Databricks' types and DuckDB's.</summary>
public static class SqlTypes
{
    public static string ToDuck(string type)
    {
        var name = type.Trim();
        if (NestedType.TryRead(name, out var outer, out var inside))
        {
            return outer switch
            {
                "ARRAY" => $"{ToDuck(inside[0])}[]",
                "MAP" => $"MAP({ToDuck(inside[0])}, {ToDuck(inside[1])})",
                _ => $"STRUCT({string.Join(", ", inside.Select(NestedType.Field).Select(field => $"\"{field.Name.Replace("\"", "\"\"", StringComparison.Ordinal)}\" {ToDuck(field.Type)}"))})",
            };
        }
        var upper = name.ToUpperInvariant();
        if (upper.StartsWith("DECIMAL(", StringComparison.Ordinal))
            return upper;
        return upper switch
        {
            "STRING" => "VARCHAR",
            "BIGINT" => "BIGINT",
            "INT" or "INTEGER" => "INTEGER",
            "SMALLINT" => "SMALLINT",
            "TINYINT" => "TINYINT",
            "DOUBLE" => "DOUBLE",
            "FLOAT" => "FLOAT",
            "BOOLEAN" => "BOOLEAN",
            "BINARY" => "BLOB",
            "DATE" => "DATE",
            "TIMESTAMP" => "TIMESTAMP WITH TIME ZONE",
            "TIMESTAMP_NTZ" => "TIMESTAMP",
            "DECIMAL" => "DECIMAL(10,0)",
            _ => throw new SqlFault("UNSUPPORTED_DATATYPE", $"Unsupported data type \"{name}\".", "0A000"),
        };
    }

    /// <summary>As the manifest writes it: <c>BIGINT</c>.</summary>
    public static string FromDuck(string type) => type switch
    {
        "VARCHAR" or "JSON" => "STRING",
        "HUGEINT" => "BIGINT",
        "INTEGER" => "INT",
        "BLOB" => "BINARY",
        "TIMESTAMP WITH TIME ZONE" => "TIMESTAMP",
        "TIMESTAMP" => "TIMESTAMP_NTZ",
        "\"NULL\"" or "NULL" => "VOID",
        "BIGINT" or "SMALLINT" or "TINYINT" or "DOUBLE" or "FLOAT" or "BOOLEAN" or "DATE" => type,
        _ when type.StartsWith("DECIMAL(", StringComparison.Ordinal) => type,
        _ when type.EndsWith("[]", StringComparison.Ordinal) => $"ARRAY<{FromDuck(type[..^2])}>",
        _ when NestedType.TryReadDuck(type, out var outer, out var inside) => outer == "MAP"
            ? $"MAP<{FromDuck(inside[0])}, {FromDuck(inside[1])}>"
            : $"STRUCT<{string.Join(", ", inside.Select(NestedType.DuckField).Select(field => $"{field.Name}: {FromDuck(field.Type)}"))}>",
        _ => throw new SqlFault("UNSUPPORTED_DATATYPE", $"The emulator has no name for DuckDB's {type}.", "0A000"),
    };

    /// <summary>The same for a type as the reader of a result names it; null where it does not say all.</summary>
    public static string? FromReader(string type) => type switch
    {
        "Varchar" => "STRING",
        "HugeInt" or "BigInt" => "BIGINT",
        "Integer" => "INT",
        "SmallInt" or "TinyInt" or "Double" or "Float" or "Boolean" or "Date" => type.ToUpperInvariant(),
        "Blob" => "BINARY",
        "TimestampTz" => "TIMESTAMP",
        "Timestamp" => "TIMESTAMP_NTZ",
        _ => null,
    };

    /// <summary>The manifest's <c>type_name</c>: <c>LONG</c>.</summary>
    public static string NameOf(string type) => type switch
    {
        "BIGINT" => "LONG",
        "SMALLINT" => "SHORT",
        "TINYINT" => "BYTE",
        "VOID" => "NULL",
        _ when type.StartsWith("DECIMAL", StringComparison.Ordinal) => "DECIMAL",
        _ when type.StartsWith("ARRAY", StringComparison.Ordinal) => "ARRAY",
        _ when type.StartsWith("MAP", StringComparison.Ordinal) => "MAP",
        _ when type.StartsWith("STRUCT", StringComparison.Ordinal) => "STRUCT",
        _ => type,
    };

    public static (int Precision, int Scale)? DecimalOf(string type)
    {
        if (!type.StartsWith("DECIMAL(", StringComparison.Ordinal))
            return null;
        var parts = type["DECIMAL(".Length..^1].Split(',');
        return (int.Parse(parts[0], CultureInfo.InvariantCulture), int.Parse(parts[1], CultureInfo.InvariantCulture));
    }
}
