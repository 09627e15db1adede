using System.Text.Json.Nodes;

namespace Kali.Data.Engines.Databricks.Exploring;

/// <summary>The types that a person's casts name, as Kali knows them.</summary>
internal static class SelectTypes
{
    public static DataType Of(JsonObject type) => type.Text("id") switch
    {
        "VARCHAR" or "CHAR" => DataType.String,
        "BIGINT" => DataType.Long,
        "INTEGER" => DataType.Integer,
        "SMALLINT" => DataType.Short,
        "TINYINT" => DataType.Byte,
        "DOUBLE" => DataType.Double,
        "FLOAT" => DataType.Float,
        "BOOLEAN" => DataType.Boolean,
        "DATE" => DataType.Date,
        "TIMESTAMP WITH TIME ZONE" => DataType.Timestamp,
        "TIMESTAMP" => DataType.TimestampNtz,
        "BLOB" => DataType.Binary,
        "DECIMAL" when type.Child("type_info") is { } size => DataType.DecimalOf(size["width"]!.GetValue<int>(), size["scale"]!.GetValue<int>()),
        var other => throw TreeNodes.Unknown($"The type {other}"),
    };
}
