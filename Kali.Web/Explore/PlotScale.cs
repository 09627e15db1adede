using System.Globalization;

namespace Kali.Web.Explore;

/// <summary>An axis: from a round figure to a round figure, with at most six lines between.</summary>
public sealed record PlotScale(double Low, double High, double Step)
{
    private static readonly double[] RoundSteps = [1, 2, 2.5, 5, 10];

    /// <summary>Covers the values; begins at 0 where it measures amounts.</summary>
    public static PlotScale Over(IReadOnlyCollection<double> values, bool fromZero)
    {
        var (least, greatest) = values.Count == 0 ? (0, 1) : (values.Min(), values.Max());
        if (fromZero)
            (least, greatest) = (Math.Min(0, least), Math.Max(0, greatest));
        if (greatest - least < double.Epsilon * 1e16)
            (least, greatest) = (least - Math.Max(0.5, Math.Abs(least) / 10), greatest + Math.Max(0.5, Math.Abs(greatest) / 10));
        var rough = (greatest - least) / 5;
        var power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        var step = RoundSteps.First(candidate => candidate * power >= rough * 0.999) * power;
        return new PlotScale(Math.Floor(least / step) * step, Math.Ceiling(greatest / step) * step, step);
    }

    public IEnumerable<double> Ticks
    {
        get
        {
            for (var i = 0; Low + i * Step <= High + Step / 2; i++)
                yield return Low + i * Step;
        }
    }

    /// <summary>0 at the low end, 1 at the high one.</summary>
    public double At(double value) => (value - Low) / (High - Low);

    /// <summary>A tick with as many decimals as the step needs.</summary>
    public string Text(double tick) => tick.ToString("N" + Math.Clamp(-(int)Math.Floor(Math.Log10(Step) + 1e-9) + (Step / Math.Pow(10, Math.Floor(Math.Log10(Step))) is > 2.4 and < 2.6 ? 1 : 0), 0, 8).ToString(CultureInfo.InvariantCulture), CultureInfo.CurrentCulture);
}
