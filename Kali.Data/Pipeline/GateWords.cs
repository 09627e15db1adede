using System.Globalization;
using Kali.Data.Quality;

namespace Kali.Data.Pipeline;

/// <summary>Why a gate decided as it did, in a sentence for the journal; pages say it in the reader's language from the report.</summary>
internal static class GateWords
{
    /// <summary>Null when every rule passed.</summary>
    public static string? Reason(CheckReport report)
    {
        var worst = report.Results.FirstOrDefault(result => result.Outcome is CheckOutcome.Failed)
            ?? report.Results.FirstOrDefault(result => result.Outcome is CheckOutcome.Warned)
            ?? report.Results.FirstOrDefault(result => result.Outcome is CheckOutcome.CouldNotRun);
        return worst switch
        {
            null => null,
            { Outcome: CheckOutcome.CouldNotRun } => $"The rule {worst.Rule.Name} could not run: {worst.Obstacle?.Detail}.",
            { Failing: { } failing } => string.Create(CultureInfo.InvariantCulture, $"The rule {worst.Rule.Name} {Does(worst)}: {failing:N0} of {worst.Evaluated:N0} rows break it."),
            _ => $"The rule {worst.Rule.Name} {Does(worst)}: {worst.Observed} where {worst.Expected} is expected.",
        };
    }

    private static string Does(CheckResult result) => result.Outcome is CheckOutcome.Failed ? "stops the gate" : "warns";
}
