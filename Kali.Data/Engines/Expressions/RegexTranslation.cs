using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Kali.Data.Engines.Expressions;

/// <summary>Walks a pattern once: refuses what RE2 and Java read differently, and writes the rest so that both read it alike.</summary>
internal sealed class RegexTranslation(string pattern)
{
    private const int MostRepeats = 1000;
    private readonly StringBuilder _portable = new();
    private int _at;

    public string Portable => _portable.ToString();

    /// <summary>Null when the pattern is fit, else the reason why it is not.</summary>
    public string? Run()
    {
        if (pattern.Length == 0)
            return "it is empty.";
        if (WhyNet() is { } syntax)
            return syntax;
        while (_at < pattern.Length)
        {
            var reason = pattern[_at] switch
            {
                '\\' => Escape(inClass: false),
                '[' => Class(),
                '(' => Group(),
                '{' => Repeat(),
                '.' => Take("[^\\n]", 1),
                '$' => Take("\\z", 1),
                '^' => Take("\\A", 1),
                '*' or '+' or '?' => Quantifier(),
                _ => Take(pattern[_at].ToString(), 1),
            };
            if (reason is not null)
                return reason;
        }
        return null;
    }

    private string? WhyNet()
    {
        try
        {
            _ = new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
            return null;
        }
        catch (NotSupportedException)
        {
            return "looking ahead or behind, and referring back to a group, are not possible here.";
        }
        catch (ArgumentException fault)
        {
            return $"it cannot be read ({fault.Message})";
        }
    }

    private string? Take(string written, int length)
    {
        _portable.Append(written);
        _at += length;
        return null;
    }

    private string? Quantifier()
    {
        Take(pattern[_at].ToString(), 1);
        if (_at < pattern.Length && pattern[_at] == '+')
            return "possessive repeats (“*+”) are not possible here.";
        return _at < pattern.Length && pattern[_at] == '?' ? Take("?", 1) : null;
    }

    private string? Group()
    {
        if (!pattern.AsSpan(_at).StartsWith("(?", StringComparison.Ordinal))
            return Take("(", 1);
        return pattern.AsSpan(_at).StartsWith("(?:", StringComparison.Ordinal)
            ? Take("(?:", 3)
            : "of the groups that begin with “(?” only “(?:…)” is possible here; to ignore case, choose that in the rule.";
    }

    private string? Repeat()
    {
        var end = pattern.IndexOf('}', _at);
        var bounds = end < 0 ? [] : pattern[(_at + 1)..end].Split(',');
        var isRepeat = bounds is { Length: 1 or 2 } && IsCount(bounds[0]) && (bounds.Length == 1 || bounds[1].Length == 0 || IsCount(bounds[1]));
        if (!isRepeat)
            return "a brace that is no repeat such as {2,5} is written \\{.";
        Take(pattern[_at..(end + 1)], end + 1 - _at);
        if (_at < pattern.Length && pattern[_at] == '+')
            return "possessive repeats (“{2}+”) are not possible here.";
        return _at < pattern.Length && pattern[_at] == '?' ? Take("?", 1) : null;
    }

    private static bool IsCount(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count <= MostRepeats;

    private string? Escape(bool inClass)
    {
        var escaped = pattern[_at + 1];
        switch (escaped)
        {
            case 'd' or 'D' or 'w' or 'W' or 'n' or 'r' or 't':
                return Take(pattern.Substring(_at, 2), 2);
            case 's':
                return Take(inClass ? "\\t\\n\\x0B\\f\\r " : "[\\t\\n\\x0B\\f\\r ]", 2);
            case 'S' when !inClass:
                return Take("[^\\t\\n\\x0B\\f\\r ]", 2);
            case 'p' or 'P':
                var end = pattern.IndexOf('}', _at);
                var isCategory = end > 0 && pattern[_at + 2] == '{' && pattern[(_at + 3)..end] is "L" or "Lu" or "Ll" or "N" or "Nd" or "P" or "S" or "Sc" or "Z" or "Zs" or "M";
                return isCategory ? Take(pattern[_at..(end + 1)], end + 1 - _at) : "of the categories only \\p{L}, Lu, Ll, N, Nd, P, S, Sc, Z, Zs and M are possible here.";
            case 'x' when _at + 3 < pattern.Length && Uri.IsHexDigit(pattern[_at + 2]) && Uri.IsHexDigit(pattern[_at + 3]):
                return Take(pattern.Substring(_at, 4), 4);
            default:
                return char.IsAsciiLetterOrDigit(escaped) || !char.IsAscii(escaped)
                    ? $"“\\{escaped}” is read differently by different engines."
                    : Take(pattern.Substring(_at, 2), 2);
        }
    }

    private string? Class()
    {
        Take("[", 1);
        if (_at < pattern.Length && pattern[_at] == '^')
            Take("^", 1);
        for (var isFirst = true; _at < pattern.Length; isFirst = false)
        {
            var c = pattern[_at];
            if (c == ']' && !isFirst)
                return Take("]", 1);
            var reason = c switch
            {
                ']' => Take("\\]", 1),
                '[' => "a bracket inside brackets is written \\[.",
                '&' when pattern.AsSpan(_at).StartsWith("&&", StringComparison.Ordinal) => "“&&” inside brackets is read differently by different engines.",
                '\\' => Escape(inClass: true),
                _ => Take(c.ToString(), 1),
            };
            if (reason is not null)
                return reason;
        }
        return "a bracket is not closed.";
    }
}
