using System.Globalization;

namespace Kali.Data.Engines.Embedded;

/// <summary>DuckDB's SQL. Sessions run with the time zone UTC.</summary>
internal sealed partial class DuckDbDialect : SqlDialect
{
    public static DuckDbDialect Instance { get; } = new();

    public override string Name => "DuckDB";

    public override string Quote(SqlName name) => $"\"{name.Text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    public override string ParameterMark(int number) => string.Create(CultureInfo.InvariantCulture, $"${number}");

    public override string TypeName(DataType type) => type switch
    {
        DataType.Decimal(var precision, var scale) => string.Create(CultureInfo.InvariantCulture, $"DECIMAL({precision},{scale})"),
        DataType.Array(var element, _) => $"{TypeName(element)}[]",
        DataType.Map(var key, var value, _) => $"MAP({TypeName(key)}, {TypeName(value)})",
        DataType.Struct(var fields) => $"STRUCT({string.Join(", ", fields.Select(field => $"{Quote(new SqlName(field.Name))} {TypeName(field.Type)}"))})",
        DataType.Primitive(var name) => name switch
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
            _ => throw new RefusedException($"The embedded engine has no type {name}. The table stays as it is; read it where it was written."),
        },
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "DuckDB has no name for this type."),
    };
}
