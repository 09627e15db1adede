namespace Kali.Data.Ingest.Typing;

/// <summary>How a text writes a time of day behind a date.</summary>
internal readonly record struct TimeShape(char Separator, bool HasSeconds, bool HasFraction, bool HasOffset)
{
    /// <summary>The time part of a timestamp's pattern.</summary>
    public string Pattern => $"{Separator}HH:mm{(HasSeconds ? ":ss" : "")}{(HasFraction ? ".f" : "")}";
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
        var at = pattern.IndexOf("HH", StringComparison.Ordinal) - 1;
        if (at < 0 || !TrySplit(text, out var date, out var shape))
            return false;
        return shape.Separator == pattern[at]
            && shape.HasSeconds == pattern.Contains(":ss", StringComparison.Ordinal)
            && (!shape.HasFraction || pattern.EndsWith(".f", StringComparison.Ordinal))
            && shape.HasOffset == !hasZone
            && DateText.TryRead(date, pattern[..at], out _);
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
