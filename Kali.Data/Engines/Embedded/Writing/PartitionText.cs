using System.Globalization;
using Kali.Data.Engines.Embedded.DeltaLog;

namespace Kali.Data.Engines.Embedded.Writing;

/// <summary>Partition values as DuckDB prints them, in the words of the log.</summary>
internal static class PartitionText
{
    public static string? FromDuck(string text, DataType type) => type switch
    {
        DataType.Primitive { TypeName: "timestamp" } => PartitionValue.Write(DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal)),
        DataType.Primitive { TypeName: "boolean" } => text is "1" or "true" ? "true" : "false",
        _ => text.Length == 0 ? null : text,
    };
}
