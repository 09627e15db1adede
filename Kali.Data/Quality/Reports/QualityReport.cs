using System.Collections.Immutable;

namespace Kali.Data.Quality;

/// <summary>The Quality tab of a dataset.</summary>
/// <param name="Latest">The newest load's results, or the run's that was asked for.</param>
/// <param name="History">Scores and gates of past loads, oldest first.</param>
public sealed record QualityReport(LoadQuality Latest, ImmutableArray<QualityPoint> History)
{
    /// <summary>Failing rules, those that hold rows back first, then by rows.</summary>
    public ImmutableArray<CheckResult> Groups =>
    [
        .. Latest.Report.Results
            .Where(result => result.Outcome is CheckOutcome.Failed or CheckOutcome.Warned || result is { Failing: > 0, Outcome: not CheckOutcome.CouldNotRun, Rule.Kind.IsAboutRows: true })
            .OrderByDescending(result => result.Outcome == CheckOutcome.Failed)
            .ThenByDescending(result => result.HoldsRowsBack)
            .ThenByDescending(result => result.Failing ?? 0)
            .ThenBy(result => result.Rule.Name, StringComparer.Ordinal),
    ];

    public IEnumerable<CheckResult> CouldNotRun => Latest.Report.Results.Where(result => result.Outcome == CheckOutcome.CouldNotRun);

    /// <summary>How much better or worse than the load before it; null when there is none, or other rules were in force then.</summary>
    public double? Change
    {
        get
        {
            var at = History.ToList().FindIndex(point => point.Run == Latest.Run);
            return at > 0 && History[at - 1].RuleSet == Latest.RuleSet ? History[at].Score - History[at - 1].Score : null;
        }
    }
}

/// <summary>One load in the history of a dataset's quality.</summary>
/// <param name="Run">The run.</param>
/// <param name="LoadNo">The load.</param>
/// <param name="At">When it was checked.</param>
/// <param name="SilverVersion">The version of silver that was checked.</param>
/// <param name="Gate">What the gate said then.</param>
/// <param name="Score">The score by today's rules where it was computed again, else as it was then.</param>
/// <param name="RuleSet">The rules it is by; only scores by the same ones are compared.</param>
/// <param name="ScoreThen">The score as it was then.</param>
public sealed record QualityPoint(RunId Run, long LoadNo, DateTimeOffset At, long SilverVersion, GateState Gate, double? Score, string RuleSet, double? ScoreThen = null);
