namespace Kali.Web.Widgets;

/// <summary>The axis of a waterfall: cut where nothing happens, so that a point can be seen; both ends are labelled.</summary>
/// <param name="Low">Its left end.</param>
/// <param name="High">Its right end.</param>
public readonly record struct WaterfallScale(double Low, double High)
{
    private const double Step = 5;

    /// <summary>From the step of five below the lowest total to the highest one.</summary>
    public static WaterfallScale Of(IEnumerable<WaterfallStep> steps)
    {
        var totals = steps.Select(step => step.Total).ToList();
        var high = totals.Count == 0 ? 100 : totals.Max();
        var low = totals.Count == 0 ? 0 : Math.Floor(totals.Min() / Step) * Step;
        if (totals.Count > 0 && totals.Min() - low < Step / 10)
            low -= Step;
        return new WaterfallScale(Math.Max(0, Math.Min(low, high - Step)), high);
    }

    /// <summary>The place of a value between the ends, 0 to 1.</summary>
    public double At(double value) => High <= Low ? 0 : Math.Clamp((value - Low) / (High - Low), 0, 1);

    /// <summary>The bar of a step: where it begins and how long it is, both 0 to 1; null for a total, which is a tick.</summary>
    public (double From, double Length)? Bar(WaterfallStep step)
    {
        if (step.Change is not { } change)
            return null;
        var (one, other) = (At(step.Total - change), At(step.Total));
        return (Math.Min(one, other), Math.Abs(one - other));
    }
}
