using System.Globalization;

namespace Kali.Data.Quality;

/// <summary>Where printed values stand on the line of their column: numbers as they are, dates in days and times in microseconds since 1970.</summary>
internal static class Places
{
    /// <summary>Null for a type without such a line, and for what is no value of it.</summary>
    public static double? Of(string type, string text) => type switch
    {
        "date" => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day.DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber : null,
        "timestamp" => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? (at - DateTimeOffset.UnixEpoch).TotalMicroseconds : null,
        "string" or "boolean" or "binary" or "timestamp_ntz" => null,
        _ => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null,
    };
}
