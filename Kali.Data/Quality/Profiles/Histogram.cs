using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Kali.Data.Quality;

/// <summary>
/// Counts in bins whose width is a power of two and whose edges are multiples of it, so that histograms of different loads can be added up exactly.
/// Numbers count in their own unit, dates in days and times in microseconds since 1970.
/// </summary>
/// <param name="Exponent">Bins are 2^Exponent wide.</param>
/// <param name="Bins">Bin i reaches from i × width to below (i + 1) × width; ordered, empty ones left out.</param>
public sealed record Histogram(int Exponent, ImmutableArray<HistogramBin> Bins)
{
    private const int MostBins = 40;

    [JsonIgnore]
    public double Width => Math.Pow(2, Exponent);

    /// <summary>The exponent with which the range has at most forty bins.</summary>
    public static int ExponentFor(double min, double max) => (int)Math.Ceiling(Math.Log2(Math.Max(max - min, double.Epsilon) / (MostBins - 1)));

    public Histogram Add(Histogram other)
    {
        var exponent = Math.Max(Exponent, other.Exponent);
        var sum = Widened(exponent).Bins.Concat(other.Widened(exponent).Bins).GroupBy(bin => bin.Index).OrderBy(bin => bin.Key)
            .Select(bin => new HistogramBin(bin.Key, bin.Sum(part => part.Count))).ToImmutableArray();
        var all = new Histogram(exponent, sum);
        return all.Bins.IsEmpty || all.Bins[^1].Index - all.Bins[0].Index < MostBins ? all : all.Widened(exponent + 1).Add(new Histogram(exponent + 1, []));
    }

    private Histogram Widened(int exponent)
    {
        var factor = Math.Pow(2, exponent - Exponent);
        return exponent == Exponent ? this : new Histogram(exponent,
        [
            .. Bins.GroupBy(bin => (long)Math.Floor(bin.Index / factor)).OrderBy(bin => bin.Key).Select(bin => new HistogramBin(bin.Key, bin.Sum(part => part.Count))),
        ]);
    }
}

public sealed record HistogramBin(long Index, long Count);
