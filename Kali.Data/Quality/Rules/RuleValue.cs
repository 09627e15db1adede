using System.Globalization;
using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;

namespace Kali.Data.Quality;

/// <summary>Bounds and list members of rules, written as text, as constants of a column's type.</summary>
internal static class RuleValue
{
    /// <summary>Null where the text is no value of the type.</summary>
    public static SqlExpression? TryParse(string text, DataType type) => type switch
    {
        DataType.Decimal or DataType.Primitive { TypeName: "long" or "integer" or "short" or "byte" } =>
            decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? Number(number) : null,
        DataType.Primitive { TypeName: "double" or "float" } =>
            double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? new Constant(number) : null,
        DataType.Primitive { TypeName: "date" } =>
            DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? Date(date) : null,
        DataType.Primitive { TypeName: "timestamp" } =>
            DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant) ? Instant(instant) : null,
        DataType.Primitive { TypeName: "boolean" } => bool.TryParse(text, out var truth) ? new Truth(truth) : null,
        DataType.Primitive { TypeName: "string" } => new Constant(text),
        _ => null,
    };

    private static Constant Number(decimal number) =>
        number == decimal.Truncate(number) && number is >= long.MinValue and <= long.MaxValue ? new Constant((long)number) : new Constant(number);

    public static SqlExpression Date(DateOnly date) => new Constant(date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)).CastTo(DataType.Date);

    public static SqlExpression Instant(DateTimeOffset instant) =>
        new Constant(instant.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.ffffff+00:00", CultureInfo.InvariantCulture)).CastTo(DataType.Timestamp);
}
