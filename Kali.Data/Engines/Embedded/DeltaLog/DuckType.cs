using System.Globalization;

namespace Kali.Data.Engines.Embedded.DeltaLog;

/// <summary>Delta's types as DuckDB names them.</summary>
internal static class DuckType
{
    /// <exception cref="RefusedException">DuckDB has no such type, for example <c>variant</c>.</exception>
    public static string Of(DataType type) => type switch
    {
        DataType.Decimal(var precision, var scale) => string.Create(CultureInfo.InvariantCulture, $"DECIMAL({precision},{scale})"),
        DataType.Array array => $"{Of(array.Element)}[]",
        DataType.Map map => $"MAP({Of(map.Key)}, {Of(map.Value)})",
        DataType.Struct { Fields.Length: > 0 } fields => $"STRUCT({string.Join(", ", fields.Fields.Select(field => $"{DuckText.Name(field.Name)} {Of(field.Type)}"))})",
        DataType.Primitive primitive => Of(primitive.TypeName),
        _ => throw new RefusedException($"Kali cannot read a column of type {type}."),
    };

    private static string Of(string name) => name switch
    {
        "string" => "VARCHAR",
        "long" => "BIGINT",
        "integer" => "INTEGER",
        "short" => "SMALLINT",
        "byte" => "TINYINT",
        "double" => "DOUBLE",
        "float" => "FLOAT",
        "boolean" => "BOOLEAN",
        "binary" => "BLOB",
        "date" => "DATE",
        "timestamp" => "TIMESTAMP WITH TIME ZONE",
        "timestamp_ntz" => "TIMESTAMP",
        // A column that has only ever been NULL; any type shows that.
        "void" => "INTEGER",
        _ => throw new RefusedException($"Kali cannot read a column of type {name}."),
    };
}
