using System.Diagnostics.CodeAnalysis;

namespace Kali.Data.Engines.Expressions;

/// <summary>
/// A regular expression that means the same to RE2 (DuckDB) and to Java (Databricks).
/// What the two read differently is refused when a rule is saved, not discovered when it runs.
/// </summary>
public sealed record CommonRegex
{
    private CommonRegex(string pattern, string portable) => (Pattern, Portable) = (pattern, portable);

    /// <summary>As a person wrote it.</summary>
    public string Pattern { get; }

    /// <summary>As it is sent: <c>.</c> is anything but a line feed, <c>$</c> the very end of the text, on both engines.</summary>
    public string Portable { get; }

    public static CommonRegex Parse(string pattern) =>
        TryParse(pattern, out var regex, out var reason) ? regex : throw new RefusedException($"The pattern “{pattern}” cannot be used: {reason}");

    public static bool TryParse(string pattern, [NotNullWhen(true)] out CommonRegex? regex, [NotNullWhen(false)] out string? reason)
    {
        var translation = new RegexTranslation(pattern);
        reason = translation.Run();
        regex = reason is null ? new CommonRegex(pattern, translation.Portable) : null;
        return regex is not null;
    }

    public override string ToString() => Pattern;
}
