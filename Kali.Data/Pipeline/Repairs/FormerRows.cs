using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;
using Kali.Data.Ingest;
using Kali.Data.Quality;
using Kali.Data.Store;
using Microsoft.EntityFrameworkCore;

namespace Kali.Data.Pipeline;

/// <summary>
/// Undoing a repair that nothing was built on: the rows it replaced come back out of the versions before it, with their values and dates,
/// rather than being made again by today's rules.
/// </summary>
internal sealed class FormerRows(RepairLoads loads, TableWriter writer, QualityRecords records, IDbContextFactory<KaliStore> stores, ILakehouse lakehouse)
{
    public async Task<StepResult> SilverAsync(RunContext run, CancellationToken ct)
    {
        var (repair, before) = await FactsAsync(run, ct);
        var written = await PutBackAsync(run, RunStepName.Silver, run.Dataset.Silver, repair.SilverVersion - 1, PipelinePlans.Load(run).Rows, ct);
        return Result(run, run.Dataset.Silver, repair.SilverVersion - 1, written, run.Facts with { Duplicates = before.Duplicates, SilverRows = before.SilverRows, SilverVersion = written.Version }) with { Rows = before.SilverRows };
    }

    /// <summary>The checks as they were before the repair.</summary>
    public async Task<StepResult> ChecksAsync(RunContext run, CancellationToken ct)
    {
        var (former, before) = await loads.BeforeAsync(run.LoadNo, run.Request.GoesBackTo!.Value, ct);
        await using var store = await stores.CreateDbContextAsync(ct);
        var kept = QualityRecords.Read(await store.Set<QualityRecord>().AsNoTracking().SingleAsync(quality => quality.RunId == former.Value, ct));
        await records.KeepAsync(run.Dataset, run.Id, run.LoadNo, run.Facts.SilverVersion ?? 0, kept.Report, kept.Profile, run.Actor, ct);
        return new StepResult
        {
            Facts = run.Facts with { Gate = before.Gate, Score = before.Score, GateReason = before.GateReason, Checks = before.Checks },
            State = before.Gate switch { GateState.Failed => StepState.GateFailed, GateState.Warned => StepState.Warned, _ => StepState.Done },
            Rows = kept.Report.Rows,
            Findings = RuleJson.Write(kept.Report),
            Says = $"The results of run {former} hold again.",
        };
    }

    public async Task<StepResult> QuarantineAsync(RunContext run, CancellationToken ct)
    {
        var (repair, before) = await FactsAsync(run, ct);
        if (repair.QuarantineVersion is not { } version)
            return new StepResult { Facts = run.Facts with { HeldBack = 0, QuarantineVersion = null }, Rows = 0 };
        var written = await PutBackAsync(run, RunStepName.Quarantine, run.Dataset.Quarantine, version - 1, PipelinePlans.Load(run).Rows, ct);
        return Result(run, run.Dataset.Quarantine, version - 1, written, run.Facts with { HeldBack = before.HeldBack, QuarantineVersion = written.Version }) with { Rows = before.HeldBack };
    }

    public async Task<StepResult> GoldAsync(RunContext run, CancellationToken ct)
    {
        var (repair, before) = await FactsAsync(run, ct);
        if (repair.Gate is GateState.Failed)
            return new StepResult { Facts = run.Facts with { GoldRows = before.GoldRows, GoldVersion = repair.GoldVersion }, State = StepState.Skipped, Says = new Said("The repair had not reached gold.") };
        // A merge may have replaced rows of other loads: then all of gold stands as it stood.
        var where = run.Part.Mode is IngestMode.Merge ? SqlExpression.True : PipelinePlans.Load(run).Rows;
        var written = await PutBackAsync(run, RunStepName.Gold, run.Dataset.Gold, repair.GoldBefore, where, ct);
        return Result(run, run.Dataset.Gold, repair.GoldBefore, written, run.Facts with
        {
            GoldRows = before.GoldRows,
            New = before.New,
            Updated = before.Updated,
            GoldVersion = written.Version,
        }) with
        { Rows = before.GoldRows };
    }

    private async Task<(RunFacts Repair, RunFacts Before)> FactsAsync(RunContext run, CancellationToken ct)
    {
        var repair = run.Request.GoesBackTo!.Value;
        return (await loads.FactsAsync(repair, ct), (await loads.BeforeAsync(run.LoadNo, repair, ct)).Facts);
    }

    private async Task<WrittenTable> PutBackAsync(RunContext run, RunStepName step, TableName table, long? version, SqlExpression where, CancellationToken ct)
    {
        TableChange change = version is { } former and >= 0
            ? new TableChange.Overwrite(new RowSource.Query(Sql.Of($"SELECT * FROM {table.At(former)} AS former_rows WHERE {where}")), where)
            : new TableChange.Delete(where);
        return await writer.CommitAsync(run, step, new TableCommit { Table = table, Change = change }, ct);
    }

    private StepResult Result(RunContext run, TableName table, long? version, WrittenTable written, RunFacts facts) => new()
    {
        Facts = facts,
        Bytes = written.Bytes,
        Files = written.Files,
        Work = new StepWork([new StepSource(table, version)], table, written.Version, [lakehouse.Explain(Sql.Of($"SELECT * FROM {table.At(version)} AS former_rows WHERE {PipelinePlans.Load(run).Rows}")).Text], []),
        Says = $"The rows of load {run.LoadNo} are as version {version} had them.",
    };
}
