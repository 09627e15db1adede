using System.Collections.Immutable;
using System.Text;

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
        var (distinct, isExact, atMost) = Distinct(one, other, all);
        return Counts(one, one, other) with
        {
            Distinct = distinct,
            IsDistinctExact = isExact,
            DistinctAtMost = atMost,
            Min = Less(one, one.Min, other.Min) ? one.Min : other.Min,
            Max = Less(one, one.Max, other.Max) ? other.Max : one.Max,
            Mean = one.Mean * one.Present / all + other.Mean * other.Present / all,
            Deviation = Deviation(one, other),
            Quantiles = RankLine.Of(one) is { } line && RankLine.Of(other) is { } otherLine ? RankLine.Quantiles(line, otherLine) : [],
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

    /// <summary>
    /// Loads whose values do not reach into one another have as many together as both have; where both list all of theirs, these are counted again.
    /// Of others it is known only how many there are at least and at most.
    /// </summary>
    private static (long Distinct, bool IsExact, long? AtMost) Distinct(ColumnProfile one, ColumnProfile other, long all)
    {
        if (HasEvery(one) && HasEvery(other))
            return (one.TopValues.Concat(other.TopValues).DistinctBy(value => value.Value).Count(), true, null);
        var sum = Math.Min(all, (one.DistinctAtMost ?? one.Distinct) + (other.DistinctAtMost ?? other.Distinct));
        var isExact = one.IsDistinctExact && other.IsDistinctExact;
        return Less(one, one.Max, other.Min) || Less(one, other.Max, one.Min)
            ? (Math.Min(all, one.Distinct + other.Distinct), isExact, isExact || sum == one.Distinct + other.Distinct ? null : sum)
            : (Math.Max(one.Distinct, other.Distinct), false, sum);
    }

    private static bool HasEvery(ColumnProfile column) => column.IsDistinctExact && HasAll(column) && column.TopValues.Length == column.Distinct;

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

    /// <summary>Whether a value stands before another one, on the column's line or, for texts, by their bytes as engines order them; a missing one stands behind all.</summary>
    private static bool Less(ColumnProfile column, string? one, string? other)
    {
        if (one is null || other is null)
            return one is not null;
        return column.Place(one) is { } place && column.Place(other) is { } otherPlace ? place < otherPlace : Encoding.UTF8.GetBytes(one).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(other)) < 0;
    }

    private static int? Min(int? one, int? other) => one < other ? one : other ?? one;

    private static int? Max(int? one, int? other) => one > other ? one : other ?? one;
}
