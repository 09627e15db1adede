using System.Globalization;

namespace Kali.Data.Engines.Embedded.DeltaLog;

/// <summary>Durations as table properties write them: <c>interval 1 week</c>, <c>30 days</c>, <c>interval 2 days 12 hours</c>.</summary>
internal static class DeltaInterval
{
    public static bool TryParse(string text, out TimeSpan duration)
    {
        duration = TimeSpan.Zero;
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var first = words is ["interval" or "INTERVAL", ..] ? 1 : 0;
        if (words.Length == first || (words.Length - first) % 2 != 0)
            return false;
        for (var i = first; i < words.Length; i += 2)
        {
            if (!int.TryParse(words[i], NumberStyles.None, CultureInfo.InvariantCulture, out var count))
                return false;
            TimeSpan? unit = words[i + 1].TrimEnd('s', 'S').ToUpperInvariant() switch
            {
                "WEEK" => TimeSpan.FromDays(7),
                "DAY" => TimeSpan.FromDays(1),
                "HOUR" => TimeSpan.FromHours(1),
                "MINUTE" => TimeSpan.FromMinutes(1),
                "SECOND" => TimeSpan.FromSeconds(1),
                "MILLISECOND" => TimeSpan.FromMilliseconds(1),
                _ => null,
            };
            if (unit is null)
                return false;
            duration += count * unit.Value;
        }
        return true;
    }
}
