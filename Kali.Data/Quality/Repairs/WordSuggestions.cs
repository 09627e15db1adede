using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Kali.Data.Quality;

/// <summary>The word of a list that a text was meant to be.</summary>
internal static class WordSuggestions
{
    private const int ShortestForTypo = 4;
    private static readonly Lazy<ImmutableArray<RegionInfo>> Regions = new(() =>
    [
        .. CultureInfo.GetCultures(CultureTypes.SpecificCultures).Where(culture => !culture.Equals(CultureInfo.InvariantCulture) && culture.Name.Length > 0)
            .Select(culture => new RegionInfo(culture.Name)).DistinctBy(region => region.Name + region.NativeName),
    ]);

    public static RepairSuggestion? Among(string text, ImmutableArray<string> allowed)
    {
        var folded = Folded(text);
        if (allowed.Where(word => Folded(word) == folded).ToList() is [var same])
            return new RepairSuggestion(same, RepairSureness.Sure, RepairMethod.SameWord);
        if (Country(folded, allowed) is { } country)
            return country;
        if (folded.Length < ShortestForTypo)
            return null;
        var near = allowed.Select(word => (Word: word, Distance: Distance(folded, Folded(word)))).Where(word => word.Distance <= Math.Min(2, folded.Length / 3)).OrderBy(word => word.Distance).ToList();
        var isOnly = near.Count == 1 || (near.Count > 1 && near[0].Distance < near[1].Distance);
        return isOnly ? new RepairSuggestion(near[0].Word, RepairSureness.Likely, RepairMethod.Typo) : null;
    }

    private static RepairSuggestion? Country(string folded, ImmutableArray<string> allowed)
    {
        var codes = allowed.Where(word => word.Length == 2).ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (codes.Count * 2 < allowed.Length)
            return null;
        var known = Regions.Value.Where(region => codes.Contains(region.TwoLetterISORegionName)).ToList();
        var whole = known.Where(region => Names(region).Contains(folded)).Select(region => region.TwoLetterISORegionName).Distinct().ToList();
        if (whole is [var code])
            return new RepairSuggestion(As(code), RepairSureness.Sure, RepairMethod.CountryName);
        var begun = folded.Length < 3 ? [] : known.Where(region => Names(region).Any(name => name.StartsWith(folded, StringComparison.Ordinal))).Select(region => region.TwoLetterISORegionName).Distinct().ToList();
        return begun is [var likely] ? new RepairSuggestion(As(likely), RepairSureness.Likely, RepairMethod.CountryName) : null;

        string As(string found) => allowed.First(word => string.Equals(word, found, StringComparison.OrdinalIgnoreCase));
    }

    private static string[] Names(RegionInfo region) => [Folded(region.EnglishName), Folded(region.NativeName), Folded(region.ThreeLetterISORegionName)];

    /// <summary>Without case, accents and everything that is no letter or digit.</summary>
    private static string Folded(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var c in text.Normalize(NormalizationForm.FormD).Where(char.IsLetterOrDigit))
            folded.Append(char.ToLowerInvariant(c));
        return folded.ToString();
    }

    private static int Distance(string one, string other)
    {
        var row = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 1; i <= one.Length; i++)
        {
            var (diagonal, last) = (row[0], row[0] = i);
            for (var j = 1; j <= other.Length; j++)
            {
                var cost = diagonal + (one[i - 1] == other[j - 1] ? 0 : 1);
                (diagonal, last) = (row[j], row[j] = Math.Min(cost, Math.Min(last, row[j]) + 1));
            }
        }
        return row[^1];
    }
}
