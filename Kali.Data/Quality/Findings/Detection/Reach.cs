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
