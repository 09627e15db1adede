using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;
using Kali.Data.Ingest;

namespace Kali.Data.Quality;

/// <summary>
/// Instants from text. Text with an offset says itself which instant it is; text without one is local time of the format's zone,
/// and a local time that the zone skips (the hour before summer time) fits nothing.
/// </summary>
internal sealed class TimestampReading(ValueFormat.Timestamp format)
{
    private const string Clock = "(?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9](?:\\.[0-9]{1,6}0*)?)?";
    private const string ShortClock = "(?:[01]?[0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9](?:\\.[0-9]{1,6}0*)?)?";
    private const string HalfDayClock = "(?:0?[1-9]|1[0-2]):[0-5][0-9](?::[0-5][0-9])? ?[AaPp][Mm]";
    private const string Offset = " ?(?:Z|[+-](?:0[0-9]|1[0-4]):?[0-5][0-9])";

    private readonly DatePattern _date = DatePattern.Parse(DatePart(format.Pattern));
    private readonly bool _isHalfDay = format.Pattern.EndsWith("tt", StringComparison.Ordinal);
    private readonly string _clock = format.Pattern.EndsWith("tt", StringComparison.Ordinal) ? HalfDayClock : format.Pattern.Contains("HH", StringComparison.Ordinal) ? Clock : ShortClock;

    public SqlExpression Typed(SqlExpression text)
    {
        var withOffset = (Matches(text, $"{_date.Shape}[T ]{_clock}{Offset}"), WithOffset(text));
        if (format.Zone is not { } zone)
            return new Case([withOffset]);
        var local = IsoText(text).TryCastTo(DataType.TimestampNtz);
        var inWords = (Matches(text, $"{_date.Shape}[T ]{_clock}"), AtZone(local, null, zone));
        if (!_date.IsIso || _isHalfDay)
            return new Case([inWords, withOffset]);

        return new Case([(IsPrintedBack(text, text.TryCastTo(DataType.TimestampNtz)), AtZone(text.TryCastTo(DataType.TimestampNtz), null, zone)), inWords, withOffset]);
    }

    public bool PrintsPlainly => _date.IsIso && format.Zone is not null && !_isHalfDay;

    public SqlExpression PrintingBack(SqlExpression text, LocalTime local) => Case.When(IsPrintedBack(text, local.Value), AtZone(local.Value, local, format.Zone!));

    /// <summary>The instants of local times that are known to be there.</summary>
    public SqlExpression Certain(LocalTime local) =>
        new Case([.. OnOrdinaryDays(local, format.Zone!)], new InstantOf(local.Value, format.Zone!));

    private static AllOf IsPrintedBack(SqlExpression text, SqlExpression cast) =>
        new(SqlExpression.Call(SqlFunction.ByteLength, text).EqualTo(new WholeNumber(19)), cast.AsText().EqualTo(text));

    private static Case AtZone(SqlExpression local, LocalTime? parts, string zone)
    {
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _))
            throw new RefusedException($"“{zone}” is no time zone known here. Zones are named as Europe/Berlin or UTC.");
        var instant = new InstantOf(local, zone);
        return new Case([.. parts is null ? [] : OnOrdinaryDays(parts, zone), (new LocalTimeOf(instant, zone).EqualTo(local), instant)]);
    }

    private static IEnumerable<(SqlExpression When, SqlExpression Then)> OnOrdinaryDays(LocalTime local, string zone) =>
        OrdinaryDays.Of(zone, local.Year, local.Day).Select(days => (days.Holds, (SqlExpression)InstantOf.At(local.Value, days.Offset)));

    private SqlExpression WithOffset(SqlExpression text)
    {
        var bare = new PatternReplace(text, CommonRegex.Parse($"{Offset}$"), "");
        var offset = SqlExpression.Call(SqlFunction.Trim,
            SqlExpression.Call(SqlFunction.Substring, text, new Arithmetic(ArithmeticOperator.Add, SqlExpression.Call(SqlFunction.Length, bare), new WholeNumber(1)), new WholeNumber(7)),
            new Constant(" "));
        var digits = SqlExpression.Call(SqlFunction.Replace, offset, new Constant(":"), new Constant(""));
        var withColon = SqlExpression.Call(SqlFunction.Concat,
            SqlExpression.Call(SqlFunction.Substring, digits, new WholeNumber(1), new WholeNumber(3)),
            new Constant(":"),
            SqlExpression.Call(SqlFunction.Substring, digits, new WholeNumber(4), new WholeNumber(2)));
        var isZulu = SqlExpression.Call(SqlFunction.EndsWith, text, new Constant("Z"));
        return SqlExpression.Call(SqlFunction.Concat, IsoText(bare), Case.When(isZulu, new Constant("+00:00"), withColon)).TryCastTo(DataType.Timestamp);
    }

    private SqlExpression IsoText(SqlExpression text) => SqlExpression.Call(
        SqlFunction.Concat, _date.IsoText(DateOf(text)), new Constant(" "), SqlExpression.Call(SqlFunction.PadLeft, Hour(text), new WholeNumber(2), new Constant("0")), MinutesOf(text));

    private PatternReplace DateOf(SqlExpression text) => new(text, CommonRegex.Parse($"[T ]{_clock}$"), "");

    private SqlExpression ClockOf(SqlExpression text) => SqlExpression.Call(
        SqlFunction.Substring, text, new Arithmetic(ArithmeticOperator.Add, SqlExpression.Call(SqlFunction.Length, DateOf(text)), new WholeNumber(2)), new WholeNumber(40));

    private SqlExpression Hour(SqlExpression text)
    {
        var written = SqlExpression.Call(SqlFunction.SplitPart, ClockOf(text), new Constant(":"), new WholeNumber(1));
        if (!_isHalfDay)
            return written;
        // Twelve is the first hour of its half of the day.
        var hour = SqlExpression.Call(SqlFunction.Remainder, written.TryCastTo(DataType.Long), new WholeNumber(12));
        var isAfternoon = SqlExpression.Call(SqlFunction.EndsWith, SqlExpression.Call(SqlFunction.Lower, text), new Constant("pm"));
        return SqlExpression.Call(SqlFunction.PadLeft, Case.When(isAfternoon, new Arithmetic(ArithmeticOperator.Add, hour, new WholeNumber(12)), hour).AsText(), new WholeNumber(2), new Constant("0"));
    }

    private SqlExpression MinutesOf(SqlExpression text)
    {
        var clock = _isHalfDay ? new PatternReplace(ClockOf(text), CommonRegex.Parse(" ?[AaPp][Mm]$"), "") : ClockOf(text);
        var seconds = SqlExpression.Call(SqlFunction.SplitPart, clock, new Constant(":"), new WholeNumber(3));
        return SqlExpression.Call(SqlFunction.Concat,
            new Constant(":"),
            SqlExpression.Call(SqlFunction.SplitPart, clock, new Constant(":"), new WholeNumber(2)),
            new Constant(":"),
            Case.When(seconds.EqualTo(new Constant("")), new Constant("00"), seconds));
    }

    private static string DatePart(string pattern)
    {
        var clock = pattern.IndexOfAny(['H', 'h']);
        return clock > 0
            ? pattern[..clock].TrimEnd('\'', 'T', ' ')
            : throw new RefusedException($"“{pattern}” is no pattern of date and time; it has a date and then HH:mm, for example yyyy-MM-dd HH:mm:ss.");
    }

    private static PatternMatch Matches(SqlExpression text, string pattern) => new(text, CommonRegex.Parse(pattern), IsWhole: true);
}
