using System.Globalization;
using System.Runtime.InteropServices;

namespace Kali.Data.Engines.Embedded.Values;

/// <summary>DuckDB's days and microseconds since 1970 as .NET's dates and times; what lies outside their range comes as text.</summary>
internal static class DuckTimes
{
    private const long TicksAMicro = TimeSpan.TicksPerMicrosecond;
    private static readonly int FirstDay = DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;

    public static object Date(int days) =>
        (long)days + FirstDay is var number && number >= 0 && number <= DateOnly.MaxValue.DayNumber
            ? DateOnly.FromDayNumber((int)number)
            : OutOfRange(days is int.MaxValue, days is -int.MaxValue, days, "days");

    public static object Instant(long micros) =>
        Ticks(micros) is { } ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : OutOfRange(micros is long.MaxValue, micros is -long.MaxValue, micros, "microseconds");

    public static object WallClock(long micros) =>
        Ticks(micros) is { } ticks ? new DateTime(ticks, DateTimeKind.Unspecified) : OutOfRange(micros is long.MaxValue, micros is -long.MaxValue, micros, "microseconds");

    public static object TimeOfDay(long micros) => new TimeSpan(micros * TicksAMicro).ToString(@"hh\:mm\:ss\.ffffff", CultureInfo.InvariantCulture);

    public static object Span(DuckSpan span)
    {
        var time = new TimeSpan(span.Micros * TicksAMicro);
        var parts = new List<string>();
        if (span.Months != 0)
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"{span.Months} months"));
        if (span.Days != 0)
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"{span.Days} days"));
        if (time != TimeSpan.Zero || parts.Count == 0)
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"{(time < TimeSpan.Zero ? "-" : "")}{Math.Abs((long)time.TotalHours):00}:{Math.Abs(time.Minutes):00}:{Math.Abs(time.Seconds):00}"));
        return string.Join(' ', parts);
    }

    private static long? Ticks(long micros) =>
        micros >= (DateTime.MinValue.Ticks - DateTime.UnixEpoch.Ticks) / TicksAMicro && micros <= (DateTime.MaxValue.Ticks - DateTime.UnixEpoch.Ticks) / TicksAMicro
            ? DateTime.UnixEpoch.Ticks + micros * TicksAMicro
            : null;

    private static string OutOfRange(bool isInfinite, bool isMinusInfinite, long number, string unit) =>
        isInfinite ? "infinity" : isMinusInfinite ? "-infinity" : string.Create(CultureInfo.InvariantCulture, $"{number} {unit} from 1970");
}

/// <summary>DuckDB's interval.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct DuckSpan(int Months, int Days, long Micros);
