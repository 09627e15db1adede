using System.Globalization;

namespace Kali.Data.Engines.Embedded.DeltaLog.Reading;

/// <summary>
/// Brings a value as a data file stores it to the type that the schema names: old encodings, and types widened since. Only what keeps every value
/// is done; everything else is refused, never rounded.
/// </summary>
internal static class ParquetCast
{
    private static readonly string[] Integers = ["TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT"];

    /// <summary>DuckDB's type name as <see cref="DuckType"/> writes it.</summary>
    public static string Normal(string duckType) => duckType == "REAL" ? "FLOAT" : duckType;

    public static string Expression(string stored, string storedType, DataType type, string path, string column)
    {
        var from = Normal(storedType);
        var to = DuckType.Of(type);
        return (from, to) switch
        {
            _ when type is DataType.Primitive { TypeName: "void" } => $"NULL::{to}",
            _ when from == to => stored,
            // INT96, and timestamps that a writer did not mark as UTC: Delta's timestamps are instants.
            ("TIMESTAMP", "TIMESTAMP WITH TIME ZONE") or ("TIMESTAMP WITH TIME ZONE", "TIMESTAMP") => $"({stored} AT TIME ZONE 'UTC')",
            ("TIMESTAMP_NS" or "TIMESTAMP_MS" or "TIMESTAMP_S", "TIMESTAMP WITH TIME ZONE") => $"({stored}::TIMESTAMP AT TIME ZONE 'UTC')",
            ("TIMESTAMP_NS" or "TIMESTAMP_MS" or "TIMESTAMP_S", "TIMESTAMP") => $"CAST({stored} AS {to})",
            // Text that an old writer did not mark as such.
            ("BLOB", "VARCHAR") => $"decode({stored})",
            ("VARCHAR", "BLOB") => $"encode({stored})",
            ("DATE", "TIMESTAMP") or ("FLOAT", "DOUBLE") => $"CAST({stored} AS {to})",
            // A cast between integers fails on a value that does not fit.
            _ when Integers.Contains(from) && Integers.Contains(to) => $"CAST({stored} AS {to})",
            ("TINYINT" or "SMALLINT" or "INTEGER", "DOUBLE") => $"CAST({stored} AS {to})",
            _ when Integers.Contains(from) && type is DataType.Decimal => $"CAST({stored} AS {to})",
            _ when Decimal(from) is { } narrow && type is DataType.Decimal wide && narrow.Scale <= wide.Scale => $"CAST({stored} AS {to})",
            _ => throw new RefusedException($"Column “{column}” is {type} in the table's schema and {storedType} in “{path}”. Kali does not turn the one into the other, because values could change."),
        };
    }

    private static (int Precision, int Scale)? Decimal(string type)
    {
        if (!type.StartsWith("DECIMAL(", StringComparison.Ordinal))
            return null;
        var parts = type["DECIMAL(".Length..^1].Split(',');
        return (int.Parse(parts[0], CultureInfo.InvariantCulture), int.Parse(parts[1], CultureInfo.InvariantCulture));
    }
}
