namespace Kali.Data.Quality;

/// <summary>From counts to verdicts.</summary>
internal static class CheckJudging
{
    public static CheckResult Judge(PreparedRule rule, CheckCounts counts)
    {
        var evaluated = rule.Looked is null ? counts.Rows : counts.Looked.GetValueOrDefault(rule);
        var failing = counts.Failing.GetValueOrDefault(rule);
        return rule.Test switch
        {
            RuleTest.Impossible(var obstacle) => new CheckResult(rule.Rule, CheckOutcome.CouldNotRun, 0, null, null, null, obstacle),
            RuleTest.Whole whole => Whole(rule.Rule, whole.Judge(new WholeFacts(evaluated, failing, counts.Measured.GetValueOrDefault(rule))), evaluated),
            RuleTest.Cells cells => new CheckResult(rule.Rule, Rows(rule.Rule, failing, evaluated), evaluated, failing, null, cells.Expected, null),
            RuleTest.Reference reference => new CheckResult(rule.Rule, Rows(rule.Rule, failing, evaluated), evaluated, failing, null, $"∈ {reference.Table.Shown}.{reference.ReferenceColumn}", null),
            _ => new CheckResult(rule.Rule, Rows(rule.Rule, failing, evaluated), evaluated, failing, null, "1×", null),
        };
    }

    private static CheckOutcome Rows(Rule rule, long failing, long evaluated) => rule.Severity == Severity.Notes
        ? CheckOutcome.Passed
        : rule.Threshold.Judge(failing, evaluated) switch
        {
            GateState.Failed => CheckOutcome.Failed,
            GateState.Warned => CheckOutcome.Warned,
            _ => CheckOutcome.Passed,
        };

    private static CheckResult Whole(Rule rule, WholeVerdict verdict, long evaluated)
    {
        var outcome = (verdict.Holds, rule.Severity) switch
        {
            (true, _) or (_, Severity.Notes) => CheckOutcome.Passed,
            (_, Severity.Stops) => CheckOutcome.Failed,
            _ => CheckOutcome.Warned,
        };
        return new CheckResult(rule, outcome, evaluated, verdict.Failing, verdict.Observed, verdict.Expected, null);
    }
}
