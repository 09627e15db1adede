using System.Globalization;
using System.Text;

namespace Kali.Data.Engines.Embedded.DeltaLog;

/// <summary>Partition values as the log writes them: texts, an empty one standing for NULL ("Partition Value Serialization").</summary>
internal static class PartitionValue
{
    private static readonly string[] ZonelessFormats =
        ["yyyy-MM-dd HH:mm:ss.FFFFFFF", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd"];

    private static readonly string[] ZonedFormats = ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mm:ss.FFFFFFFK"];

    /// <summary>
    /// The text for a value that Kali writes; null for NULL and for the empty text, which the protocol cannot tell from it.
    /// Timestamps are written in UTC with <c>Z</c>, so that no reader's zone changes them.
    /// </summary>
    public static string? Write(object? value) => value switch
    {
        null or DBNull or "" => null,
        string text => text,
        bool flag => flag ? "true" : "false",
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTimeOffset instant => Instant(instant),
        DateTime { Kind: DateTimeKind.Utc } instant => Instant(new DateTimeOffset(instant)),
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        float number => number.ToString("R", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => throw new ArgumentException($"A partition value cannot be a {value.GetType().Name}.", nameof(value)),
    };

    /// <summary>The value as a DuckDB expression of the column's type.</summary>
    /// <param name="text">As the log has it.</param>
    /// <param name="type">The column's type.</param>
    /// <param name="duckType">The same as DuckDB names it.</param>
    /// <param name="zone">For timestamps written without a zone: the writer's.</param>
    /// <exception cref="RefusedException">The text is no value of that type.</exception>
    public static string Expression(string? text, DataType type, string duckType, TimeZoneInfo zone)
    {
        if (string.IsNullOrEmpty(text))
            return $"NULL::{duckType}";
        return type switch
        {
            DataType.Primitive { TypeName: "timestamp" } => $"TIMESTAMPTZ {DuckText.Literal(ReadInstant(text, zone).UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.ffffff'+00'", CultureInfo.InvariantCulture))}",
            DataType.Primitive { TypeName: "timestamp_ntz" } => $"TIMESTAMP {DuckText.Literal(ReadZoneless(text).ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture))}",
            DataType.Primitive { TypeName: "binary" } => $"encode({DuckText.Literal(text)})",
            DataType.Primitive { TypeName: "boolean" } => text.ToUpperInvariant() switch { "TRUE" => "TRUE", "FALSE" => "FALSE", _ => throw NoValue(text, type) },
            DataType.Primitive { TypeName: "date" } => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
                ? $"DATE {DuckText.Literal(text)}"
                : throw NoValue(text, type),
            DataType.Primitive { TypeName: "string" } => DuckText.Literal(text),
            DataType.Primitive { TypeName: "long" or "integer" or "short" or "byte" } => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole)
                ? $"CAST({DuckText.Literal(whole.ToString(CultureInfo.InvariantCulture))} AS {duckType})"
                : throw NoValue(text, type),
            _ => $"CAST({DuckText.Literal(text)} AS {duckType})",
        };
    }

    internal static DateTimeOffset ReadInstant(string text, TimeZoneInfo zone)
    {
        if (DateTime.TryParseExact(text, ZonelessFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
            return new DateTimeOffset(local, zone.IsInvalidTime(local) ? zone.BaseUtcOffset : zone.GetUtcOffset(local));
        return DateTimeOffset.TryParseExact(text, ZonedFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)
            ? instant
            : throw NoValue(text, DataType.Timestamp);
    }

    private static DateTime ReadZoneless(string text) =>
        DateTime.TryParseExact(text, ZonelessFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local) ? local : throw NoValue(text, DataType.TimestampNtz);

    private static string Instant(DateTimeOffset instant) => instant.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);

    private static RefusedException NoValue(string text, DataType type) =>
        new($"The log gives a partition the value “{text}”, which is no {type}. The table cannot be read rightly, so it is not read.");
}
