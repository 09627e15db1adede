namespace Kali.Data.Quality;

/// <summary>Whether all values of a column are a multiple of what they were: another unit, another currency, another power of ten.</summary>
internal static class ScaleShift
{
    private const double LeastRatio = 1.5;
    private const double FarRatio = 3;
    private const double PowerTolerance = 1.3;
    private const double FactorTolerance = 1.06;

    /// <summary>What one unit is in another: time, weight, length, volume, energy, bytes, and currencies with a fixed rate.</summary>
    private static readonly double[] Factors = [60, 3600, 24, 7, 12, 2.20462, 25.4, 2.54, 3.28084, 1.609344, 4.184, 3.785412, 28.34952, 453.5924, 1.95583, 1.8, 3.6, 1024, 1_048_576, 365.25, 86_400];

    /// <summary>Times how much; null when the values did not all move alike.</summary>
    public static double? Of(IReadOnlyList<double> before, IReadOnlyList<double> now)
    {
        var ratios = new List<double>();
        // The tails of a sample are its least certain part.
        for (var i = 2; i < before.Count - 2; i++)
        {
            if (before[i] == 0 || now[i] == 0)
                continue;
            ratios.Add(now[i] / before[i]);
        }
        if (ratios.Count < 3 || ratios.Exists(ratio => ratio <= 0))
            return null;
        ratios.Sort();
        var middle = ratios[ratios.Count / 2];
        var size = Math.Max(middle, 1 / middle);
        if (size < LeastRatio || ratios[^1] / ratios[0] > PowerTolerance * PowerTolerance)
            return null;
        var power = Math.Pow(10, Math.Round(Math.Log10(size)));
        var isPower = power > 1 && IsNear(size, power, PowerTolerance);
        var isFactor = ratios[^1] / ratios[0] < FactorTolerance * FactorTolerance && Factors.Any(factor => IsNear(size, factor, FactorTolerance));
        return isPower || isFactor || size >= FarRatio ? middle : null;
    }

    private static bool IsNear(double value, double target, double tolerance) => value <= target * tolerance && value >= target / tolerance;
}
