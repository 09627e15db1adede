using System.Collections.Immutable;

namespace Kali.Data.Ingest.Typing;

/// <summary>Reads dates by patterns of <c>yyyy</c>, <c>yy</c>, <c>MM</c>, <c>M</c>, <c>dd</c>, <c>d</c>; only text that the pattern prints back is one.</summary>
public static class DateText
{
    private static readonly string[] Orders =
    [
        "yyyy-MM-dd", "yyyy-M-d", "dd-MM-yyyy", "MM-dd-yyyy", "d-M-yyyy", "M-d-yyyy", "dd-MM-yy", "MM-dd-yy", "d-M-yy", "M-d-yy",
    ];

    private static readonly string[] Named =
    [
        "d MMM yyyy", "dd MMM yyyy", "d. MMM yyyy", "dd. MMM yyyy", "d-MMM-yyyy", "dd-MMM-yyyy", "d-MMM-yy", "dd-MMM-yy", "dd/MMM/yyyy", "MMM d, yyyy", "MMM dd, yyyy", "d. MMM. yyyy", "dd. MMM. yyyy",
        "d MMM. yyyy", "MMM. d, yyyy", "d MMMM yyyy", "dd MMMM yyyy", "d. MMMM yyyy", "dd. MMMM yyyy", "MMMM d, yyyy", "MMMM dd, yyyy", "d MMM yy", "dd MMM yy", "yyyy-MMM-dd", "dd.MMM.yyyy", "MMM d yyyy", "MMMM d yyyy",
    ];

    /// <summary>The patterns of digits looked for, most usual first.</summary>
    public static ImmutableArray<string> Patterns { get; } =
        [.. "-./ ".SelectMany(separator => Orders.Select(order => order.Replace('-', separator)))];

    /// <summary>The patterns with the month as a word.</summary>
    public static ImmutableArray<string> NamedPatterns { get; } = [.. Named];

    /// <summary>Those worth trying for a text: with a letter in it, the ones with words.</summary>
    public static ImmutableArray<string> PatternsFor(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (char.IsLetter(c))
                return NamedPatterns;
        }
        return Patterns;
    }

    /// <summary>The same with day and month exchanged; null where the year comes first.</summary>
    public static string? Exchanged(string pattern) =>
        pattern.StartsWith('y') || pattern.Contains("MMM", StringComparison.Ordinal) ? null : string.Create(pattern.Length, pattern, (text, from) =>
        {
            for (var i = 0; i < text.Length; i++)
                text[i] = from[i] switch { 'd' => 'M', 'M' => 'd', var other => other };
        });

    public static bool IsDayFirst(string pattern) => pattern.StartsWith('d');

    public static bool TryRead(ReadOnlySpan<char> text, string pattern, out DateOnly date)
    {
        date = default;
        var (year, month, day, at) = (0, 0, 0, 0);
        for (var i = 0; i < pattern.Length;)
        {
            var letter = pattern[i];
            var length = 1;
            while (i + length < pattern.Length && pattern[i + length] == letter)
                length++;
            i += length;
            if (letter is not ('y' or 'M' or 'd'))
            {
                if (at >= text.Length || text[at++] != letter)
                    return false;
                continue;
            }
            if (length >= 3 && letter == 'M')
            {
                (month, var passed) = MonthNames.At(text[at..], pattern[(i - length)..i]);
                if (month == 0)
                    return false;
                at += passed;
                continue;
            }
            var digits = 0;
            var value = 0;
            var most = length == 1 ? 2 : length;
            while (digits < most && at < text.Length && char.IsAsciiDigit(text[at]))
            {
                value = value * 10 + (text[at++] - '0');
                digits++;
            }
            if (digits < length || (length == 1 && digits == 2 && value < 10))
                return false;
            switch (letter)
            {
                // Two digits are read as .NET and DuckDB's sliding centuries do not: 1970 to 2069, one rule for every engine.
                case 'y': year = length == 2 ? (value >= 70 ? 1900 + value : 2000 + value) : value; break;
                case 'M': month = value; break;
                default: day = value; break;
            }
        }
        if (at != text.Length || year is < 1 or > 9999 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
            return false;
        date = new DateOnly(year, month, day);
        return true;
    }
}
