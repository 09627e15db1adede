using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Kali.Data.Quality;

/// <summary>All rules on one load or table: the results, what they decide, and the score they give.</summary>
/// <param name="Rows">Rows looked at.</param>
/// <param name="Results">In the order of the rules.</param>
/// <param name="Score">The table's score; null when no rule assessed anything.</param>
public sealed record CheckReport(long Rows, ImmutableArray<CheckResult> Results, QualityScore? Score)
{
    /// <summary>What the detectors found beside the rules; null when they did not look.</summary>
    public FindingReport? Findings { get; init; }

    /// <summary>The key the rows were checked with; its dimensions cap the score.</summary>
    public ImmutableArray<string> Keys { get; init; } = [];

    /// <summary>The named rules decide, never the score.</summary>
    [JsonIgnore]
    public GateState Gate =>
        Results.Any(result => result.Outcome == CheckOutcome.Failed) ? GateState.Failed
        : Results.Any(result => result.Outcome is CheckOutcome.Warned or CheckOutcome.CouldNotRun) ? GateState.Warned
        : GateState.Passed;

    /// <summary>Whether any row is to be held back.</summary>
    [JsonIgnore]
    public bool HoldsRowsBack => Results.Any(result => result.HoldsRowsBack) || Findings is { HoldsRowsBack: true };
}
