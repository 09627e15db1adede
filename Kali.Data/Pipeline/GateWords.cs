using System.Globalization;
using Kali.Data.Quality;

namespace Kali.Data.Pipeline;

/// <summary>Why a gate decided as it did, in a sentence for the journal.</summary>
internal static class GateWords
{
    /// <summary>Null when every rule passed.</summary>
    /// <param name="report">What the rules found.</param>
    /// <param name="label">The label of a column by its technical name.</param>
    public static Said? Reason(CheckReport report, Func<string, string> label)
    {
        var worst = report.Results.FirstOrDefault(result => result.Outcome is CheckOutcome.Failed)
            ?? report.Results.FirstOrDefault(result => result.Outcome is CheckOutcome.Warned)
            ?? report.Results.FirstOrDefault(result => result.Outcome is CheckOutcome.CouldNotRun);
        if (worst is null)
            return null;
        var others = report.Results.Count(result => result.Outcome is CheckOutcome.Failed or CheckOutcome.Warned or CheckOutcome.CouldNotRun) - 1;
        var more = Said.Counted(others, $"One more rule is not kept.", $"{others:N0} more rules are not kept.");
        return others == 0 ? Reason(worst, label) : Said.Of($"{Reason(worst, label)} {more}");
    }

    private static Said Reason(CheckResult worst, Func<string, string> label) => worst switch
    {
        { Outcome: CheckOutcome.CouldNotRun } => Said.Of($"The rule {Demand(worst.Rule, label)} could not run: {worst.Obstacle?.Detail}."),
        { Outcome: CheckOutcome.Failed, Failing: { } failing } => Said.Of($"The rule {Demand(worst.Rule, label)} stops the gate: {failing:N0} of {worst.Evaluated:N0} rows break it."),
        { Failing: { } failing } => Said.Of($"The rule {Demand(worst.Rule, label)} warns: {failing:N0} of {worst.Evaluated:N0} rows break it."),
        { Outcome: CheckOutcome.Failed } => Said.Of($"The rule {Demand(worst.Rule, label)} stops the gate: {worst.Observed} where {worst.Expected} is expected."),
        _ => Said.Of($"The rule {Demand(worst.Rule, label)} warns: {worst.Observed} where {worst.Expected} is expected."),
    };

    /// <summary>What a rule demands, in quotes.</summary>
    public static Said Demand(Rule rule, Func<string, string> label) =>
        Said.InEither($"“{RuleWords.English.Demand(rule, label)}”", $"„{RuleWords.German.Demand(rule, label)}“");
}
