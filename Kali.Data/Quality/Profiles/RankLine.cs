using System.Collections.Immutable;

namespace Kali.Data.Quality;

/// <summary>
/// Which share of a column's values lies below each place of its line, as far as its profile tells: at its ends, at the edges of its bins (exactly) and at its
/// quantiles (perhaps from a sample); straight in between. Lines of several loads add up by their values, and give the quantiles of all of them.
/// </summary>
internal sealed class RankLine
{
    private readonly ImmutableArray<(double At, double Share)> _points;
    private readonly long _values;

    private RankLine(IEnumerable<(double At, double Share)> points, long values)
    {
        var ordered = points.OrderBy(point => point.At).ThenBy(point => point.Share).ToImmutableArray();
        var most = 0.0;
        // Estimates may stand before what is exact: the line never falls.
        _points = [.. ordered.Select(point => (point.At, most = Math.Clamp(point.Share, most, 1)))];
        _values = values;
    }

    /// <summary>Null where the profile has no quantiles, so that nothing is known between the ends.</summary>
    public static RankLine? Of(ColumnProfile column)
    {
        if (column.Present == 0 || column.Quantiles.Length != Profile.QuantileShares.Length)
            return null;
        var edges = Edges(column).ToList();
        var low = column.Place(column.Min) ?? column.Quantiles[0];
        var high = column.Place(column.Max) ?? column.Quantiles[^1];
        var quantiles = column.Quantiles.Zip(Profile.QuantileShares, (at, share) => (At: at, Share: Within(edges, at, share)));
        return new RankLine([(low, 0), .. edges.Where(edge => edge.At > low && edge.At < high), .. quantiles.Where(point => point.At >= low && point.At <= high), (high, 1)], column.Present);
    }

    /// <summary>The values at <see cref="Profile.QuantileShares"/> of all lines together.</summary>
    public static ImmutableArray<double> Quantiles(params ImmutableArray<RankLine> lines)
    {
        var places = lines.SelectMany(line => line._points).Select(point => point.At).Distinct().Order().ToList();
        var all = lines.Sum(line => (double)line._values);
        var (below, upTo) = (new double[places.Count], new double[places.Count]);
        foreach (var (index, place) in places.Index())
        {
            below[index] = lines.Sum(line => line.Below(place) * line._values) / all;
            upTo[index] = lines.Sum(line => line.UpTo(place) * line._values) / all;
        }
        return [.. Profile.QuantileShares.Select(share => At(places, below, upTo, share))];
    }

    private static double At(List<double> places, double[] below, double[] upTo, double share)
    {
        var next = Array.FindIndex(upTo, reached => reached >= share);
        if (next <= 0 || below[next] <= share)
            return places[Math.Max(next, 0)];
        var (from, to) = (upTo[next - 1], below[next]);
        return places[next - 1] + (places[next] - places[next - 1]) * (share - from) / (to - from);
    }

    /// <summary>The share below a place, not counting those at it.</summary>
    private double Below(double place) => Share(place, _points.FirstOrDefault(point => point.At == place).Share, isThere: _points.Any(point => point.At == place));

    /// <summary>The share below a place and at it.</summary>
    private double UpTo(double place) => Share(place, _points.LastOrDefault(point => point.At == place).Share, isThere: _points.Any(point => point.At == place));

    private double Share(double place, double there, bool isThere)
    {
        if (isThere)
            return there;
        var next = 0;
        while (next < _points.Length && _points[next].At < place)
            next++;
        if (next == 0 || next == _points.Length)
            return next == 0 ? 0 : 1;
        var (before, after) = (_points[next - 1], _points[next]);
        return before.Share + (after.Share - before.Share) * (place - before.At) / (after.At - before.At);
    }

    private static IEnumerable<(double At, double Share)> Edges(ColumnProfile column)
    {
        if (column.Histogram is not { Bins.IsEmpty: false } histogram)
            yield break;
        var counted = (double)histogram.Bins.Sum(bin => bin.Count);
        var passed = 0L;
        foreach (var bin in histogram.Bins)
        {
            yield return (bin.Index * histogram.Width, passed / counted);
            passed += bin.Count;
            yield return ((bin.Index + 1) * histogram.Width, passed / counted);
        }
    }

    /// <summary>What a sample says of a place is held between the exact shares of the bin it lies in.</summary>
    private static double Within(List<(double At, double Share)> edges, double at, double share)
    {
        var next = edges.FindIndex(edge => edge.At > at);
        return next <= 0 ? share : Math.Clamp(share, edges[next - 1].Share, edges[next].Share);
    }
}
