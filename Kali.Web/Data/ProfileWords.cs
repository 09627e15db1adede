using System.Globalization;
using Kali.Data.Quality;

namespace Kali.Web.Data;

/// <summary>Figures of a profile as people read them.</summary>
public static class ProfileWords
{
    private const double MicrosecondsADay = 86_400_000_000d;

    private static CultureInfo Culture => CultureInfo.CurrentCulture;

    /// <summary>A place on a column's line of numbers: a number, or the day or time it stands for.</summary>
    public static string At(string type, double position) => type switch
    {
        "date" => Day(position).ToString("d MMM yyyy", Culture),
        "timestamp" or "timestamp_ntz" => DateTime.UnixEpoch.AddDays(position / MicrosecondsADay).ToString("d MMM yyyy HH:mm", Culture),
        "long" or "integer" or "short" or "byte" => Math.Round(position).ToString("#,0", Culture),
        _ => Number(position),
    };

    /// <summary>From, to: what a bar of a histogram stands for.</summary>
    public static string Span(string type, double from, double below) => type switch
    {
        "date" when below - from <= 1 => At(type, from),
        "date" => $"{At(type, from)} – {At(type, below - 1)}",
        "long" or "integer" or "short" or "byte" when below - from <= 1 => At(type, from),
        "long" or "integer" or "short" or "byte" => $"{At(type, Math.Ceiling(from))} – {At(type, Math.Ceiling(below) - 1)}",
        _ => $"{At(type, from)} – {At(type, below)}",
    };

    /// <summary>A value in the invariant form of its type, as the reader's language writes it.</summary>
    public static string Value(string type, string value)
    {
        if (type == "date" && DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return day.ToString("d MMM yyyy", Culture);
        if (type is "timestamp" or "timestamp_ntz" && Position(type, value) is { } position)
            return At(type, position);
        return IsNumber(type) && decimal.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number.ToString("#,0.######", Culture)
            : value;
    }

    public static bool IsNumber(string type) => type is "long" or "integer" or "short" or "byte" or "double" or "float" || type.StartsWith("decimal", StringComparison.Ordinal);

    public static bool HasPosition(string type) => IsNumber(type) || type is "date" or "timestamp" or "timestamp_ntz";

    /// <summary>Where a value stands on its column's line of numbers; null where it has no place there.</summary>
    public static double? Position(string type, string value) => type switch
    {
        "date" => DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day.DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber : null,
        "timestamp" or "timestamp_ntz" => DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? (at - DateTimeOffset.UnixEpoch).TotalMicroseconds : null,
        _ => IsNumber(type) && double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null,
    };

    private static DateTime Day(double position) => DateTime.UnixEpoch.AddDays(Math.Clamp(position, -700_000, 2_900_000));

    private static string Number(double number) => Math.Abs(number) switch
    {
        0 => "0",
        >= 1e15 or < 1e-4 => number.ToString("0.###E+0", Culture),
        >= 1000 => number.ToString("#,0", Culture),
        _ => number.ToString("#,0.##", Culture),
    };
}
