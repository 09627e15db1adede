namespace Kali.Data.Quality;

/// <summary>The arithmetic of distances between distributions.</summary>
internal static class Distances
{
    /// <summary>A share of nothing would make every distance infinite.</summary>
    private const double LeastShare = 0.0001;

    public static double Of(DistributionDistance distance, IReadOnlyList<double> now, IReadOnlyList<double> then) => distance switch
    {
        DistributionDistance.Psi => Sum(now, then, (a, b) => (a - b) * Math.Log(a / b)),
        DistributionDistance.Kl => Math.Max(0, Sum(now, then, (a, b) => a * Math.Log(a / b))),
        _ => Math.Sqrt(Math.Max(0, Sum(now, then, (a, b) => (a * Math.Log2(a / ((a + b) / 2)) + b * Math.Log2(b / ((a + b) / 2))) / 2))),
    };

    public static string Name(DistributionDistance distance) => distance switch
    {
        DistributionDistance.Psi => "PSI",
        DistributionDistance.Kl => "KL",
        _ => "JS",
    };

    private static double Sum(IReadOnlyList<double> now, IReadOnlyList<double> then, Func<double, double, double> part) =>
        now.Zip(then).Where(pair => pair.First > 0 || pair.Second > 0).Sum(pair => part(Math.Max(pair.First, LeastShare), Math.Max(pair.Second, LeastShare)));
}
