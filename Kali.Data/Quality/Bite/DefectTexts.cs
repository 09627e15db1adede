using System.Globalization;
using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;
using Kali.Data.Ingest;

namespace Kali.Data.Quality;

/// <summary>How a text becomes a defective one, written as its column writes. Each says where it is possible; a text that would stay as it is counts as none.</summary>
internal static class DefectTexts
{
    private const long Factor = 1000;
    private const long LargestShifted = 1_000_000_000;
    private const int RoomForDigits = 28;
    private const int FractionOfDouble = 6;

    public static SqlExpression IsThere(SqlExpression text) => TextCleaning.Trimmed(text).NotEqualTo(new Constant(""));

    /// <summary>Two letters in the middle change places.</summary>
    public static (SqlExpression Suits, SqlExpression Becomes) Typo(SqlExpression text)
    {
        var middle = Middle(text);
        var (first, second) = (Part(text, middle, 1), Part(text, Plus(middle, 1), 1));
        return (
            new AllOf(Length(text).AtLeast(new WholeNumber(4)), first.NotEqualTo(second)),
            Joined(Part(text, new WholeNumber(1), Plus(middle, -1)), second, first, Part(text, Plus(middle, 2), Length(text))));
    }

    /// <summary>Without the letter in the middle.</summary>
    public static (SqlExpression Suits, SqlExpression Becomes) LostLetter(SqlExpression text) => (
        Length(text).AtLeast(new WholeNumber(5)),
        Joined(Part(text, new WholeNumber(1), Plus(Middle(text), -1)), Part(text, Plus(Middle(text), 1), Length(text))));

    /// <summary>The letter O for the last digit.</summary>
    public static (SqlExpression Suits, SqlExpression Becomes) LetterForDigit(SqlExpression text) => (
        new PatternMatch(text, CommonRegex.Parse("[0-9]$"), IsWhole: false),
        Joined(Part(text, new WholeNumber(1), Plus(Length(text), -1)), new Constant("O")));

    public static (SqlExpression Suits, SqlExpression Becomes) LetterCase(SqlExpression text)
    {
        var upper = SqlExpression.Call(SqlFunction.Upper, text);
        return (IsThere(text), Case.When(upper.EqualTo(text), SqlExpression.Call(SqlFunction.Lower, text), upper));
    }

    public static (SqlExpression Suits, SqlExpression Becomes) Blanks(SqlExpression text) => (IsThere(text), Joined(new Constant("\u00A0 "), text, new Constant("  ")));

    /// <summary>What UTF-8 looks like when it is taken for Latin-1.</summary>
    public static (SqlExpression Suits, SqlExpression Becomes) WrongCharacters(SqlExpression text) => (
        Length(text).AtLeast(new WholeNumber(3)),
        Joined(Part(text, new WholeNumber(1), Middle(text)), new Constant("Ã¼"), Part(text, Plus(Middle(text), 1), Length(text))));

    public static (SqlExpression Suits, SqlExpression Becomes) CutOff(SqlExpression text) => (
        Length(text).AtLeast(new WholeNumber(6)), Part(text, new WholeNumber(1), Middle(text)));

    public static (SqlExpression Suits, SqlExpression Becomes) Always(SqlExpression text, string becomes) => (IsThere(text), new Constant(becomes).AsText());

    public static (SqlExpression Suits, SqlExpression Becomes) WrongSign(SqlExpression text) => (
        new PatternMatch(text, CommonRegex.Parse("^-?[0-9.,]*[1-9]"), IsWhole: false),
        Case.When(SqlExpression.Call(SqlFunction.StartsWith, text, new Constant("-")), Part(text, new WholeNumber(2), Length(text)), Joined(new Constant("-"), text)));

    /// <summary>A thousand times as much, as if grams had been sent for kilograms.</summary>
    public static (SqlExpression Suits, SqlExpression Becomes) UnitShift(SqlExpression text, ColumnReading reading)
    {
        var value = TypeReading.Typed(reading, TextCleaning.Trimmed(text));
        var exact = reading.Type switch
        {
            DataType.Decimal(_, var scale) => value.CastTo(DataType.DecimalOf(RoomForDigits, Math.Min(scale, RoomForDigits / 2))),
            DataType.Primitive { TypeName: "double" or "float" } => value.CastTo(DataType.DecimalOf(RoomForDigits, FractionOfDouble)),
            _ => value.CastTo(DataType.Long),
        };
        var written = new Arithmetic(ArithmeticOperator.Multiply, exact, new WholeNumber(Factor)).AsText();
        var decimalSign = reading.Format is ValueFormat.Number number ? number.DecimalSeparator : '.';
        return (
            new AllOf(value.IsNotNull(), value.NotEqualTo(new WholeNumber(0)), SqlExpression.Call(SqlFunction.Absolute, value).LessThan(new WholeNumber(LargestShifted))),
            decimalSign == '.' ? written : SqlExpression.Call(SqlFunction.Replace, written, new Constant("."), new Constant(decimalSign.ToString())));
    }

    /// <summary>A number written as the column writes its own.</summary>
    public static (SqlExpression Suits, SqlExpression Becomes) Number(SqlExpression text, double value, ColumnReading reading)
    {
        var digits = reading.Type switch { DataType.Decimal(_, var scale) => Math.Min(scale, FractionOfDouble), DataType.Primitive { TypeName: "double" or "float" } => 2, _ => 0 };
        var written = value.ToString("F" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        return Always(text, reading.Format is ValueFormat.Number { DecimalSeparator: not '.' and var sign } ? written.Replace('.', sign) : written);
    }

    public static SqlExpression Middle(SqlExpression text) =>
        SqlExpression.Call(SqlFunction.Floor, new Arithmetic(ArithmeticOperator.Divide, Length(text), new WholeNumber(2))).CastTo(DataType.Long);

    public static SqlExpression Part(SqlExpression text, SqlExpression start, SqlExpression length) => SqlExpression.Call(SqlFunction.Substring, text, start, length);

    public static SqlExpression Part(SqlExpression text, SqlExpression start, int length) => Part(text, start, new WholeNumber(length));

    public static SqlExpression Joined(params SqlExpression[] parts) => SqlExpression.Call(SqlFunction.Concat, [.. parts]);

    private static SqlExpression Length(SqlExpression text) => SqlExpression.Call(SqlFunction.Length, text);

    private static Arithmetic Plus(SqlExpression number, long more) => new(ArithmeticOperator.Add, number, new WholeNumber(more));
}
