using System.Globalization;
using Kali.Data.Engines.Databricks.Dialect;
using Kali.Data.Engines.Databricks.Statements;

namespace Kali.Data.Engines.Databricks.Reading;

/// <summary>Cells of a result, which are text or nothing, as .NET values.</summary>
internal static class CellReading
{
    /// <summary>The column's type. A NULL without a type is a string that is always missing.</summary>
    public static DataType TypeOf(ManifestColumn column) => column switch
    {
        { TypeName: "DECIMAL", TypePrecision: { } precision } => DataType.DecimalOf(precision, column.TypeScale ?? 0),
        { TypeText: { Length: > 0 } text } => DatabricksTypes.Parse(text) ?? DataType.String,
        { TypeName: { Length: > 0 } name } => DatabricksTypes.Parse(name) ?? DataType.String,
        _ => DataType.String,
    };

    /// <summary>Reads a cell of that type. Instants are expected as microseconds since 1970, wall-clock times as Databricks prints them in a cast.</summary>
    public static Func<string, object?> Of(DataType type) => type switch
    {
        DataType.Decimal => Decimal,
        DataType.Primitive(var name) => name switch
        {
            "long" => static text => long.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture),
            "integer" => static text => int.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture),
            "short" => static text => short.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture),
            "byte" => static text => sbyte.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture),
            "double" => static text => Double(text),
            "float" => static text => (float)Double(text),
            "boolean" => static text => bool.Parse(text),
            "binary" => static text => Convert.FromBase64String(text),
            "date" => static text => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture),
            "timestamp" => static text => Instant(text),
            "timestamp_ntz" => static text => DateTime.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.None),
            _ => static text => text,
        },
        _ => static text => text,
    };

    public static object?[] Row(string?[] cells, Func<string, object?>[] readers)
    {
        var row = new object?[readers.Length];
        for (var i = 0; i < readers.Length; i++)
            row[i] = cells[i] is { } text ? readers[i](text) : null;
        return row;
    }

    private static object Decimal(string text)
    {
        var point = text.IndexOf('.', StringComparison.Ordinal);
        var digits = point < 0 ? text : text.Remove(point, 1);
        return Int128.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var unscaled) ? ExactDecimal.From(unscaled, point < 0 ? 0 : text.Length - point - 1) : text;
    }

    private static double Double(string text) => text switch
    {
        "NaN" => double.NaN,
        "Infinity" or "inf" => double.PositiveInfinity,
        "-Infinity" or "-inf" => double.NegativeInfinity,
        _ => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture),
    };

    private static DateTimeOffset Instant(string text) => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var micros)
        ? DateTimeOffset.UnixEpoch.AddTicks(micros * TimeSpan.TicksPerMicrosecond)
        : DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal).ToUniversalTime();
}
