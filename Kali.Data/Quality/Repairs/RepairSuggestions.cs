using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Kali.Data.Engines;
using Kali.Data.Ingest;
using Kali.Data.Ingest.Typing;

namespace Kali.Data.Quality;

/// <summary>Proposes what a text could become so that it no longer breaks a rule. Works on the few different texts that a page shows, never on a table.</summary>
public static class RepairSuggestions
{
    private static readonly TimeSpan PatternPatience = TimeSpan.FromMilliseconds(50);

    /// <summary>Null where nothing suggests itself.</summary>
    /// <param name="text">The text as it stands.</param>
    /// <param name="kind">What the rule demands.</param>
    /// <param name="reading">How the column is written.</param>
    public static RepairSuggestion? For(string? text, RuleKind kind, ColumnReading reading)
    {
        if (string.IsNullOrEmpty(text))
            return null;
        var found = kind switch
        {
            FitsType or NotNull => Fitting(text, reading),
            OneOf list => WordSuggestions.Among(text, list.Allowed),
            MatchesPattern pattern when !pattern.IsForbidden => Matching(text, pattern),
            InRange range => Within(text, range, reading),
            _ => null,
        };
        return found is null || found.To == text ? null : found;
    }

    private static RepairSuggestion? Fitting(string text, ColumnReading reading) => reading.Format switch
    {
        ValueFormat.Date date => Date(text, date.Pattern),
        ValueFormat.Number number => NumberSuggestions.Rewritten(text, number, reading.Type),
        ValueFormat.Boolean(var yes, var no) => YesOrNo(text.Trim(), yes, no),
        _ => null,
    };

    private static RepairSuggestion? Date(string text, string pattern)
    {
        var trimmed = text.Trim();
        // What follows a date is its time of day.
        var day = trimmed.IndexOfAny(['T', ' ']) is > 7 and var end ? trimmed[..end] : trimmed;
        var isDayFirst = DateText.IsDayFirst(pattern);
        var readings = DateText.Patterns.Where(known => DateText.TryRead(day, known, out _))
            .Select(known => (Pattern: known, Date: DateText.TryRead(day, known, out var date) ? date : default))
            .ToList();
        if (readings.Count == 0)
            return null;
        var days = readings.Select(reading => reading.Date).Distinct().ToList();
        var chosen = readings.Find(reading => DateText.IsDayFirst(reading.Pattern) == isDayFirst || reading.Pattern.StartsWith('y'));
        var date = chosen.Pattern is null ? readings[0].Date : chosen.Date;
        return new RepairSuggestion(date.ToString(pattern, CultureInfo.InvariantCulture), days.Count == 1 && day == trimmed ? RepairSureness.Sure : RepairSureness.Likely, RepairMethod.DateWritten);
    }

    private static RepairSuggestion? YesOrNo(string text, string yes, string no) => text.ToLowerInvariant() switch
    {
        "yes" or "y" or "ja" or "j" or "true" or "wahr" or "1" or "x" or "oui" or "si" => new RepairSuggestion(yes, RepairSureness.Sure, RepairMethod.YesOrNo),
        "no" or "n" or "nein" or "false" or "falsch" or "0" or "non" => new RepairSuggestion(no, RepairSureness.Sure, RepairMethod.YesOrNo),
        _ => null,
    };

    private static RepairSuggestion? Matching(string text, MatchesPattern rule)
    {
        Regex regex;
        try
        {
            regex = new Regex($"^(?:{rule.Pattern})$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking, PatternPatience);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            return null;
        }
        var trimmed = text.Trim();
        foreach (var (tried, sureness, method) in new[]
        {
            (trimmed, RepairSureness.Sure, RepairMethod.Tidied),
            (trimmed.ToUpperInvariant(), RepairSureness.Sure, RepairMethod.SameWord),
            (trimmed.ToLowerInvariant(), RepairSureness.Sure, RepairMethod.SameWord),
            (Without(trimmed, " "), RepairSureness.Likely, RepairMethod.Tidied),
            (Without(trimmed, " -/."), RepairSureness.Likely, RepairMethod.Tidied),
            (trimmed.Replace("(at)", "@", StringComparison.OrdinalIgnoreCase).Replace("[at]", "@", StringComparison.OrdinalIgnoreCase).Replace(" at ", "@", StringComparison.OrdinalIgnoreCase), RepairSureness.Likely, RepairMethod.Tidied),
        })
        {
            if (tried.Length > 0 && Matches(regex, rule.IgnoresCase ? tried.ToLowerInvariant() : tried))
                return new RepairSuggestion(tried, sureness, method);
        }
        return null;
    }

    private static bool Matches(Regex regex, string text)
    {
        try
        {
            return regex.IsMatch(text);
        }
        catch (RegexMatchTimeoutException)
        {
            return false;
        }
    }

    private static string Without(string text, string signs)
    {
        var kept = new StringBuilder(text.Length);
        foreach (var c in text.Where(c => !signs.Contains(c, StringComparison.Ordinal)))
            kept.Append(c);
        return kept.ToString();
    }

    private static RepairSuggestion? Within(string text, InRange range, ColumnReading reading)
    {
        if (reading.Format is not ValueFormat.Number format || NumberSuggestions.Value(text, format) is not { } value)
            return null;
        var (least, most) = (NumberSuggestions.Plain(range.Min), NumberSuggestions.Plain(range.Max));
        if (least is null && most is null)
            return null;
        if (value < 0 && IsWithin(-value))
            return new RepairSuggestion(NumberSuggestions.Write(-value, format, reading.Type), RepairSureness.Ask, RepairMethod.Sign);
        foreach (var factor in new[] { 1000m, 100m })
        {
            if (most is { } limit && value > limit && IsWithin(value / factor))
                return new RepairSuggestion(NumberSuggestions.Write(value / factor, format, reading.Type), RepairSureness.Ask, RepairMethod.UnitShift);
        }
        return null;

        bool IsWithin(decimal tried) => (least is null || tried > least || (tried == least && !range.IsMinOutside)) && (most is null || tried < most || (tried == most && !range.IsMaxOutside));
    }
}
