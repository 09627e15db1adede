using System.Collections.Immutable;
using Kali.Data.Engines;
using Kali.Data.Lake;
using Kali.Data.Quality;
using Kali.Data.Store;
using Microsoft.EntityFrameworkCore;

namespace Kali.Data.Pipeline.Steps;

/// <summary>Records: the run goes into the metadata tables and the catalog, one commit a table; the file moves to those that are loaded.</summary>
internal sealed class RecordsStep(RunAccounts accounts, TableWriter writer, DqxTables dqx, ILakehouse lakehouse, ReceivedFiles files, IDbContextFactory<KaliStore> stores) : RunStep
{
    /// <summary>A commit a run makes many small files; now and then they become one.</summary>
    private const int VersionsBetweenOptimizing = 50;

    public override RunStepName Name => RunStepName.Records;

    public override async Task<StepResult> WorkAsync(RunContext run, CancellationToken ct)
    {
        var account = await accounts.OfAsync(run, ct);
        var catalog = run.Dataset.Catalog;
        var recordedAt = account.Steps.Max(step => step.EndedAt);
        await AppendAsync(run, MetadataTables.Runs(catalog), MetadataTables.RunsSchema, [RunRow(account, recordedAt)], ct);
        await AppendAsync(run, MetadataTables.Lineage(catalog), MetadataTables.LineageSchema, LineageRows(account), ct);
        if (await accounts.FindingsAsync(run, RunStepName.Checks, ct) is { } checks)
            await KeepResultsAsync(run, RuleJson.Read<CheckReport>(checks), recordedAt, ct);
        await AppendAsync(run, MetadataTables.Audit(catalog), MetadataTables.AuditSchema, await AuditRowsAsync(run, ct), ct);
        await KeepVersionAsync(run, account, recordedAt, ct);
        await SetAsideAsync(run, ct);
        return new StepResult { Facts = run.Facts };
    }

    private async Task AppendAsync(RunContext run, TableName table, TableSchema schema, ImmutableArray<object?[]> rows, CancellationToken ct)
    {
        if (rows.IsEmpty)
            return;
        var written = await writer.CommitAsync(run, Name, new TableCommit
        {
            Table = table,
            Schema = schema,
            MayAddColumns = true,
            Once = $"{run.Once(Name)}/{table.Name}",
            Change = new TableChange.Append(RecordRows.Source(schema, rows)),
        }, ct);
        if (written.Version > 0 && written.Version % VersionsBetweenOptimizing == 0)
            await lakehouse.OptimizeAsync(table, [], run.Actor, ct);
    }

    private static object?[] RunRow(RunAccount run, DateTimeOffset recordedAt)
    {
        var (facts, ledger) = (run.Facts, run.Facts.ToLedger());
        return
        [
            run.Id.Value, run.Uuid, run.Dataset, run.Part.FileName, run.Part.UploadId, run.UserId, run.UserName, run.StartedAt, recordedAt,
            facts.Gate?.ToString().ToLowerInvariant(), facts.Score,
            ledger.LinesInFile, ledger.NotReadable, ledger.Raw, ledger.Duplicates, ledger.Silver, ledger.HeldBack, ledger.Gold, ledger.Waiting, ledger.New, ledger.Updated,
            facts.RawVersion, facts.SilverVersion, facts.QuarantineVersion, facts.GoldVersion, KaliVersion.Text,
        ];
    }

    private static ImmutableArray<object?[]> LineageRows(RunAccount run) =>
    [
        .. from step in run.Steps
           where step.Work.Target is not null
           from source in step.Work.Sources
           select new object?[]
           {
               run.Id.Value, step.Step.ToString().ToLowerInvariant(), source.Table?.ToString() ?? $"upload/{source.UploadId}", source.Version,
               step.Work.Target, step.Work.Version, step.Rows, string.Join(";\n", step.Work.Statements), run.UserId, step.EndedAt, KaliVersion.Text,
           },
    ];

    private async Task KeepResultsAsync(RunContext run, CheckReport report, DateTimeOffset recordedAt, CancellationToken ct)
    {
        var catalog = run.Dataset.Catalog;
        await AppendAsync(run, MetadataTables.QualityResults(catalog), MetadataTables.QualitySchema, QualityRows(run, report, recordedAt), ct);
        var hasDqxTables = await dqx.WriteAsync(run, report, recordedAt, ct);
        await AppendAsync(run, MetadataTables.DqxMetrics(catalog), MetadataTables.DqxMetricsSchema,
            DqxMetrics.Rows(report, run.Uuid.ToString(), run.Dataset, run.Facts.ToLedger().HeldBack ?? 0, recordedAt, hasDqxTables), ct);
    }

    private static ImmutableArray<object?[]> QualityRows(RunContext run, CheckReport report, DateTimeOffset recordedAt) =>
    [
        .. report.Results.Select(result => new object?[]
        {
            run.Id.Value, run.Dataset, result.Rule.Id, result.Rule.Version, result.Rule.Name, result.Rule.Kind.Code,
            string.Join(", ", result.Rule.Columns), result.Rule.Dimension, result.Rule.Severity, result.Outcome, result.Evaluated, result.Failing,
            result.Observed, result.Expected, result.Rule.Fingerprint, recordedAt,
        }),
    ];

    private async Task<ImmutableArray<object?[]>> AuditRowsAsync(RunContext run, CancellationToken ct)
    {
        await using var store = await stores.CreateDbContextAsync(ct);
        // Taken for this run before they are written, so that a repeated step writes the same rows.
        await store.Set<AuditRecord>().Where(audit => audit.ExportedBy == null && !store.Set<AuditRecord>().Any(taken => taken.ExportedBy == run.Id.Value))
            .ExecuteUpdateAsync(set => set.SetProperty(audit => audit.ExportedBy, run.Id.Value), ct);
        var taken = await store.Set<AuditRecord>().AsNoTracking().Where(audit => audit.ExportedBy == run.Id.Value).OrderBy(audit => audit.Id).ToListAsync(ct);
        return [.. taken.Select(audit => new object?[] { audit.Id, audit.At, audit.UserId, audit.UserName, audit.Action, audit.Subject, audit.Detail })];
    }

    private async Task KeepVersionAsync(RunContext run, RunAccount account, DateTimeOffset at, CancellationToken ct)
    {
        await using var store = await stores.CreateDbContextAsync(ct);
        var columns = await store.Set<DatasetColumnRecord>().Where(column => column.DatasetId == run.DatasetId).ToDictionaryAsync(column => column.Name, ct);
        foreach (var (reading, position) in run.Part.AllColumns.Select((reading, position) => (reading, position)))
        {
            var format = PipelineJson.Write(reading.Format);
            if (columns.TryGetValue(reading.Name, out var known))
                (known.Position, known.Label, known.Type, known.Format) = (position, reading.Label, reading.Type.Name, format);
            else
                store.Add(new DatasetColumnRecord { DatasetId = run.DatasetId, Name = reading.Name, Position = position, Label = reading.Label, Type = reading.Type.Name, Format = format });
        }
        if (!await store.Set<DatasetVersionRecord>().AnyAsync(version => version.RunId == run.Id.Value, ct))
        {
            var facts = account.Facts;
            store.Add(new DatasetVersionRecord
            {
                DatasetId = run.DatasetId,
                RunId = run.Id.Value,
                At = at,
                UserId = account.UserId,
                UserName = account.UserName,
                FileName = run.Part.FileName,
                Gate = facts.Gate ?? GateState.Passed,
                Score = facts.Score,
                Ledger = System.Text.Json.JsonSerializer.Serialize(facts.ToLedger()),
                RawVersion = facts.RawVersion,
                SilverVersion = facts.SilverVersion,
                QuarantineVersion = facts.QuarantineVersion,
                GoldVersion = facts.GoldVersion,
            });
        }
        await store.SaveChangesAsync(ct);
    }

    /// <summary>Several runs may read one file (sheets, entries of an archive): the last of them to have read it moves it.</summary>
    private async Task SetAsideAsync(RunContext run, CancellationToken ct)
    {
        await using var store = await stores.CreateDbContextAsync(ct);
        var isStillRead = await store.Set<RunRecord>().AnyAsync(other =>
            other.UploadId == run.Part.UploadId && other.Id != run.Id.Value
            && (other.State == RunState.Queued || other.State == RunState.Running || other.State == RunState.Interrupted)
            && store.Set<RunStepRecord>().Any(step => step.RunId == other.Id && step.Step == RunStepName.Raw && (step.State == StepState.Waiting || step.State == StepState.Running)), ct);
        if (!isStillRead)
            await files.SetAsideAsync(new LakePath(run.Part.ReceivedAs), ct);
    }
}
