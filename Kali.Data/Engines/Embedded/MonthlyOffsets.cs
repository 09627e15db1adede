using System.Collections.Concurrent;
using System.Globalization;
using System.Text;

namespace Kali.Data.Engines.Embedded;

/// <summary>A zone's offsets from UTC month by month, as a DuckDB list of seconds; NULL where a month, or the day before or after it, sees a change.</summary>
internal static class MonthlyOffsets
{
    public const int FirstYear = 1970;
    private const int LastYear = 2037;
    private static readonly ConcurrentDictionary<string, string> ByZone = new(StringComparer.Ordinal);

    public static string Of(string zone) => ByZone.GetOrAdd(zone, Find);

    private static string Find(string zone)
    {
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var info))
            return "CAST([] AS BIGINT[])";
        var list = new StringBuilder("[");
        for (var year = FirstYear; year <= LastYear; year++)
        {
            for (var month = 1; month <= 12; month++)
            {
                if (list.Length > 1)
                    list.Append(',');
                list.Append(Offset(info, new DateTime(year, month, 1, 0, 0, 0, DateTimeKind.Utc)) is { } seconds
                    ? seconds.ToString(CultureInfo.InvariantCulture)
                    : "NULL");
            }
        }
        return list.Append("]::BIGINT[]").ToString();
    }

    private static long? Offset(TimeZoneInfo info, DateTime month)
    {
        var first = info.GetUtcOffset(month.AddDays(-1));
        for (var hour = month.AddDays(-1); hour <= month.AddMonths(1).AddDays(1); hour = hour.AddHours(6))
        {
            if (info.GetUtcOffset(hour) != first)
                return null;
        }
        return (long)first.TotalSeconds;
    }
}
