using System.Collections.Immutable;

namespace Kali.Data.Quality;

/// <summary>
/// How far a column's own distribution reaches, from its quantiles. The tail's shape is told by how the distance between quantiles changes each time the
/// rows beyond are halved: in a bounded column it shrinks, in a long tail it stays. Going on like that, with the shape moved towards a longer tail,
/// gives where the last of so many rows would lie; what is beyond is no part of the distribution.
/// </summary>
internal static class Reach
{
    private const double LongestTail = 1.2;
    private const int Halvings = 4;
    private const double FarBelow = 5;

    /// <summary>The bounds on the scale of the quantiles; null where they tell nothing.</summary>
    /// <param name="quantiles">At <see cref="FactsPlan.Shares"/>.</param>
    /// <param name="rows">Rows with a value.</param>
    /// <param name="step">The smallest difference that means anything.</param>
    public static (double Low, double High)? Of(ImmutableArray<double> quantiles, long rows, double step)
    {
        if (quantiles.Length != FactsPlan.Shares.Length || rows < 50)
            return null;
        var spread = quantiles[7] - quantiles[1];
        if (spread <= 0)
            return null;
        var least = Math.Max(step, 0.05 * spread);
        return (-Beyond(-quantiles[3], -quantiles[2], -quantiles[1], rows, least), Beyond(quantiles[5], quantiles[6], quantiles[7], rows, least));
    }

    /// <summary>Bounds for values above zero: the tail to the right may be long on the plain scale, the one to zero is judged by ratios.</summary>
    public static (double Low, double High)? OfPositive(ImmutableArray<double> quantiles, long rows, double step)
    {
        if (Of(quantiles, rows, step) is not { } plain || quantiles[0] <= 0)
            return null;
        var logs = Of([.. quantiles.Select(Math.Log)], rows, 1e-6);
        if (logs is not { } log)
            return null;
        var isLong = quantiles[7] - quantiles[6] > quantiles[6] - quantiles[5];
        return (Math.Max(plain.Low, Math.Min(Math.Exp(log.Low), quantiles[0] / FarBelow)), isLong ? Math.Exp(Math.Min(700, log.High)) : plain.High);
    }

    /// <summary>The upper bound by ratios, where the tail grows longer from quantile to quantile; whatever is below, be it zeros. Null where it does not.</summary>
    public static double? OfLongTail(ImmutableArray<double> quantiles, long rows) => quantiles[5] > 0 && quantiles[7] - quantiles[6] > quantiles[6] - quantiles[5]
        ? Math.Exp(Math.Min(700, Beyond(Math.Log(quantiles[5]), Math.Log(quantiles[6]), Math.Log(quantiles[7]), rows, 0.05 * Math.Log(quantiles[7] / quantiles[5]))))
        : null;

    /// <summary>
    /// By what factor the distance from the middle grows when only one row in e times as many is beyond: the step in which a tail goes on. Measured between the
    /// last quantiles. Of columns without a slip, made even, normal, exponential, gamma, Laplace and log-normal, three in a hundred at most have their largest value
    /// two such steps from the next; of columns with a tail like Student's with five degrees of freedom one in eleven, and one in seventy three steps.
    /// </summary>
    public static double StretchAbove(ImmutableArray<double> quantiles, double step) => Stretch(quantiles[7] - quantiles[4], quantiles[8] - quantiles[4], Math.Max(step, 0.05 * (quantiles[7] - quantiles[1])));

    public static double StretchBelow(ImmutableArray<double> quantiles, double step) => Stretch(quantiles[4] - quantiles[1], quantiles[4] - quantiles[0], Math.Max(step, 0.05 * (quantiles[7] - quantiles[1])));

    private static double Stretch(double near, double far, double least) => Math.Exp(Math.Max(0.05, Math.Log(Math.Max(far, least) / Math.Max(near, least)) / Math.Log(6.25)));

    private static double Beyond(double quarter, double eighth, double sixteenth, long rows, double least)
    {
        var (before, last) = (Math.Max(eighth - quarter, least), Math.Max(sixteenth - eighth, least));
        var shape = Math.Min(LongestTail, (last / before + 2) / 3);
        var times = (int)Math.Ceiling(Math.Log2(Math.Max(1, rows / 16.0))) + Halvings;
        var (reached, distance) = (sixteenth, last);
        for (var i = 0; i < times; i++)
            reached += distance *= shape;
        return reached;
    }
}
