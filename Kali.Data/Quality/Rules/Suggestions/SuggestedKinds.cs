using System.Globalization;
using System.Text;
using Kali.Data.Engines;

namespace Kali.Data.Quality;

/// <summary>
/// What a profile lets one guess must be so. Bounds, lists and patterns come from what most values agree on: a rare value never makes itself
/// allowed, an outlier never moves a bound.
/// </summary>
internal static class SuggestedKinds
{
    private const long LeastRows = 20;
    private const double MostlyThere = 0.98;
    private const double MostlyAlike = 0.95;
    private const double CoveredByFrequent = 0.97;
    private const double FrequentShare = 0.01;
    private const int MostListed = 30;
    private const int MostMoments = 6;

    /// <param name="profile">Of all loads together.</param>
    /// <param name="newest">Of the newest load: only it says exactly whether a value stands once.</param>
    /// <param name="schema">The columns there are now.</param>
    /// <param name="today">What lies in the future is measured from it.</param>
    public static IEnumerable<RuleKind> From(Profile profile, Profile newest, TableSchema schema, DateOnly today)
    {
        foreach (var column in profile.Columns)
        {
            if (schema.Find(column.Name) is not { IsSystem: false } found || column.Present + column.Missing < LeastRows)
                continue;
            foreach (var kind in Of(column, newest.Find(column.Name)?.MayBeKey is true, found.Type, today))
                yield return kind;
        }
        var moments = schema.Columns.Where(column => !column.IsSystem && Moments.IsMoment(column.Type)).Take(MostMoments).Select(column => column.Name).ToList();
        foreach (var one in moments)
        {
            foreach (var other in moments.Where(other => other != one))
                yield return new OlderThanColumn(one, other);
        }
    }

    private static IEnumerable<RuleKind> Of(ColumnProfile column, bool mayBeKey, DataType type, DateOnly today)
    {
        if (column.Present >= MostlyThere * (column.Present + column.Missing))
            yield return new NotNull(column.Name);
        if (column.Present < LeastRows)
            yield break;
        if (mayBeKey && (type == DataType.String || type == DataType.Long))
            yield return new Unique([column.Name]);
        if (type == DataType.String && OfText(column) is { } written)
            yield return written;
        if (type.IsNumeric && !mayBeKey && Range(column) is { } range)
            yield return range;
        if (Moments.IsMoment(type) && column.Max is { } newest && string.CompareOrdinal(newest, today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)) <= 0)
            yield return new NotInFuture(column.Name);
    }

    private static RuleKind? OfText(ColumnProfile column)
    {
        var frequent = column.TopValues.Where(value => value.Count >= Math.Max(2, FrequentShare * column.Present)).ToList();
        if (frequent.Count is > 0 and <= MostListed && column.Present >= 10 * frequent.Count && frequent.Sum(value => value.Count) >= CoveredByFrequent * column.Present)
            return new OneOf(column.Name, [.. frequent.Select(value => value.Value).Order(StringComparer.Ordinal)]);
        if (column.PatternsOf < LeastRows || column.Patterns.IsEmpty)
            return null;
        if (Share(column, pattern => pattern.Contains('@', StringComparison.Ordinal)) >= MostlyAlike)
            return new HasFormat(column.Name, TextFormat.Email);
        if (Share(column, pattern => pattern == "9.9.9.9") >= MostlyAlike)
            return new HasFormat(column.Name, TextFormat.Ipv4);
        var top = column.Patterns[0];
        // Letters only are prose: nothing follows from how they are written.
        return top.Count >= MostlyAlike * column.PatternsOf && top.Value.Contains('9', StringComparison.Ordinal) && top.Value.Length <= 40
            ? new MatchesPattern(column.Name, Regex(top.Value))
            : null;
    }

    private static double Share(ColumnProfile column, Func<string, bool> isMeant) =>
        column.Patterns.Where(pattern => isMeant(pattern.Value)).Sum(pattern => pattern.Count) / (double)Math.Max(1, column.PatternsOf);

    private static string Regex(string pattern)
    {
        var regex = new StringBuilder();
        foreach (var c in pattern)
            regex.Append(c switch { 'A' => "\\p{L}+", '9' => "[0-9]+", _ => ".^$*+?()[]{}|\\".Contains(c, StringComparison.Ordinal) ? $"\\{c}" : c.ToString() });
        return regex.ToString();
    }

    /// <summary>Three times the middle half's width beyond it, and at least where all but a hundredth lie; never below zero where nearly nothing is.</summary>
    private static InRange? Range(ColumnProfile column)
    {
        if (column.Quantiles.Length != Profile.QuantileShares.Length || column.Distinct <= 10)
            return null;
        var (low, lower, upper, high) = (column.Quantiles[0], column.Quantiles[3], column.Quantiles[5], column.Quantiles[8]);
        var width = upper - lower;
        if (!(width > 0) || !double.IsFinite(width))
            return null;
        var least = Math.Min(low, lower - 3 * width);
        return new InRange(column.Name, Rounded(low >= 0 ? Math.Max(0, least) : least, Math.Floor), Rounded(Math.Max(high, upper + 3 * width), Math.Ceiling));
    }

    /// <summary>Outwards to two digits, as a person would say it.</summary>
    private static string Rounded(double bound, Func<double, double> outwards)
    {
        if (bound == 0)
            return "0";
        var unit = Math.Pow(10, Math.Floor(Math.Log10(Math.Abs(bound))) - 1);
        return ((decimal)outwards(bound / unit) * (decimal)unit).ToString("0.##########", CultureInfo.InvariantCulture);
    }
}
