using System.Globalization;

namespace Kali.Web.Widgets;

/// <summary>Numbers as people read them, in the culture of the page.</summary>
public static class Numbers
{
    private static CultureInfo Culture => CultureInfo.CurrentCulture;

    private static bool IsGerman => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "de";

    public static string Count(long count) => count.ToString("N0", Culture);

    /// <summary>Null is "not counted yet", never 0.</summary>
    public static string Count(long? count) => count is { } known ? Count(known) : IsGerman ? "noch nicht gezählt" : "not counted yet";

    /// <summary>One decimal; a share that is not nothing never shows as 0.0, one that is not all never as 100.0.</summary>
    public static string Percent(double share)
    {
        var sign = IsGerman ? "\u00a0%" : "%";
        return share switch
        {
            > 0 and < 0.001 => (IsGerman ? "unter " : "under ") + 0.1.ToString("0.0", Culture) + sign,
            > 0.9995 and < 1 => (IsGerman ? "über " : "over ") + 99.9.ToString("0.0", Culture) + sign,
            _ => (share * 100).ToString("0.0", Culture) + sign,
        };
    }

    /// <summary>"411 of 48,213"; "all 48,213"; "all but 3".</summary>
    public static string Of(long part, long whole)
    {
        if (whole == 0)
            return Count(part);
        if (part == whole)
            return (IsGerman ? "alle " : "all ") + Count(whole);
        var rest = whole - part;
        if (rest is > 0 and < 10 && whole >= 1000)
            return (IsGerman ? "alle bis auf " : "all but ") + Count(rest);
        return $"{Count(part)} {(IsGerman ? "von" : "of")} {Count(whole)}";
    }

    /// <summary>A score of 100, with one decimal.</summary>
    public static string Score(double score) => score.ToString("0.0", Culture);

    /// <summary>The difference to the version before, with its sign.</summary>
    public static string Signed(double difference) =>
        Math.Abs(difference) < 0.05 ? "0" : (difference > 0 ? "+" : "−") + Math.Abs(difference).ToString("0.0", Culture);

    /// <summary>Decimal sizes: 12.4 MB.</summary>
    public static string Size(long bytes)
    {
        string[] units = ["bytes", "kB", "MB", "GB", "TB"];
        var (size, unit) = ((double)bytes, 0);
        while (size >= 1000 && unit < units.Length - 1)
            (size, unit) = (size / 1000, unit + 1);
        var word = unit == 0 && IsGerman ? "Byte" : units[unit];
        return $"{size.ToString(unit == 0 || size >= 100 ? "N0" : "0.#", Culture)} {word}";
    }

    /// <summary>9.2 s · 4 min 10 s · 2 h 5 min.</summary>
    public static string Duration(TimeSpan time) => time switch
    {
        { TotalSeconds: < 1 } => IsGerman ? "unter 1 s" : "under 1 s",
        { TotalSeconds: < 60 } => time.TotalSeconds.ToString("0.#", Culture) + " s",
        { TotalHours: < 1 } => time.Seconds == 0 ? $"{time.Minutes} min" : $"{time.Minutes} min {time.Seconds} s",
        _ => $"{(int)time.TotalHours} h {time.Minutes} min",
    };

    /// <summary>An estimate, rounded to what can be promised: 4 s, 20 s, 2 min.</summary>
    public static string About(TimeSpan time)
    {
        var seconds = time.TotalSeconds;
        var rounded = seconds switch
        {
            < 1 => 1,
            < 10 => Math.Round(seconds),
            < 60 => Math.Round(seconds / 5) * 5,
            _ => Math.Round(seconds / 60) * 60,
        };
        return (IsGerman ? "etwa " : "about ") + Duration(TimeSpan.FromSeconds(rounded));
    }

    /// <summary>"2 min ago" below a day, then the date.</summary>
    public static string Ago(DateTimeOffset at, DateTimeOffset now)
    {
        var age = now - at;
        return age switch
        {
            { TotalMinutes: < 1 } => IsGerman ? "gerade eben" : "just now",
            { TotalHours: < 1 } => IsGerman ? $"vor {(int)age.TotalMinutes} min" : $"{(int)age.TotalMinutes} min ago",
            { TotalDays: < 1 } => IsGerman ? $"vor {(int)age.TotalHours} h" : $"{(int)age.TotalHours} h ago",
            _ => at.ToLocalTime().ToString(at.Year == now.Year ? (IsGerman ? "d. MMM" : "d MMM") : (IsGerman ? "d. MMM yyyy" : "d MMM yyyy"), Culture),
        };
    }

    /// <summary>The full time, for titles.</summary>
    public static string Full(DateTimeOffset at) => at.ToLocalTime().ToString("F", Culture);
}
