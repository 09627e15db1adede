using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;
using Kali.Data.Ingest;

namespace Kali.Data.Quality;

/// <summary>From cleaned text to the value of a column's type, in SQL: NULL where the text does not fit, never something near it.</summary>
public static class TypeReading
{
    /// <param name="reading">How the column is written.</param>
    /// <param name="text">Cleaned text, NULL where a spelling of "no value" stood; used several times, so a column rather than a computation.</param>
    public static SqlExpression Typed(ColumnReading reading, SqlExpression text) => reading.Format switch
    {
        ValueFormat.Number number => new NumberReading(reading.Type, number).Typed(text),
        ValueFormat.Date date => Date(text, date),
        ValueFormat.Timestamp timestamp => new TimestampReading(timestamp).Typed(text),
        ValueFormat.Boolean(var trueWord, var falseWord) => new Case(
        [
            (SqlExpression.Call(SqlFunction.Lower, text).EqualTo(new Constant(trueWord.ToLowerInvariant())), new Truth(true)),
            (SqlExpression.Call(SqlFunction.Lower, text).EqualTo(new Constant(falseWord.ToLowerInvariant())), new Truth(false)),
        ]),
        _ => text,
    };

    /// <summary>The type whose plain cast reads most texts of such a column; null where they are written otherwise than values print.</summary>
    public static DataType? PlainType(ColumnReading reading) => reading.Format switch
    {
        ValueFormat.Number number => new NumberReading(reading.Type, number).PrintsPlainly ? reading.Type : null,
        ValueFormat.Date(var pattern) => DatePattern.Parse(pattern).IsIso ? DataType.Date : null,
        ValueFormat.Timestamp timestamp => new TimestampReading(timestamp).PrintsPlainly ? DataType.TimestampNtz : null,
        _ => null,
    };

    /// <summary>The value where the cast of a text prints back to exactly it, else NULL: <see cref="Typed"/> gives the same and more.</summary>
    /// <param name="reading">How the column is written.</param>
    /// <param name="raw">The text.</param>
    /// <param name="cast">The text cast to <see cref="PlainType"/>; used several times, so a column. Local times have their parts with them.</param>
    public static SqlExpression PrintingBack(ColumnReading reading, SqlExpression raw, LocalTime cast) => reading.Format switch
    {
        ValueFormat.Timestamp timestamp => new TimestampReading(timestamp).PrintingBack(raw, cast),
        ValueFormat.Date => IsoDate(raw, cast.Value),
        _ => Case.When(cast.Value.AsText().EqualTo(raw), cast.Value),
    };

    /// <summary>The value of a text that is known to print back.</summary>
    public static SqlExpression AsWritten(ColumnReading reading, LocalTime cast) =>
        reading.Format is ValueFormat.Timestamp timestamp ? new TimestampReading(timestamp).Certain(cast) : cast.Value;

    /// <summary>Whether text of the column can fail to fit.</summary>
    public static bool CanFail(ColumnReading reading) => reading.Format is not ValueFormat.AsText;

    private static Case Date(SqlExpression text, ValueFormat.Date format)
    {
        var pattern = DatePattern.Parse(format.Pattern);
        if (!pattern.IsIso)
            return Case.When(new PatternMatch(text, CommonRegex.Parse(pattern.Shape), IsWhole: true), pattern.IsoText(text).TryCastTo(DataType.Date));
        return IsoDate(text, text.TryCastTo(DataType.Date));
    }

    private static Case IsoDate(SqlExpression text, SqlExpression cast) =>
        Case.When(new AllOf(SqlExpression.Call(SqlFunction.ByteLength, text).EqualTo(new WholeNumber(10)), cast.AsText().EqualTo(text)), cast);
}
