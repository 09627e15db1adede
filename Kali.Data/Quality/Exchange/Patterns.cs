using System.Text;
using Kali.Data.Engines.Expressions;

namespace Kali.Data.Quality.Exchange;

/// <summary>Regular expressions: others search in a text and anchor themselves, Kali says whether the whole text must match.</summary>
internal static class Patterns
{
    public static MatchesPattern Read(string column, string regex, bool isForbidden = false, bool isAlwaysWhole = false)
    {
        var ignoresCase = regex.StartsWith("(?i)", StringComparison.Ordinal);
        var pattern = ignoresCase ? InLowerCase(regex[4..]) : regex;
        var (whole, isAnywhere) = isAlwaysWhole ? (Unanchored(pattern) ?? pattern, false) : Unanchored(pattern) is { } inner ? (inner, false) : (pattern, true);
        if (!CommonRegex.TryParse(whole, out _, out var reason))
        {
            throw ExchangeFault.Because(
                $"The pattern “{ExchangeSubject.Short(regex)}” cannot be used: {reason}", $"Das Muster „{ExchangeSubject.Short(regex)}“ ist nicht verwendbar: {reason}");
        }
        return new MatchesPattern(column, whole, isForbidden, ignoresCase, isAnywhere);
    }

    public static string Write(MatchesPattern pattern)
    {
        var anchored = pattern.IsAnywhere ? pattern.Pattern : Whole(pattern.Pattern);
        return pattern.IgnoresCase ? $"(?i){anchored}" : anchored;
    }

    public static string Whole(string pattern) => HasOpenAlternative(pattern) ? $"^(?:{pattern})$" : $"^{pattern}$";

    /// <summary>LIKE of SQL.</summary>
    public static MatchesPattern OfLike(string column, string like, bool isForbidden) => new(column, LikePattern.ToRegex(like), isForbidden);

    /// <summary>What stands between ^ and $; null where they do not enclose the whole pattern.</summary>
    private static string? Unanchored(string regex)
    {
        if (regex.Length < 3 || regex[0] != '^' || regex[^1] != '$' || EndsEscaped(regex))
            return null;
        var inner = regex[1..^1];
        if (inner.StartsWith("(?:", StringComparison.Ordinal) && inner[^1] == ')' && ClosesAtTheEnd(inner))
        {
            var grouped = inner[3..^1];
            return HasOpenAlternative(grouped) ? grouped : inner;
        }
        return HasOpenAlternative(inner) ? null : inner;
    }

    private static bool EndsEscaped(string regex)
    {
        var slashes = 0;
        for (var at = regex.Length - 2; at >= 0 && regex[at] == '\\'; at--)
            slashes++;
        return slashes % 2 == 1;
    }

    private static bool ClosesAtTheEnd(string group) => Walk(group, (at, depth, c) => c == ')' && depth == 0 ? at : null) == group.Length - 1;

    private static bool HasOpenAlternative(string pattern) => Walk(pattern, (at, depth, c) => c == '|' && depth == 0 ? at : null) is not null;

    private static int? Walk(string pattern, Func<int, int, char, int?> found)
    {
        var depth = 0;
        var isInClass = false;
        for (var at = 0; at < pattern.Length; at++)
        {
            var c = pattern[at];
            if (c == '\\')
            {
                at++;
                continue;
            }
            if (c == '[')
                isInClass = true;
            else if (c == ']')
                isInClass = false;
            else if (!isInClass && c == '(')
                depth++;
            else if (!isInClass && c == ')')
                depth--;
            if (!isInClass && found(at, depth, c) is { } place)
                return place;
        }
        return null;
    }

    private static string InLowerCase(string pattern)
    {
        var lower = new StringBuilder();
        for (var at = 0; at < pattern.Length; at++)
        {
            lower.Append(char.ToLowerInvariant(pattern[at]));
            if (pattern[at] == '\\' && at + 1 < pattern.Length)
                lower.Append(pattern[++at]);
        }
        return lower.ToString();
    }
}
