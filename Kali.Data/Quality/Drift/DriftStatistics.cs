namespace Kali.Data.Quality;

/// <summary>How far two distributions are from each other, in measures that others compute too.</summary>
public static class DriftStatistics
{
    private static readonly double[] OnceInThousand = [10.828, 13.816, 16.266, 18.467];

    /// <summary>Pearson's chi² of a table of two rows of counts; categories that neither has count for nothing.</summary>
    public static (double Value, int Freedom) ChiSquare(IReadOnlyList<long> before, IReadOnlyList<long> now)
    {
        var (n, m) = ((double)before.Sum(), (double)now.Sum());
        var (value, categories) = (0.0, 0);
        for (var i = 0; i < before.Count && n > 0 && m > 0; i++)
        {
            var both = before[i] + now[i];
            if (both == 0)
                continue;
            categories++;
            var (expectedBefore, expectedNow) = (both * n / (n + m), both * m / (n + m));
            value += Squared(before[i] - expectedBefore) / expectedBefore + Squared(now[i] - expectedNow) / expectedNow;
        }
        return (value, Math.Max(0, categories - 1));
    }

    /// <summary>What chi² of so many degrees of freedom passes once in a thousand times by chance: from the tables, then by Wilson and Hilferty's approximation.</summary>
    public static double ChiSquareOnceInThousand(int freedom)
    {
        const double Quantile = 3.0902323061678132;
        if (freedom is > 0 and <= 4)
            return OnceInThousand[freedom - 1];
        var part = 2.0 / (9 * Math.Max(1, freedom));
        return freedom * Math.Pow(1 - part + Quantile * Math.Sqrt(part), 3);
    }

    /// <summary>The square root of Jensen and Shannon's divergence in bits: 0 for equal distributions, 1 for those that share nothing.</summary>
    public static double JensenShannon(IReadOnlyList<double> before, IReadOnlyList<double> now)
    {
        var (p, q) = (before.Sum(), now.Sum());
        if (p <= 0 || q <= 0)
            return 0;
        var divergence = 0.0;
        for (var i = 0; i < before.Count; i++)
        {
            var (a, b) = (before[i] / p, now[i] / q);
            var middle = (a + b) / 2;
            divergence += (Part(a, middle) + Part(b, middle)) / 2;
        }
        return Math.Sqrt(Math.Max(0, divergence));
    }

    /// <summary>The greatest difference of any one share.</summary>
    public static double LInfinity(IReadOnlyList<double> before, IReadOnlyList<double> now)
    {
        var (p, q) = (before.Sum(), now.Sum());
        return p <= 0 || q <= 0 ? 0 : before.Zip(now, (a, b) => Math.Abs(a / p - b / q)).DefaultIfEmpty().Max();
    }

    /// <summary>How far values must be moved on average to turn one distribution into the other; of two sorted samples.</summary>
    public static double Wasserstein(IReadOnlyList<double> before, IReadOnlyList<double> now)
    {
        var (i, j, sum) = (0, 0, 0.0);
        var (n, m) = ((double)before.Count, (double)now.Count);
        double? last = null;
        while (i < before.Count || j < now.Count)
        {
            var isBefore = j >= now.Count || (i < before.Count && before[i] <= now[j]);
            var value = isBefore ? before[i] : now[j];
            if (last is { } from)
                sum += Math.Abs(i / n - j / m) * (value - from);
            last = value;
            (i, j) = isBefore ? (i + 1, j) : (i, j + 1);
        }
        return sum;
    }

    /// <summary>The same from quantiles at the same shares.</summary>
    public static double WassersteinOfQuantiles(IReadOnlyList<double> shares, IReadOnlyList<double> before, IReadOnlyList<double> now)
    {
        var sum = 0.0;
        for (var i = 0; i < shares.Count; i++)
        {
            var from = i == 0 ? 0 : (shares[i - 1] + shares[i]) / 2;
            var to = i + 1 == shares.Count ? 1 : (shares[i] + shares[i + 1]) / 2;
            sum += Math.Abs(now[i] - before[i]) * (to - from);
        }
        return sum;
    }

    /// <summary>The greatest difference between the shares that quantiles stand for and the shares of a sorted sample up to them.</summary>
    public static double KolmogorovSmirnov(IReadOnlyList<double> shares, IReadOnlyList<double> quantiles, double[] sorted)
    {
        var greatest = 0.0;
        for (var i = 0; i < shares.Count && sorted.Length > 0; i++)
        {
            var (below, upTo) = ((double)Below(sorted, quantiles[i]) / sorted.Length, (double)Below(sorted, Math.BitIncrement(quantiles[i])) / sorted.Length);
            // Where many values are equal the quantile stands for a whole range of shares.
            var difference = shares[i] < below ? below - shares[i] : shares[i] > upTo ? shares[i] - upTo : 0;
            greatest = Math.Max(greatest, difference);
        }
        return greatest;
    }

    /// <summary>Values of a sorted sample at shares, between two of them in proportion.</summary>
    public static double[] Quantiles(double[] sorted, IReadOnlyList<double> shares) =>
        [.. shares.Select(share =>
        {
            var at = share * (sorted.Length - 1);
            var low = (int)Math.Floor(at);
            var high = Math.Min(low + 1, sorted.Length - 1);
            return sorted[low] + (at - low) * (sorted[high] - sorted[low]);
        })];

    private static int Below(double[] sorted, double value)
    {
        var (low, high) = (0, sorted.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (sorted[middle] < value)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }

    private static double Part(double share, double middle) => share <= 0 ? 0 : share * Math.Log2(share / middle);

    private static double Squared(double value) => value * value;
}
