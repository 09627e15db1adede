using System.Globalization;

namespace Kali.Data.Ingest.Typing;

/// <summary>How a text writes a time of day behind a date.</summary>
/// <param name="Separator">Between date and time.</param>
/// <param name="IsHalfDay">Whether hours go to twelve, with AM or PM behind them.</param>
internal readonly record struct TimeShape(char Separator, bool HasSeconds, bool HasFraction, bool HasOffset, bool IsHalfDay = false)
{
    /// <summary>The time part of a timestamp's pattern.</summary>
    public string Pattern => $"{Separator}{(IsHalfDay ? "h" : "HH")}:mm{(HasSeconds ? ":ss" : "")}{(HasFraction ? ".f" : "")}{(IsHalfDay ? " tt" : "")}";
}

/// <summary>
/// Reads timestamps: a date, <c>T</c> or a space, <c>HH:mm</c> with optional seconds and a fraction of at most six digits, and an optional offset.
/// </summary>
internal static class TimestampText
{
    /// <summary>Splits a text into its date and the shape of its time.</summary>
    public static bool TrySplit(ReadOnlySpan<char> text, out ReadOnlySpan<char> date, out TimeShape shape)
    {
        date = default;
        shape = default;
        var colon = text.IndexOf(':');
        if (IsHalfDay(text))
            return TrySplitHalfDay(text, colon, out date, out shape);
        if (colon < 8 || text[colon - 3] is not (' ' or 'T'))
            return false;
        date = text[..(colon - 3)];
        var time = text[(colon - 2)..];
        if (!Two(time, 0, 23) || !Two(time[3..], 0, 59))
            return false;
        var at = 5;
        var hasSeconds = at < time.Length && time[at] == ':';
        if (hasSeconds)
        {
            if (!Two(time[(at + 1)..], 0, 59))
                return false;
            at += 3;
        }
        var hasFraction = hasSeconds && at < time.Length && time[at] == '.';
        if (hasFraction)
        {
            var digits = 0;
            while (at + 1 + digits < time.Length && char.IsAsciiDigit(time[at + 1 + digits]))
                digits++;
            if (digits is < 1 or > 6)
                return false;
            at += 1 + digits;
        }
        var offset = time[at..];
        if (!offset.IsEmpty && !IsOffset(offset))
            return false;
        shape = new TimeShape(text[colon - 3], hasSeconds, hasFraction, !offset.IsEmpty);
        return true;
    }

    public static bool Fits(ReadOnlySpan<char> text, string pattern, bool hasZone)
    {
        var at = pattern.IndexOfAny(['H', 'h']) - 1;
        if (at < 0 || !TrySplit(text, out var date, out var shape))
            return false;
        return shape.Separator == pattern[at]
            && shape.IsHalfDay == pattern.EndsWith("tt", StringComparison.Ordinal)
            && shape.HasSeconds == pattern.Contains(":ss", StringComparison.Ordinal)
            && (!shape.HasFraction || pattern.EndsWith(".f", StringComparison.Ordinal))
            && shape.HasOffset == !hasZone
            && DateText.TryRead(date, pattern[..at], out _);
    }

    /// <summary>AM or PM at the end, behind a space or none.</summary>
    private static bool IsHalfDay(ReadOnlySpan<char> text) =>
        text.Length > 10 && text[^1] is 'm' or 'M' && text[^2] is 'a' or 'A' or 'p' or 'P' && (char.IsAsciiDigit(text[^3]) || text[^3] == ' ');

    private static bool TrySplitHalfDay(ReadOnlySpan<char> text, int colon, out ReadOnlySpan<char> date, out TimeShape shape)
    {
        date = default;
        shape = default;
        var clock = text[..^2].TrimEnd(' ');
        if (colon < 8 || text.Length - clock.Length > 3 || !char.IsAsciiDigit(text[colon - 1]))
            return false;
        var start = char.IsAsciiDigit(text[colon - 2]) ? colon - 2 : colon - 1;
        if (start < 7 || text[start - 1] is not (' ' or 'T') || !int.TryParse(text[start..colon], NumberStyles.None, CultureInfo.InvariantCulture, out var hour) || hour is < 1 or > 12)
            return false;
        var minutes = clock[(colon + 1)..];
        if (!Two(minutes, 0, 59) || (minutes.Length != 2 && (minutes.Length != 5 || minutes[2] != ':' || !Two(minutes[3..], 0, 59))))
            return false;
        date = text[..(start - 1)];
        shape = new TimeShape(text[start - 1], minutes.Length == 5, false, false, IsHalfDay: true);
        return true;
    }

    private static bool IsOffset(ReadOnlySpan<char> text)
    {
        if (text is "Z")
            return true;
        if (text[0] is not ('+' or '-') || text.Length is not (5 or 6) || !Two(text[1..], 0, 14))
            return false;
        return text.Length == 5 ? Two(text[3..], 0, 59) : text[3] == ':' && Two(text[4..], 0, 59);
    }

    private static bool Two(ReadOnlySpan<char> text, int least, int most)
    {
        if (text.Length < 2 || !char.IsAsciiDigit(text[0]) || !char.IsAsciiDigit(text[1]))
            return false;
        var value = (text[0] - '0') * 10 + (text[1] - '0');
        return value >= least && value <= most;
    }
}
