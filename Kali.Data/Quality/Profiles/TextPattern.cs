using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Kali.Data.Engines.Expressions;

namespace Kali.Data.Quality;

/// <summary>How a text is built: a run of letters is A, a run of digits 9, everything else stands as it is.</summary>
internal static partial class TextPattern
{
    private const int MostPatterns = 50;
    private static readonly CommonRegex Letters = CommonRegex.Parse("\\p{L}+");
    private static readonly CommonRegex Digits = CommonRegex.Parse("[0-9]+");

    public static SqlExpression InSql(SqlExpression text) => new PatternReplace(new PatternReplace(text, Letters, "A"), Digits, "9");

    public static string Of(string text) => DigitRuns().Replace(LetterRuns().Replace(text, "A"), "9");

    /// <summary>An expression that exactly the texts of a pattern match; null where a sign in it cannot stand in one.</summary>
    public static CommonRegex? RegexOf(string pattern) => RegexOf(pattern, sign => sign switch { 'A' => "\\p{L}+", '9' => "[0-9]+", _ => null });

    /// <param name="pattern">The pattern.</param>
    /// <param name="standsFor">What its signs stand for; null for those that stand for themselves.</param>
    internal static CommonRegex? RegexOf(string pattern, Func<char, string?> standsFor)
    {
        var written = string.Concat(pattern.Select(sign => standsFor(sign) ?? (char.IsAscii(sign) && !char.IsLetterOrDigit(sign) && !char.IsControl(sign) ? $"\\{sign}" : sign.ToString())));
        return CommonRegex.TryParse(written, out var regex, out _) ? regex : null;
    }

    public static ImmutableArray<ValueCount> Count(IEnumerable<ValueCount> values) =>
    [
        .. values.GroupBy(value => Of(value.Value), StringComparer.Ordinal)
            .Select(pattern => new ValueCount(pattern.Key, pattern.Sum(value => value.Count)))
            .OrderByDescending(pattern => pattern.Count).ThenBy(pattern => pattern.Value, StringComparer.Ordinal).Take(MostPatterns),
    ];

    [GeneratedRegex("\\p{L}+")]
    private static partial Regex LetterRuns();

    [GeneratedRegex("[0-9]+")]
    private static partial Regex DigitRuns();
}
