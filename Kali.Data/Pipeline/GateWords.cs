using System.Globalization;
using Kali.Data.Quality;

namespace Kali.Data.Pipeline;

/// <summary>Why a gate decided as it did, in a sentence for the journal.</summary>
internal static class GateWords
{
    /// <summary>Null when every rule passed.</summary>
    public static Said? Reason(CheckReport report)
    {
        var worst = report.Results.FirstOrDefault(result => result.Outcome is CheckOutcome.Failed)
            ?? report.Results.FirstOrDefault(result => result.Outcome is CheckOutcome.Warned)
            ?? report.Results.FirstOrDefault(result => result.Outcome is CheckOutcome.CouldNotRun);
        return worst switch
        {
            null => null,
            { Outcome: CheckOutcome.CouldNotRun } => Said.Of($"The rule {worst.Rule.Name} could not run: {worst.Obstacle?.Detail}."),
            { Outcome: CheckOutcome.Failed, Failing: { } failing } => Said.Of($"The rule {worst.Rule.Name} stops the gate: {failing:N0} of {worst.Evaluated:N0} rows break it."),
            { Failing: { } failing } => Said.Of($"The rule {worst.Rule.Name} warns: {failing:N0} of {worst.Evaluated:N0} rows break it."),
            { Outcome: CheckOutcome.Failed } => Said.Of($"The rule {worst.Rule.Name} stops the gate: {worst.Observed} where {worst.Expected} is expected."),
            _ => Said.Of($"The rule {worst.Rule.Name} warns: {worst.Observed} where {worst.Expected} is expected."),
        };
    }
}
