using System.Collections.Immutable;

namespace Kali.Data.Quality;

/// <summary>Points as a score shows them, in tenths, so that parts add up to their sum exactly.</summary>
internal static class Tenths
{
    /// <summary>A value between 0 and 100 in tenths. Only a whole 100 is shown as one: where anything is lost, 99.9 is the most.</summary>
    public static int Of(double value) => value >= 100 ? 1000 : Math.Min(999, (int)Math.Round(value * 10, MidpointRounding.AwayFromZero));

    /// <summary>The sum shared out by weight, what rounding leaves going to those it took most from.</summary>
    /// <param name="sum">In tenths.</param>
    /// <param name="weights">None below 0; where all are 0, all get nothing.</param>
    public static ImmutableArray<int> Share(int sum, IReadOnlyList<double> weights)
    {
        var all = weights.Sum();
        if (all <= 0)
            return [.. weights.Select(_ => 0)];
        var exact = weights.Select(weight => sum * (weight / all)).ToList();
        var shares = exact.Select(share => (int)Math.Floor(share)).ToArray();
        var left = sum - shares.Sum();
        foreach (var place in Enumerable.Range(0, shares.Length).OrderByDescending(place => exact[place] - shares[place]).ThenByDescending(place => weights[place]).Take(left))
            shares[place]++;
        return [.. shares];
    }

    public static double Points(int tenths) => tenths / 10.0;
}
