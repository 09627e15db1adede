using System.Collections.Immutable;
using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;
using Kali.Data.Quality;

namespace Kali.Data.Pipeline.Steps;

/// <summary>Gold: the rows that passed, for everyone who may read the dataset. A failed gate leaves it at its version.</summary>
internal sealed class GoldStep(PipelinePlans plans, FormerRows former, TableWriter writer, ILakehouse lakehouse) : RunStep
{
    public override RunStepName Name => RunStepName.Gold;

    public override async Task<StepResult> WorkAsync(RunContext run, CancellationToken ct)
    {
        if (run.Request.GoesBackTo is not null)
            return await former.GoldAsync(run, ct);
        if (run.Facts.Gate is GateState.Failed)
        {
            var kept = await plans.VersionAsync(run, run.Dataset.Gold, ct);
            return new StepResult
            {
                Facts = run.Facts with { GoldVersion = kept < 0 ? null : kept },
                State = StepState.GateFailed,
                Says = kept < 0 ? Said.Of("The gate failed; there is no gold yet, the rows wait in silver.") : Said.Of($"The gate failed; gold keeps version {kept}, the rows wait in silver."),
            };
        }

        var heldBack = run.Facts.HeldBack > 0 ? run.Dataset.Quarantine.At(run.Facts.QuarantineVersion) : (TableRef?)null;
        var plan = GoldPlan.For(PipelinePlans.Load(run), run.Dataset.Silver.At(run.Facts.SilverVersion), heldBack, await plans.GoldChoicesAsync(run, ct));
        var isMerge = run.Part.Mode is IngestMode.Merge;
        if (isMerge && run.Request is not RunRequest.Load && await plans.VersionAsync(run, run.Dataset.Gold, ct) >= 0)
        {
            // What is held back now must not stay from the first time.
            await writer.CommitAsync(run, Name, new TableCommit { Table = run.Dataset.Gold, Change = PipelinePlans.Removal(run), Once = $"{run.Once(Name)}/clear" }, ct);
        }
        var written = await writer.CommitAsync(run, Name, new TableCommit
        {
            Table = run.Dataset.Gold,
            Schema = plan.Schema,
            MayAddColumns = true,
            Change = isMerge ? new TableChange.Merge(new RowSource.Query(await OldestMayComeAsync(run, plan, ct)), run.Part.Keys) : PipelinePlans.Change(run, new RowSource.Query(plan.Rows)),
        }, ct);
        var rows = isMerge ? run.Facts.SilverRows - run.Facts.HeldBack : written.Rows;
        // Of a load that comes again some rows stand there from the first time: new and updated are not told apart any more.
        var updated = isMerge && run.Request is not RunRequest.Repair ? written.Updated ?? await MergedAsync(run, written.Version, ct) : null;
        return new StepResult
        {
            Facts = run.Facts with { GoldRows = rows, Updated = updated, New = rows - updated, GoldVersion = written.Version },
            Rows = rows,
            Bytes = written.Bytes,
            Files = written.Files,
            Work = new StepWork(
                [new StepSource(run.Dataset.Silver, run.Facts.SilverVersion)],
                run.Dataset.Gold,
                written.Version,
                [lakehouse.Explain(plan.Rows).Text],
                [.. plan.Schema.Columns.Where(column => run.Part.AllColumns.Any(reading => reading.Name == column.Name)).Select(column => new ColumnFlow(column.Name, column.Name, ["as-is"])),
                 .. plan.Schema.Columns.Where(column => column.Name.EndsWith("_standardised", StringComparison.Ordinal)).Select(column => new ColumnFlow(column.Name[..^"_standardised".Length], column.Name, ["standardise"])),
                 new ColumnFlow(DataLoad.RowId, DataLoad.RowId, ["as-is"])]),
            Says = updated is null
                ? Said.Of($"{rows:N0} rows in gold, version {written.Version}.")
                : Said.Of($"{rows:N0} rows in gold, version {written.Version}: {rows - updated:N0} new, {updated:N0} updated."),
        };
    }

    /// <summary>Rows of an older load that is repaired do not take the place of rows that a later upload brought for the same key.</summary>
    private async Task<Sql> OldestMayComeAsync(RunContext run, GoldPlan plan, CancellationToken ct)
    {
        if (run.Request is not RunRequest.Repair || await plans.VersionAsync(run, run.Dataset.Gold, ct) < 0)
            return plan.Rows;
        var same = new AllOf([.. run.Part.Keys.Select(SqlExpression (key) => new Comparison(ComparisonOperator.Same, new ColumnOf("newer", key), new ColumnOf("repaired", key)))]);
        var isNewer = new ColumnOf("newer", DataLoad.RowId).AtLeast(new WholeNumber(PipelinePlans.Load(run).FirstRowId + DataLoad.IdsPerLoad));
        return Sql.Of($"SELECT * FROM ({plan.Rows}) AS repaired WHERE NOT EXISTS (SELECT 1 FROM {run.Dataset.Gold.At(run.Facts.GoldBefore)} AS newer WHERE {isNewer} AND {same})");
    }

    /// <summary>What an earlier attempt's merge updated, from the table's history.</summary>
    private async Task<long?> MergedAsync(RunContext run, long version, CancellationToken ct)
    {
        var history = await lakehouse.HistoryAsync(run.Dataset.Gold, run.Actor, ct);
        return history.FirstOrDefault(entry => entry.Version == version)?.Metrics.GetValueOrDefault("numTargetRowsUpdated") is { } text && long.TryParse(text, out var updated) ? updated : null;
    }
}
