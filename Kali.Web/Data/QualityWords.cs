using System.Globalization;
using Kali.Data;
using Kali.Data.Quality;
using Kali.Web.Shell;
using Kali.Web.Widgets;
using Microsoft.Extensions.Localization;

namespace Kali.Web.Data;

/// <summary>What the Quality tab says of rules and their results.</summary>
public static class QualityWords
{
    private static RuleWords Words => RuleWords.For(CultureInfo.CurrentUICulture);

    public static string Dimension(QualityDimension dimension) => Words.Dimension(dimension);

    public static string Demand(Rule rule, Func<string, string> label) => Words.Demand(rule, label);

    public static GlyphShape Shape(CheckOutcome outcome) => outcome switch
    {
        CheckOutcome.Failed => GlyphShape.Stops,
        CheckOutcome.Warned => GlyphShape.Warns,
        CheckOutcome.CouldNotRun => GlyphShape.CouldNotRun,
        _ => GlyphShape.Done,
    };

    public static string Outcome(CheckOutcome outcome) => outcome switch
    {
        CheckOutcome.Failed => "failed",
        CheckOutcome.Warned => "warned",
        CheckOutcome.CouldNotRun => "could not run",
        _ => "passed",
    };

    /// <summary>What a confirmed finding is called that costs points: "Rare spelling in city".</summary>
    public static string Finding(IStringLocalizer texts, CheckReport report, RuleCost cost, Func<string, string> label) => report.Findings?.Find(cost.Name) is { } found
        ? found.Column.Length == 0 ? FindingWords.For(CultureInfo.CurrentUICulture).Name(found.Detector) : texts["{0} in {1}", FindingWords.For(CultureInfo.CurrentUICulture).Name(found.Detector), label(found.Column)]
        : cost.Name;

    /// <summary>"14 ran, 12 passed, 2 warned".</summary>
    public static string Ran(IStringLocalizer texts, CheckReport report)
    {
        var counts = report.Results.GroupBy(result => result.Outcome).ToDictionary(group => group.Key, group => group.Count());
        var ran = report.Results.Length - counts.GetValueOrDefault(CheckOutcome.CouldNotRun);
        var parts = new List<string> { texts.Count(ran, "1 ran", "{0} ran"), texts["{0} passed", Numbers.Count(counts.GetValueOrDefault(CheckOutcome.Passed))] };
        if (counts.TryGetValue(CheckOutcome.Warned, out var warned))
            parts.Add(texts["{0} warned", Numbers.Count(warned)]);
        if (counts.TryGetValue(CheckOutcome.Failed, out var failed))
            parts.Add(texts["{0} failed", Numbers.Count(failed)]);
        if (counts.TryGetValue(CheckOutcome.CouldNotRun, out var not))
            parts.Add(texts["{0} could not run", Numbers.Count(not)]);
        return string.Join(", ", parts);
    }

    /// <summary>What a rule found, with its denominator.</summary>
    public static string Figure(CheckResult result) => result switch
    {
        { Outcome: CheckOutcome.CouldNotRun } => "–",
        { Failing: { } failing } => Numbers.Of(failing, result.Evaluated),
        _ => result.Observed ?? "–",
    };

    /// <summary>The limit that matters for what was found: the one passed, else the next one.</summary>
    public static string? Limit(IStringLocalizer texts, CheckResult result)
    {
        if (!result.Rule.Kind.IsAboutRows)
            return result.Expected is { } expected ? texts["expected {0}", expected].Value : null;
        var threshold = result.Rule.Threshold;
        var failing = result.Failing ?? 0;
        var limit = threshold.FailAbove?.IsPassedBy(failing, result.Evaluated) is true ? threshold.FailAbove : threshold.WarnAbove ?? threshold.FailAbove;
        return limit is null ? null : texts["limit {0}", Of(limit)].Value;
    }

    /// <summary>Why the gate failed or warned: the rules that decided, as sentences.</summary>
    public static IEnumerable<CheckResult> Deciding(CheckReport report) => report.Gate switch
    {
        GateState.Failed => report.Results.Where(result => result.Outcome is CheckOutcome.Failed),
        _ => [],
    };

    private static string Of(Limit limit) => limit switch
    {
        { Rows: { } rows, Percent: { } percent } => $"{Numbers.Count(rows)} / {Percent(percent)}",
        { Rows: { } rows } => Numbers.Count(rows),
        { Percent: { } percent } => Percent(percent),
        _ => "–",
    };

    private static string Percent(double percent) => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "de"
        ? $"{percent.ToString("0.##", CultureInfo.CurrentCulture)}\u00a0%"
        : $"{percent.ToString("0.##", CultureInfo.CurrentCulture)}%";
}
