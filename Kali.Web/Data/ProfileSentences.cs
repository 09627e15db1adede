using Kali.Data.Quality;
using Kali.Web.Shell;
using Kali.Web.Widgets;
using Microsoft.Extensions.Localization;

namespace Kali.Web.Data;

/// <summary>What is typical of a column, in a few words.</summary>
public static class ProfileSentences
{
    private const int LongestShown = 24;

    public static string Typical(IStringLocalizer texts, ColumnProfile column) => ProfileShapes.Of(column) switch
    {
        ProfileShape.None when column.Present == 0 => texts["no values"],
        ProfileShape.None => texts["as many values as rows"],
        ProfileShape.Histogram when column.Quantiles.Length == Profile.QuantileShares.Length && ProfileWords.IsNumber(column.Type) =>
            texts["median {0}, {1} to {2}", ProfileWords.At(column.Type, column.Quantiles[4]), Shown(column, column.Min), Shown(column, column.Max)],
        ProfileShape.Histogram => texts["{0} to {1}", Shown(column, column.Min), Shown(column, column.Max)],
        ProfileShape.Values => Values(texts, column),
        _ => texts["{0} in {1} of the values", Invisible.Drawn(Cut(column.Patterns[0].Value)), Numbers.Percent((double)column.Patterns[0].Count / Math.Max(1, column.PatternsOf))],
    };

    public static string Distinct(IStringLocalizer texts, ColumnProfile column) => column switch
    {
        { IsDistinctExact: true } => Numbers.Count(column.Distinct),
        { DistinctAtMost: { } most } => texts["about {0} to {1}", Numbers.Count(Rounded(column.Distinct)), Numbers.Count(Rounded(most))],
        _ => texts["about {0}", Numbers.Count(Rounded(column.Distinct))],
    };

    public static string Shown(ColumnProfile column, string? value) => value is null ? "–" : Invisible.Drawn(ProfileWords.Value(column.Type, Cut(value)));

    private static string Values(IStringLocalizer texts, ColumnProfile column)
    {
        var first = column.TopValues.Take(2).Select(value => $"{Shown(column, value.Value)} {Numbers.Percent((double)value.Count / Math.Max(1, column.TopValuesBase))}").ToList();
        var rest = column.Distinct - first.Count;
        return rest <= 0 ? string.Join(", ", first) : texts["{0}, {1} more", string.Join(", ", first), Numbers.Count(rest)];
    }

    /// <summary>An estimate is said with two digits.</summary>
    private static long Rounded(long count)
    {
        if (count < 100)
            return count;
        var unit = (long)Math.Pow(10, Math.Floor(Math.Log10(count)) - 1);
        return count / unit * unit;
    }

    private static string Cut(string text) => text.Length <= LongestShown ? text : text[..LongestShown] + "…";
}
