using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace Kali.Data.Engines.Expressions;

/// <summary>
/// The days on which a zone's clocks go on as they did the day before and will the day after, year after year with the same offset. Engines take most
/// of a microsecond to look a time zone up; on these days a few comparisons answer, and no local time is skipped or stands twice.
/// </summary>
internal static class OrdinaryDays
{
    private const int FirstYear = 1970;
    private const int LastYear = 2037;
    private const int FewestDays = 340;
    private const int MostSpans = 6;
    private static readonly ConcurrentDictionary<string, ImmutableArray<YearSpan>> ByZone = new(StringComparer.Ordinal);

    /// <summary>For each offset that holds on such days: when it does, and the offset. The latest years first; none for a zone that is not known here.</summary>
    /// <param name="zone">The zone.</param>
    /// <param name="year">The year of a local time.</param>
    /// <param name="day">Its month × 100 + day.</param>
    public static IEnumerable<(SqlExpression Holds, TimeSpan Offset)> Of(string zone, SqlExpression year, SqlExpression day) =>
        ByZone.GetOrAdd(zone, Find).SelectMany(span => span.Days.GroupBy(days => days.Offset).Select(days => (
            (SqlExpression)new AllOf(
                year.AtLeast(new WholeNumber(span.From)),
                year.AtMost(new WholeNumber(span.To)),
                new AnyOf([.. days.Select(SqlExpression (some) => new AllOf(day.AtLeast(new WholeNumber(some.From)), day.AtMost(new WholeNumber(some.To))))])),
            days.Key)));

    private static ImmutableArray<YearSpan> Find(string zone)
    {
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var info))
            return [];
        var spans = ImmutableArray.CreateBuilder<YearSpan>();
        var (last, known) = (LastYear, DaysOf(info, LastYear));
        for (var year = LastYear - 1; year >= FirstYear - 1 && spans.Count < MostSpans; year--)
        {
            var both = year < FirstYear ? null : Both(known, DaysOf(info, year));
            if (both is not null && both.Count >= FewestDays)
            {
                known = both;
                continue;
            }
            spans.Add(new YearSpan(year + 1, last, Joined(known)));
            if (year >= FirstYear)
                (last, known) = (year, DaysOf(info, year));
        }
        return spans.ToImmutable();
    }

    /// <summary>Month × 100 + day → offset. The 29th of February stands in other years as well: nobody has a local time then.</summary>
    private static SortedDictionary<int, TimeSpan> DaysOf(TimeZoneInfo zone, int year)
    {
        var days = new SortedDictionary<int, TimeSpan>();
        for (var day = new DateTime(year, 1, 1, 0, 0, 0, DateTimeKind.Utc); day.Year == year; day = day.AddDays(1))
        {
            var offset = zone.GetUtcOffset(day.AddDays(-1));
            var isOrdinary = true;
            for (var hour = day.AddDays(-1); isOrdinary && hour <= day.AddDays(2); hour = hour.AddHours(3))
                isOrdinary = zone.GetUtcOffset(hour) == offset;
            if (isOrdinary && offset.Seconds == 0)
                days[day.Month * 100 + day.Day] = offset;
        }
        if (!DateTime.IsLeapYear(year) && days.TryGetValue(228, out var before) && days.TryGetValue(301, out var after) && before == after)
            days[229] = before;
        return days;
    }

    private static SortedDictionary<int, TimeSpan> Both(SortedDictionary<int, TimeSpan> one, SortedDictionary<int, TimeSpan> other) =>
        new(one.Where(day => other.TryGetValue(day.Key, out var offset) && offset == day.Value).ToDictionary());

    private static ImmutableArray<DaySpan> Joined(SortedDictionary<int, TimeSpan> days)
    {
        var spans = ImmutableArray.CreateBuilder<DaySpan>();
        foreach (var (day, offset) in days)
        {
            if (spans.Count > 0 && spans[^1] is var open && open.Offset == offset && IsNext(open.To, day))
                spans[^1] = open with { To = day };
            else
                spans.Add(new DaySpan(day, day, offset));
        }
        return spans.ToImmutable();
    }

    private static bool IsNext(int day, int next)
    {
        const int SomeLeapYear = 2024;
        var following = new DateOnly(SomeLeapYear, day / 100, day % 100).AddDays(1);
        return following.Month * 100 + following.Day == next;
    }
}

/// <summary>Years with the same ordinary days.</summary>
internal sealed record YearSpan(int From, int To, ImmutableArray<DaySpan> Days);

/// <summary>Days of a year, as month × 100 + day, and their offset from UTC.</summary>
internal sealed record DaySpan(int From, int To, TimeSpan Offset);
