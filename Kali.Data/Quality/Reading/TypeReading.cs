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

    /// <summary>Whether text of the column can fail to fit.</summary>
    public static bool CanFail(ColumnReading reading) => reading.Format is not ValueFormat.AsText;

    private static Case Date(SqlExpression text, ValueFormat.Date format)
    {
        var pattern = DatePattern.Parse(format.Pattern);
        if (!pattern.IsIso)
            return Case.When(new PatternMatch(text, CommonRegex.Parse(pattern.Shape), IsWhole: true), pattern.IsoText(text).TryCastTo(DataType.Date));
        var value = text.TryCastTo(DataType.Date);
        return Case.When(new AllOf(SqlExpression.Call(SqlFunction.ByteLength, text).EqualTo(new WholeNumber(10)), value.AsText().EqualTo(text)), value);
    }
}
