using System.Collections.Immutable;
using Kali.Data.Engines;
using Kali.Data.Quality;

namespace Kali.Data.Pipeline.Steps;

/// <summary>Quarantine: the rows that may not go on, as the file has them, each with its reasons.</summary>
internal sealed class QuarantineStep(PipelinePlans plans, TableWriter writer, RunAccounts accounts, FormerRows former, ILakehouse lakehouse) : RunStep
{
    public override RunStepName Name => RunStepName.Quarantine;

    public override async Task<StepResult> WorkAsync(RunContext run, CancellationToken ct)
    {
        if (run.Request.GoesBackTo is not null)
            return await former.QuarantineAsync(run, ct);
        var raw = PipelinePlans.Texts(run);
        var load = PipelinePlans.Load(run);
        var report = RuleJson.Read<CheckReport>(
            await accounts.FindingsAsync(run, RunStepName.Checks, ct) ?? throw new InvalidOperationException("Quarantine comes after the checks."));
        var plan = QuarantinePlan.For(load, raw, await plans.SubjectAsync(run, ct), report, run.StartedAt);
        var isThere = await plans.VersionAsync(run, run.Dataset.Quarantine, ct) >= 0;
        // Rows held back earlier make way when their load is taken again, and all of them when the upload replaces everything.
        if (plan is null && (!isThere || PipelinePlans.AddsOnly(run)))
            return new StepResult { Facts = run.Facts with { HeldBack = 0, QuarantineVersion = null }, Rows = 0 };

        var written = await writer.CommitAsync(run, Name, new TableCommit
        {
            Table = run.Dataset.Quarantine,
            Schema = QuarantinePlan.SchemaOf(load),
            MayAddColumns = true,
            Change = plan is null ? PipelinePlans.Removal(run) : PipelinePlans.Change(run, new RowSource.Query(plan.Rows)),
        }, ct);
        var held = plan is null ? 0 : written.Rows;
        return new StepResult
        {
            Facts = run.Facts with { HeldBack = held, QuarantineVersion = written.Version },
            Rows = held,
            Bytes = written.Bytes,
            Files = written.Files,
            Work = plan is null ? StepWork.None : new StepWork(
                [new StepSource(run.Dataset.Raw, run.Facts.RawVersion), new StepSource(run.Dataset.Silver, run.Facts.SilverVersion)],
                run.Dataset.Quarantine,
                written.Version,
                [lakehouse.Explain(plan.Rows).Text],
                [.. run.Part.AllColumns.Select(reading => new ColumnFlow(reading.Name, reading.Name, ["as-is"])), new ColumnFlow(DataLoad.RowId, DataLoad.RowId, ["as-is"])]),
            Says = Said.Counted(held, $"One row held back.", $"{held:N0} rows held back."),
        };
    }
}
