using System.Text.Json.Serialization;

namespace Kali.Data.Quality;

/// <summary>What came of one rule on one load or table.</summary>
/// <param name="Rule">The rule, as it was then.</param>
/// <param name="Outcome">What it does to the gate.</param>
/// <param name="Evaluated">Rows it looked at: those its filter held for.</param>
/// <param name="Failing">Rows that break it; null where it is not about rows.</param>
/// <param name="Observed">For rules about the whole: what was found.</param>
/// <param name="Expected">What would have been right, in a notation free of language.</param>
/// <param name="Obstacle">Why it could not run.</param>
public sealed record CheckResult(Rule Rule, CheckOutcome Outcome, long Evaluated, long? Failing, string? Observed, string? Expected, Obstacle? Obstacle)
{
    [JsonIgnore]
    public double? FailingPercent => Failing is { } failing && Evaluated > 0 ? failing * 100.0 / Evaluated : null;

    /// <summary>Whether this result kept rows out of gold.</summary>
    [JsonIgnore]
    public bool HoldsRowsBack => Rule.HoldsRowsBack && Failing > 0 && Outcome != CheckOutcome.CouldNotRun;
}
