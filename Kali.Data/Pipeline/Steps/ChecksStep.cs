using System.Collections.Immutable;
using Kali.Data.Engines;
using Kali.Data.Quality;

namespace Kali.Data.Pipeline.Steps;

/// <summary>Checks: all rules in force on the load and what they decide, and what detectors find without a rule.</summary>
internal sealed class ChecksStep(
    PipelinePlans plans, Checks checks, RunFindings findings, QualityRecords records, RunAccounts accounts, FormerRows former, ScoreHistory history, ILakehouse lakehouse) : RunStep
{
    public override RunStepName Name => RunStepName.Checks;

    public override async Task<StepResult> WorkAsync(RunContext run, CancellationToken ct)
    {
        var facts = run.Facts with { GoldBefore = await plans.VersionAsync(run, run.Dataset.Gold, ct) };
        run.Facts = facts;
        if (run.Request.GoesBackTo is not null)
            return await former.ChecksAsync(run, ct);
        var profile = await accounts.ProfileAsync(run, ct);
        var plan = CheckPlan.For(await plans.SubjectAsync(run, ct), await plans.RulesAsync(run, profile, ct));
        // In a run that searches, the search is what takes the time.
        var ran = await checks.CountAsync(plan, run.Actor, ct, run.Request.Searches ? null : run.Progress);
        var report = await findings.LookAsync(run, ran, ct);
        await records.KeepAsync(
            run.Dataset, run.Id, run.LoadNo, run.Facts.SilverVersion ?? 0, report, profile, run.Actor, ct);
        // Where rules have changed since the loads before, their scores are told by those of this one.
        await history.RecomputeAsync(run.Dataset, run.Actor, ct);
        var reason = GateWords.Reason(report, run.Part.LabelOf);
        var decided = reason ?? Said.Of($"{report.Results.Length:N0} of {report.Results.Length:N0} rules passed.");
        return new StepResult
        {
            Facts = facts with
            {
                Gate = report.Gate,
                Score = report.Score?.Value,
                GateReason = reason,
                Checks = [.. report.Results.Select(Fact)],
            },
            State = report.Gate switch { GateState.Failed => StepState.GateFailed, GateState.Warned => StepState.Warned, _ => StepState.Done },
            Rows = report.Rows,
            Work = StepWork.None with { Sources = [new StepSource(run.Dataset.Silver, run.Facts.SilverVersion)], Statements = [lakehouse.Explain(plan.Statement).Text] },
            Findings = RuleJson.Write(report),
            Says = Found(report.Findings) is { } found ? Said.Of($"{decided} {found}") : decided,
        };
    }

    private static Said? Found(FindingReport? found)
    {
        if (found is null || found.Groups.IsEmpty)
            return null;
        var groups = Said.Counted(found.Groups.Length, $"One finding beside the rules", $"{found.Groups.Length:N0} findings beside the rules");
        var rows = Said.Counted(found.ConfirmedRows, $"one row has a confirmed one", $"{found.ConfirmedRows:N0} rows have a confirmed one");
        return Said.Of($"{groups}; {rows}.");
    }

    private static CheckFact Fact(CheckResult result) => new(
        result.Rule.Id.ToString(), result.Rule.Kind.Code, result.Rule.Columns is [var column] ? column : null,
        result.Rule.Severity is Severity.Stops ? "error" : "warn",
        result.Outcome is CheckOutcome.Passed, result.Failing ?? 0);
}
