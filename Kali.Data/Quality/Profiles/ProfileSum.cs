using System.Collections.Immutable;
using System.Globalization;

namespace Kali.Data.Quality;

/// <summary>Adds the profiles of one column in two loads.</summary>
internal static class ProfileSum
{
    private const int MostTopValues = 50;

    public static ColumnProfile Of(ColumnProfile one, ColumnProfile other)
    {
        if (one.Present == 0 || other.Present == 0)
            return Counts(one.Present == 0 ? other : one, one, other);
        var all = one.Present + other.Present;
        var isNumber = one.Mean is not null || other.Mean is not null;
        return Counts(one, one, other) with
        {
            Distinct = Math.Max(one.Distinct, other.Distinct),
            IsDistinctExact = false,
            Min = Less(one.Min, other.Min, isNumber) ? one.Min : other.Min,
            Max = Less(one.Max, other.Max, isNumber) ? other.Max : one.Max,
            Mean = one.Mean * one.Present / all + other.Mean * other.Present / all,
            Deviation = Deviation(one, other),
            Quantiles = one.Quantiles.Length == other.Quantiles.Length
                ? [.. one.Quantiles.Zip(other.Quantiles, (a, b) => (a * one.Present + b * other.Present) / all)]
                : [],
            QuantilesOf = Math.Min(all, one.QuantilesOf + other.QuantilesOf),
            ShortestText = Min(one.ShortestText, other.ShortestText),
            LongestText = Max(one.LongestText, other.LongestText),
            TopValues = HasAll(one) && HasAll(other) ? Merged(one.TopValues, other.TopValues) : [],
            TopValuesOf = HasAll(one) && HasAll(other) ? all : 0,
            Meaning = one.Meaning is { } meaning && other.Meaning?.Kind == meaning.Kind
                ? meaning with { Share = (meaning.Share * one.Present + other.Meaning.Share * other.Present) / all, IsNamed = meaning.IsNamed && other.Meaning.IsNamed }
                : null,
            Histogram = one.Histogram is { } bins && other.Histogram is { } more ? bins.Add(more) : null,
            Patterns = Merged(one.Patterns, other.Patterns),
            PatternsOf = one.PatternsOf + other.PatternsOf,
        };
    }

    /// <summary>What a sample shows cannot be added to what another one does.</summary>
    private static bool HasAll(ColumnProfile column) => !column.TopValues.IsEmpty && column.TopValuesOf == column.Present;

    private static ColumnProfile Counts(ColumnProfile basis, ColumnProfile one, ColumnProfile other) => basis with
    {
        Present = one.Present + other.Present,
        Missing = one.Missing + other.Missing,
        Misfits = one.Misfits + other.Misfits,
        Blanks = one.Blanks + other.Blanks,
        Changes =
        [
            .. one.Changes.Concat(other.Changes).GroupBy(change => change.Kind).OrderBy(kind => kind.Key)
                .Select(kind => new ColumnChange(kind.Key, kind.Sum(change => change.Count), kind.Select(change => change.Example).FirstOrDefault(example => example is not null))),
        ],
    };

    /// <summary>Chan's way to the deviation of two samples together.</summary>
    private static double? Deviation(ColumnProfile one, ColumnProfile other)
    {
        if (one.Mean is not { } mean || other.Mean is not { } otherMean)
            return null;
        double n = one.Present, m = other.Present;
        var squares = (one.Deviation ?? 0) * (one.Deviation ?? 0) * (n - 1) + (other.Deviation ?? 0) * (other.Deviation ?? 0) * (m - 1)
            + (mean - otherMean) * (mean - otherMean) * n * m / (n + m);
        return Math.Sqrt(squares / (n + m - 1));
    }

    private static ImmutableArray<ValueCount> Merged(ImmutableArray<ValueCount> one, ImmutableArray<ValueCount> other) =>
    [
        .. one.Concat(other).GroupBy(value => value.Value, StringComparer.Ordinal)
            .Select(value => new ValueCount(value.Key, value.Sum(part => part.Count)))
            .OrderByDescending(value => value.Count).ThenBy(value => value.Value, StringComparer.Ordinal).Take(MostTopValues),
    ];

    private static bool Less(string? one, string? other, bool isNumber)
    {
        if (one is null || other is null)
            return other is null;
        return isNumber && double.TryParse(one, NumberStyles.Float, CultureInfo.InvariantCulture, out var a) && double.TryParse(other, NumberStyles.Float, CultureInfo.InvariantCulture, out var b)
            ? a < b
            : string.CompareOrdinal(one, other) < 0;
    }

    private static int? Min(int? one, int? other) => one < other ? one : other ?? one;

    private static int? Max(int? one, int? other) => one > other ? one : other ?? one;
}
