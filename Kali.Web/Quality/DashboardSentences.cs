using System.Collections.Immutable;
using Kali.Data;
using Kali.Web.Shell;
using Kali.Web.Widgets;
using Microsoft.Extensions.Localization;

namespace Kali.Web.Quality;

/// <summary>Which datasets get worse, and whom they block, in a sentence.</summary>
public static class DashboardSentences
{
    public static string Title(IStringLocalizer texts, ImmutableArray<DashboardLine> lines)
    {
        var (blocked, worse) = (lines.Count(line => line.Gate is GateState.Failed), lines.Count(line => line.IsWorse));
        return (blocked, worse) switch
        {
            (0, 0) => texts.Count(lines.Length, "The 1 dataset that was checked is not worse than before", "None of {0} datasets got worse"),
            (0, _) => texts["{0} of {1} datasets got worse, none is blocked", Numbers.Count(worse), Numbers.Count(lines.Length)],
            (_, 0) => texts["{0} of {1} datasets did not pass the gate, none got worse", Numbers.Count(blocked), Numbers.Count(lines.Length)],
            _ => texts["{0} of {2} datasets got worse, {1} did not pass the gate", Numbers.Count(worse), Numbers.Count(blocked), Numbers.Count(lines.Length)],
        };
    }

    public static string Lead(IStringLocalizer texts, ImmutableArray<DashboardLine> lines)
    {
        var held = lines.Sum(line => line.Quality.Dataset.Latest?.Ledger.HeldBack ?? 0);
        return held == 0
            ? texts["No row of the last uploads is held back."]
            : texts.Count(held, "1 row of the last uploads is held back.", "{0} rows of the last uploads are held back.");
    }

    /// <summary>The plot in a sentence, for those who do not see it.</summary>
    public static string Trend(IStringLocalizer texts, HeldBackTrend trend, Func<Kali.Data.Quality.QualityDimension, string> name) =>
        trend.Total == 0
            ? texts["No rows were held back in this time."]
            : texts["{0} rows were held back in this time, most by {1}.", Numbers.Count(trend.Total), name(trend.Causes[0])];
}
