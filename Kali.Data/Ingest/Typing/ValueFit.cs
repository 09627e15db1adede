using Kali.Data.Engines;

namespace Kali.Data.Ingest.Typing;

/// <summary>Whether a text is a value of a type: only when the typed value prints back to it in its format.</summary>
public static class ValueFit
{
    /// <summary>More digits than this are an identifier, not a quantity.</summary>
    public const int MostIntegerDigits = 15;

    /// <param name="text">Without outer blanks.</param>
    /// <param name="type">The column's type.</param>
    /// <param name="format">How the column writes it.</param>
    public static bool Fits(string text, DataType type, ValueFormat format) => format switch
    {
        ValueFormat.Boolean boolean => text.Equals(boolean.TrueWord, StringComparison.OrdinalIgnoreCase) || text.Equals(boolean.FalseWord, StringComparison.OrdinalIgnoreCase),
        ValueFormat.Date date => DateText.TryRead(text, date.Pattern, out _),
        ValueFormat.Timestamp timestamp => TimestampText.Fits(text, timestamp.Pattern, timestamp.Zone is not null),
        ValueFormat.Number number => FitsNumber(text, type, number),
        _ => true,
    };

    private static bool FitsNumber(string text, DataType type, ValueFormat.Number format)
    {
        if (type == DataType.Double || type == DataType.Float)
            return NumberText.FitsDouble(text);
        if (!NumberText.TryRead(text, format.DecimalSeparator, format.GroupSeparator, out var shape))
            return false;
        return type is DataType.Decimal @decimal
            ? shape.FractionDigits <= @decimal.Scale && shape.IntegerDigits <= @decimal.Precision - @decimal.Scale
            : shape.FractionDigits == 0 && shape.IntegerDigits <= MostIntegerDigits;
    }
}
