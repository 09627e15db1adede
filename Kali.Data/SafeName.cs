using System.Globalization;
using System.Text;

namespace Kali.Data;

/// <summary>
/// Names that need no quoting surprise anywhere: letters and digits of any script in NFC, lower case, underscores, at most 120 characters.
/// What a person wrote stays beside it as a label.
/// </summary>
public static class SafeName
{
    private const int LongestName = 120;

    private static readonly string[] Reserved = ["data_quality_score", "upload_date", "user_id", "processing_date", "data_source", "analysis_date"];

    public static bool IsSafe(string name) =>
        name.Length is > 0 and <= LongestName && name.All(c => c == '_' || char.IsLetterOrDigit(c) || IsMark(c) || char.IsSurrogate(c));

    /// <summary>The safe form of any text, or <paramref name="fallback"/> when nothing of it can stay.</summary>
    public static string From(string text, string fallback)
    {
        var name = new StringBuilder(text.Length);
        foreach (var rune in text.Normalize(NormalizationForm.FormC).EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune) || IsMark(rune))
                name.Append(Rune.ToLowerInvariant(rune));
            else if (name.Length > 0 && name[^1] != '_')
                name.Append('_');
        }
        var safe = name.ToString().TrimEnd('_').Normalize(NormalizationForm.FormC);
        if (safe.Length > LongestName)
            safe = safe[..LongestName].TrimEnd('_');
        return safe.Length == 0 ? fallback : safe;
    }

    /// <summary>
    /// Safe, distinct column names for headers as written: an empty one becomes <c>col_3</c>, a second <c>city</c> becomes <c>city_2</c>.
    /// Names that begin with an underscore are Kali's own, so a header's leading underscores are dropped; the other columns Kali adds
    /// to its tables (<c>user_id</c>, <c>processing_date</c>…) are taken, so that a file's own <c>user_id</c> becomes <c>user_id_2</c>.
    /// </summary>
    public static string[] ForColumns(IReadOnlyList<string> headers)
    {
        var taken = new HashSet<string>(Reserved, StringComparer.Ordinal);
        var names = new string[headers.Count];
        for (var i = 0; i < headers.Count; i++)
        {
            var wanted = From(headers[i], string.Create(CultureInfo.InvariantCulture, $"col_{i + 1}"));
            var name = wanted;
            for (var n = 2; !taken.Add(name); n++)
                name = string.Create(CultureInfo.InvariantCulture, $"{wanted}_{n}");
            names[i] = name;
        }
        return names;
    }

    private static bool IsMark(char c) => char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    private static bool IsMark(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
}
