using System.Collections.Immutable;

namespace Kali.Data.Ingest.Typing;

/// <summary>
/// Months as words, English and German, whole (<c>MMMM</c>) and cut short (<c>MMM</c>). Both languages are read wherever a word stands,
/// because no word means another month in the other.
/// </summary>
public static class MonthNames
{
    /// <summary>The words of each month from January on, in lower case, for <c>MMMM</c>.</summary>
    public static ImmutableArray<ImmutableArray<string>> Whole { get; } =
    [
        ["january", "januar", "jänner"], ["february", "februar", "feber"], ["march", "märz", "maerz"], ["april"], ["may", "mai"], ["june", "juni"],
        ["july", "juli"], ["august"], ["september"], ["october", "oktober"], ["november"], ["december", "dezember"],
    ];

    /// <summary>The same for <c>MMM</c>.</summary>
    public static ImmutableArray<ImmutableArray<string>> Short { get; } =
    [
        ["jan", "jän"], ["feb", "febr"], ["mar", "mär", "mrz"], ["apr"], ["may", "mai"], ["jun", "juni"],
        ["jul", "juli"], ["aug"], ["sep", "sept"], ["oct", "okt"], ["nov"], ["dec", "dez"],
    ];

    public static ImmutableArray<ImmutableArray<string>> Of(string token) => token.Length >= 4 ? Whole : Short;

    /// <summary>The month of the word a text begins with, and the word's length; 0 when it begins with none.</summary>
    public static (int Month, int Length) At(ReadOnlySpan<char> text, string token)
    {
        var letters = 0;
        while (letters < text.Length && char.IsLetter(text[letters]))
            letters++;
        var written = text[..letters].ToString();
        var word = written.ToLowerInvariant();
        if (letters == 0 || (written != word && !written.All(char.IsUpper) && written != char.ToUpperInvariant(word[0]) + word[1..]))
            return (0, 0);
        var months = Of(token);
        for (var month = 0; month < months.Length; month++)
        {
            if (months[month].Contains(word))
                return (month + 1, letters);
        }
        return (0, 0);
    }
}
