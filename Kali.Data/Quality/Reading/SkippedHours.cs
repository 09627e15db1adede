using System.Collections.Concurrent;

namespace Kali.Data.Quality;

/// <summary>The hours of the day at which a zone ever skipped a local time, each between bars, as two digits and as one: only those need the costly check. Empty when there is none.</summary>
internal static class SkippedHours
{
    private const int FirstYear = 1900;
    private const int LastYear = 2100;
    private static readonly ConcurrentDictionary<string, string> ByZone = new(StringComparer.Ordinal);

    public static string Of(string zone) => ByZone.GetOrAdd(zone, Find);

    private static string Find(string zone)
    {
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var info))
            throw new RefusedException($"“{zone}” is no time zone known here. Zones are named as Europe/Berlin or UTC.");
        var hours = new SortedSet<int>();
        var last = new DateTime(LastYear, 1, 1, 0, 0, 0, DateTimeKind.Unspecified);
        for (var day = new DateTime(FirstYear, 1, 1, 0, 0, 0, DateTimeKind.Unspecified); day < last; day = day.AddDays(1))
        {
            if (info.GetUtcOffset(day) == info.GetUtcOffset(day.AddDays(1)))
                continue;
            for (var minute = 0; minute < 24 * 60; minute += 15)
            {
                if (info.IsInvalidTime(day.AddMinutes(minute)))
                    hours.Add(minute / 60);
            }
        }
        return hours.Count == 0 ? "" : $"|{string.Join("||", hours.SelectMany(hour => new[] { $"{hour:00}", $"{hour}" }).Distinct())}|";
    }
}
