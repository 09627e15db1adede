using System.Collections.Immutable;
using System.Globalization;

namespace Kali.Data.Quality;

/// <summary>
/// How texts of a column are built, in words: <c>AA</c> is "two capital letters", <c>A…-9…</c> is "letters, “-”, digits".
/// A is a capital letter, a a small one, 9 a digit; with … behind it, any number of letters or digits.
/// </summary>
internal sealed class TextForm
{
    private const char Run = '…';
    private const int MostParts = 7;

    public static TextForm English { get; } = new()
    {
        Numbers = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"],
        Capital = ("one capital letter", "capital letters"),
        Small = ("one small letter", "small letters"),
        Digit = ("one digit", "digits"),
        Letters = "letters",
        Space = "a space",
        Quote = ('“', '”'),
    };

    public static TextForm German { get; } = new()
    {
        Numbers = ["kein", "ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf"],
        Capital = ("ein Großbuchstabe", "Großbuchstaben"),
        Small = ("ein Kleinbuchstabe", "Kleinbuchstaben"),
        Digit = ("eine Ziffer", "Ziffern"),
        Letters = "Buchstaben",
        Space = "ein Leerzeichen",
        Quote = ('„', '“'),
    };

    private ImmutableArray<string> Numbers { get; init; } = [];

    private (string One, string Many) Capital { get; init; }

    private (string One, string Many) Small { get; init; }

    private (string One, string Many) Digit { get; init; }

    private string Letters { get; init; } = "";

    private string Space { get; init; } = "";

    private (char Open, char Close) Quote { get; init; }

    /// <summary>The form of runs as it is told: A stands for letters there, however many.</summary>
    public static string OfRuns(string runs) => runs.Replace("A", $"A{Run}", StringComparison.Ordinal).Replace("9", $"9{Run}", StringComparison.Ordinal);

    /// <summary>The form in words; one of many parts as it stands, with what its signs mean.</summary>
    public string Say(string form)
    {
        var parts = Parts(form).ToList();
        return parts.Count <= MostParts ? string.Join(", ", parts) : $"{Quoted(form)} ({Legend(form)})";
    }

    /// <summary>What the signs of a form mean, those that are in it.</summary>
    private string Legend(string form) => form.Contains(Run, StringComparison.Ordinal)
        ? string.Join(", ", from sign in "A9" where form.Contains(sign, StringComparison.Ordinal) select $"{sign}{Run}: {(sign == '9' ? Digit.Many : Letters)}")
        : string.Join(", ", from sign in "Aa9" where form.Contains(sign, StringComparison.Ordinal) select $"{sign}: {Counted(sign, 1)}");

    private IEnumerable<string> Parts(string form)
    {
        for (var at = 0; at < form.Length;)
        {
            var end = at + 1;
            var isSign = IsSign(form[at]);
            if (isSign && end < form.Length && form[end] == Run)
            {
                yield return form[at] == '9' ? Digit.Many : Letters;
                at = end + 1;
                continue;
            }
            while (end < form.Length && (isSign ? form[end] == form[at] : !IsSign(form[end])))
                end++;
            yield return isSign ? Counted(form[at], end - at) : form[at..end] == " " ? Space : Quoted(form[at..end]);
            at = end;
        }
    }

    private string Counted(char sign, int count)
    {
        var (one, many) = sign switch { 'A' => Capital, 'a' => Small, _ => Digit };
        return count == 1 ? one : $"{(count < Numbers.Length ? Numbers[count] : count.ToString(CultureInfo.InvariantCulture))} {many}";
    }

    private string Quoted(string text) => $"{Quote.Open}{text}{Quote.Close}";

    private static bool IsSign(char c) => c is 'A' or 'a' or '9';
}
