using System.Collections.Immutable;
using Kali.Data.Engines;
using Kali.Data.Ingest;
using Kali.Data.Quality;

namespace Kali.Data.Pipeline.Steps;

/// <summary>Silver: every row typed and cleaned, exact duplicates of the load left out.</summary>
internal sealed class SilverStep(PipelinePlans plans, FormerRows former, TableWriter writer, RunAccounts accounts, ILakehouse lakehouse) : RunStep
{
    public override RunStepName Name => RunStepName.Silver;

    public override async Task<StepResult> WorkAsync(RunContext run, CancellationToken ct)
    {
        if (run.Request.GoesBackTo is not null)
            return await former.SilverAsync(run, ct);
        // The profile has read the same texts.
        var choices = await plans.SilverChoicesAsync(run, await accounts.ProfileAsync(run, ct), ct);
        var plan = SilverPlan.For(PipelinePlans.Load(run), PipelinePlans.Texts(run), choices);
        var written = await writer.CommitAsync(run, Name, new TableCommit
        {
            Table = run.Dataset.Silver,
            Schema = plan.Schema,
            MayAddColumns = true,
            Change = PipelinePlans.Change(run, new RowSource.Query(plan.Rows)),
        }, ct);
        var duplicates = run.Facts.RawRows - written.Rows;
        return new StepResult
        {
            Facts = run.Facts with { SilverRows = written.Rows, SilverVersion = written.Version },
            Rows = written.Rows,
            Bytes = written.Bytes,
            Files = written.Files,
            Work = new StepWork(
                PipelinePlans.TextSources(run),
                run.Dataset.Silver,
                written.Version,
                [lakehouse.Explain(plan.Rows).Text],
                [.. run.Part.AllColumns.Select(Flow), new ColumnFlow(DataLoad.RowId, DataLoad.RowId, ["as-is"])]),
            Says = duplicates is not > 0
                ? Said.Of($"{written.Rows:N0} rows typed and verified.")
                : Said.Counted(duplicates.Value, $"{written.Rows:N0} rows typed and verified, one exact duplicate left out.", $"{written.Rows:N0} rows typed and verified, {duplicates:N0} exact duplicates left out."),
        };
    }

    private static ColumnFlow Flow(ColumnReading reading) =>
        new(reading.Name, reading.Name, reading.Type == DataType.String ? ["trim", "nfc", "missing"] : ["trim", "nfc", "missing", "type"]);
}
