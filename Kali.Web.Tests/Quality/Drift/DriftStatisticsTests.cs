using System.Globalization;
using Kali.Data.Quality;
using Xunit;

namespace Kali.Web.Tests.Quality.Drift;

/// <summary>Measures of drift on the series that other projects test theirs with, and on cases worked out by hand.</summary>
public sealed class DriftStatisticsTests
{
    [Theory]
    [InlineData("js_quasi_continuous", 0.61)]
    [InlineData("js_categorical", 0.42)]
    public void JensenShannon_OfCategories_IsWhatNannyMlAsserts(string name, double expected)
    {
        var (before, now) = Counts(name);
        Assert.Equal(expected, Math.Round(InNats(DriftStatistics.JensenShannon(before, now)), 2));
    }

    [Fact]
    public void JensenShannon_OfNumbersInBins_IsWhatNannyMlAsserts()
    {
        var (before, now) = (Numbers("js_both_continuous", "reference"), Numbers("js_both_continuous", "current"));
        var edges = DoaneEdges(before);
        var rest = now.Count(value => value < edges[0] || value > edges[^1]);

        Assert.Equal(0.04, Math.Round(InNats(DriftStatistics.JensenShannon([.. Binned(before, edges), 0], [.. Binned(now, edges), rest])), 2));
    }

    [Theory]
    [InlineData("wasserstein_shift_plus1", 1)]
    [InlineData("wasserstein_shift_minus4", 4)]
    public void Wasserstein_OfShiftedSamples_IsTheShift(string name, double shift)
    {
        var (before, now) = (Numbers(name, "reference"), Numbers(name, "current"));

        Assert.Equal(shift, DriftStatistics.Wasserstein(before, now), 0.1);
        var shares = Profile.QuantileShares;
        Assert.Equal(shift, DriftStatistics.WassersteinOfQuantiles(shares, DriftStatistics.Quantiles(before, shares), DriftStatistics.Quantiles(now, shares)), 0.1);
    }

    [Fact]
    public void Wasserstein_OfASampleAndItself_IsNothing()
    {
        var values = Numbers("evidently_anderson", "reference");

        Assert.Equal(0, DriftStatistics.Wasserstein(values, values), 1e-12);
        Assert.Equal(2, DriftStatistics.Wasserstein([0, 1, 2], [2, 3, 4]), 1e-12);
        Assert.Equal(0.5, DriftStatistics.Wasserstein([0, 1], [0, 1, 1, 2]), 1e-12);
    }

    [Theory]
    [InlineData("linf_new_category")]
    [InlineData("linf_total_change")]
    public void LInfinity_IsTheGreatestDifferenceOfOneShare(string name)
    {
        var (before, now) = Counts(name);
        var expected = before.Zip(now, (one, other) => Math.Abs(one / before.Sum() - other / now.Sum())).Max();

        Assert.Equal(expected, DriftStatistics.LInfinity(before, now), 1e-12);
        Assert.True(expected > 0.1);
    }

    [Fact]
    public void ChiSquare_OfFrequencies_IsPearsons()
    {
        var (before, now) = Counts("evidently_freq");
        var (value, freedom) = DriftStatistics.ChiSquare([.. before.Select(count => (long)count)], [.. now.Select(count => (long)count)]);

        Assert.Equal(before.Length - 1, freedom);
        Assert.True(value < DriftStatistics.ChiSquareOnceInThousand(freedom));
        // 10 and 20 against 20 and 10: each cell lies 5 from the expected 15.
        Assert.Equal((4 * 25.0 / 15, 1), DriftStatistics.ChiSquare([10, 20], [20, 10]));
    }

    [Theory]
    [InlineData(1, 10.828)]
    [InlineData(5, 20.515)]
    [InlineData(30, 59.703)]
    public void ChiSquareOnceInThousand_IsNearTheTables(int freedom, double expected) => Assert.Equal(expected, DriftStatistics.ChiSquareOnceInThousand(freedom), expected * 0.02);

    [Fact]
    public void KolmogorovSmirnov_HeedsTies()
    {
        var shares = Profile.QuantileShares;
        double[] many = [.. Enumerable.Repeat(5.0, 80), .. Enumerable.Range(0, 20).Select(n => n + 10.0)];

        Assert.Equal(0, DriftStatistics.KolmogorovSmirnov(shares, DriftStatistics.Quantiles(many, shares), many), 0.011);
        Assert.True(DriftStatistics.KolmogorovSmirnov(shares, DriftStatistics.Quantiles(many, shares), [.. many.Select(value => value + 100)]) > 0.9);
    }

    /// <summary>The asserted values count with natural logarithms, Kali in bits.</summary>
    private static double InNats(double distance) => distance * Math.Sqrt(Math.Log(2));

    private static (double[] Before, double[] Now) Counts(string name)
    {
        var (before, now) = (Lines(name, "reference"), Lines(name, "current"));
        var all = before.Concat(now).Distinct().Order(StringComparer.Ordinal).ToList();
        return ([.. all.Select(value => (double)before.Count(one => one == value))], [.. all.Select(value => (double)now.Count(one => one == value))]);
    }

    private static double[] Numbers(string name, string which) => [.. Lines(name, which).Select(line => double.Parse(line, CultureInfo.InvariantCulture)).Order()];

    private static string[] Lines(string name, string which) =>
        [.. File.ReadAllLines(Path.Combine(SharedData.Find("drift"), "unit", $"{name}_{which}.csv")).Skip(1).Where(line => line.Length > 0)];

    /// <summary>Doane's rule for the number of bins, as numpy has it.</summary>
    private static double[] DoaneEdges(double[] values)
    {
        var (n, mean) = ((double)values.Length, values.Average());
        var deviation = Math.Sqrt(values.Average(value => (value - mean) * (value - mean)));
        var skew = Math.Abs(values.Average(value => Math.Pow((value - mean) / deviation, 3)));
        var skewDeviation = Math.Sqrt(6 * (n - 2) / ((n + 1) * (n + 3)));
        var width = (values[^1] - values[0]) / (1 + Math.Log2(n) + Math.Log2(1 + skew / skewDeviation));
        var bins = (int)Math.Ceiling((values[^1] - values[0]) / width);
        return [.. Enumerable.Range(0, bins + 1).Select(i => values[0] + (values[^1] - values[0]) * i / bins)];
    }

    private static IEnumerable<double> Binned(double[] values, double[] edges) => Enumerable.Range(0, edges.Length - 1)
        .Select(i => (double)values.Count(value => value >= edges[i] && (value < edges[i + 1] || (i == edges.Length - 2 && value <= edges[i + 1]))));
}
