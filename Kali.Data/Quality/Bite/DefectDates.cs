using Kali.Data.Engines.Expressions;
using Kali.Data.Ingest;

namespace Kali.Data.Quality;

/// <summary>Dates, and the dates of times, that become others in the column's own notation.</summary>
internal sealed class DefectDates
{
    private readonly DatePattern _pattern;
    private readonly SqlExpression _date;
    private readonly SqlExpression? _rest;
    private readonly SqlExpression _hasShape;

    private DefectDates(DatePattern pattern, SqlExpression date, SqlExpression? rest) =>
        (_pattern, _date, _rest, _hasShape) = (pattern, date, rest, new PatternMatch(date, CommonRegex.Parse(pattern.Shape), IsWhole: true));

    /// <summary>Null where the notation is not known well enough to write another date in it.</summary>
    public static DefectDates? Of(ColumnReading reading, SqlExpression text)
    {
        switch (reading.Format)
        {
            case ValueFormat.Date(var pattern) when DatePattern.Parse(pattern) is { IsInFigures: true } date:
                return new DefectDates(date, text, null);
            case ValueFormat.Timestamp(var pattern, _) when pattern.IndexOfAny(['H', 'h']) is > 1 and var hours && pattern[hours - 1] is 'T' or ' ':
                var day = DatePattern.Parse(pattern[..(pattern.IndexOfAny(['H', 'h']) - 1)]);
                return day is { IsInFigures: true, Length: { } length }
                    ? new DefectDates(day, DefectTexts.Part(text, new WholeNumber(1), length), DefectTexts.Part(text, new WholeNumber(length + 1), 64))
                    : null;
            default:
                return null;
        }
    }

    public (SqlExpression Suits, SqlExpression Becomes) DayAndMonth()
    {
        var (day, month) = (TwoDigits('d'), TwoDigits('M'));
        return (
            new AllOf(_hasShape, day.AtMost(new Constant("12")), day.NotEqualTo(month)),
            Written(field => _pattern.Part(_date, field switch { 'd' => 'M', 'M' => 'd', _ => field })));
    }

    /// <summary>Null where years have two digits: another century cannot be written.</summary>
    public (SqlExpression Suits, SqlExpression Becomes)? WrongYear() => !_pattern.HasWholeYear ? null : (
        _hasShape,
        Written(field => field == 'y' ? DefectTexts.Joined(new Constant("21"), DefectTexts.Part(_pattern.Part(_date, 'y'), new WholeNumber(3), 2)) : _pattern.Part(_date, field)));

    public (SqlExpression Suits, SqlExpression Becomes) Placeholder() => (
        _hasShape, Written(field => new Constant(field switch { 'y' => _pattern.HasWholeYear ? "1900" : "00", _ => "01" })));

    private SqlExpression TwoDigits(char field) => SqlExpression.Call(SqlFunction.PadLeft, _pattern.Part(_date, field), new WholeNumber(2), new Constant("0"));

    private SqlExpression Written(Func<char, SqlExpression> field) => _rest is null ? _pattern.Written(field) : DefectTexts.Joined(_pattern.Written(field), _rest);
}
