using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.ExceptionServices;
using Kali.Data.Engines.Embedded.DeltaLog;
using Kali.Data.Engines.Embedded.DeltaLog.Actions;
using Kali.Data.Engines.Embedded.DeltaLog.Reading;
using Kali.Data.Engines.Embedded.DeltaLog.Writing;
using Kali.Data.Engines.Embedded.Sessions;
using Kali.Data.Engines.Embedded.Tables;
using Kali.Data.Engines.Embedded.TextRows;
using Microsoft.Extensions.Options;

namespace Kali.Data.Engines.Embedded.Writing;

/// <summary>Brings changes into tables: writes their files, commits, and computes anew what another writer overtook.</summary>
internal sealed class Committing(DuckInstance duck, DuckThreads threads, TableReads reads, TablePlaces places, TablesInUse inUse, TimeProvider time, IOptions<EmbeddedOptions> options) : IDisposable
{
    private readonly SemaphoreSlim _turns = new(options.Value.MaxCommits);

    public void Dispose() => _turns.Dispose();

    public async Task<CommitOutcome> CommitAsync(TableCommit commit, Actor actor, IProgress<double>? progress, CancellationToken ct)
    {
        await reads.DemandChangeAsync(commit.Table, actor, ct);
        var table = reads.Open(commit.Table);
        await _turns.WaitAsync(ct);
        try
        {
            using var use = inUse.Write(table.Folder, commit.Table.ToString());
            for (var attempt = 0; ; attempt++)
            {
                var outcome = await AttemptAsync(table, commit, actor, progress, ct);
                if (outcome is not CommitOutcome.Overtaken || commit.BasedOn is not null || attempt == options.Value.MaxRebases)
                    return outcome;
            }
        }
        finally
        {
            _turns.Release();
        }
    }

    /// <summary>Commits what was prepared, and again on the newer version where its files serve for that as well.</summary>
    public async Task<DeltaOutcome> CommitAsync(DeltaTable table, Snapshot? basis, PreparedChange change, TableCommit commit, Actor actor, CancellationToken ct)
    {
        for (var rebase = 0; ; rebase++)
        {
            var outcome = await table.CommitAsync(basis, new DeltaCommit
            {
                Operation = change.Operation,
                Actor = actor,
                Actions = change.Actions,
                Reads = change.Reads,
                Once = commit.Once,
                About = commit.About,
                Parameters = change.Parameters,
                Metrics = change.AllMetrics,
            }, ct);
            if (outcome is not DeltaOutcome.Overtaken || !change.IsRebasable || commit.BasedOn is not null || rebase == options.Value.MaxRebases)
                return outcome;
            basis = await table.FindAsync(ct);
        }
    }

    private async Task<CommitOutcome> AttemptAsync(DeltaTable table, TableCommit commit, Actor actor, IProgress<double>? progress, CancellationToken ct)
    {
        var newest = await table.FindAsync(ct);
        if (commit.Once is not null && newest?.Txns.ContainsKey(commit.Once) == true)
            return Outcome(await CommitAsync(table, newest, Nothing, commit, actor, ct), Nothing);
        var basis = commit.BasedOn is { } version && commit.Change is not TableChange.Append && version != newest?.Version ? await table.AtAsync(version, ct) : newest;

        var steps = progress is null ? null : new StepProgress(progress, PassesOf(commit.Change));
        using var text = commit.Change.Source is RowSource.Text { Open: var open } ? await threads.RunAsync(() => new TextRowsSource(open, steps, ct), ct) : null;
        var rows = commit.Change.Source switch
        {
            RowSource.Query query => query.Sql,
            RowSource.Text source => source.Select(text!.View),
            _ => Sql.Empty,
        };
        var bound = await BoundTables.BindAsync(Sql.Of($"{rows} {ConditionsOf(commit.Change)}"), reads, actor, ct);
        var origin = basis is not null && NeedsOrigin(commit.Change)
            ? await SnapshotRelation.OfAsync(table, basis, new RelationOptions { WithOrigin = true }, ct)
            : null;
        return await threads.RunAsync(async () =>
        {
            using var session = duck.Open(ct);
            bound.CreateViews(session);
            text?.CreateView(session);
            using var files = new DataFileWriter(session, table.Folder, places.TempFolder, steps, text, time);
            var scope = new ChangeScope(commit, basis, session, files, time)
            {
                Origin = origin,
                RowsOf = some => SnapshotRelation.OfAsync(table, basis!, new RelationOptions { Files = some }, ct),
            };
            var change = await PrepareAsync(scope, rows, text);
            var outcome = await CommitSafelyAsync(table, basis, change, commit, actor, files, ct);
            return Outcome(outcome, change);
        }, ct);
    }

    private static async Task<PreparedChange> PrepareAsync(ChangeScope scope, Sql rows, TextRowsSource? text)
    {
        try
        {
            return scope.Commit.Change switch
            {
                TableChange.Append => AppendChange.Prepare(scope, rows),
                TableChange.Overwrite overwrite => await OverwriteChange.PrepareAsync(scope, overwrite, rows),
                TableChange.Merge merge => await MergeChange.PrepareAsync(scope, merge, rows),
                TableChange.Delete delete => await DeleteChange.PrepareAsync(scope, delete),
                TableChange.Update update => await UpdateChange.PrepareAsync(scope, update),
                var other => throw new ArgumentOutOfRangeException(nameof(scope), other, "Not a change of a table."),
            };
        }
        catch (Exception) when (text?.Fault is { } fault)
        {
            ExceptionDispatchInfo.Throw(fault);
            throw;
        }
    }

    /// <summary>The files are kept exactly when a version has them, even when the commit ended with a fault after it was in place.</summary>
    private async Task<DeltaOutcome> CommitSafelyAsync(DeltaTable table, Snapshot? basis, PreparedChange change, TableCommit commit, Actor actor, DataFileWriter files, CancellationToken ct)
    {
        DeltaOutcome outcome;
        try
        {
            outcome = await CommitAsync(table, basis, change, commit, actor, ct);
        }
        catch (Exception)
        {
            files.Keep();
            var newest = await table.FindAsync(CancellationToken.None);
            if (newest is null || !newest.Files.Any(file => change.Added.Any(added => added.Path == file.Path)))
                files.GiveUp(change.Added.Select(added => DeltaPath.OnDisk(table.Folder, added.Path)));
            throw;
        }
        if (outcome is DeltaOutcome.Committed)
            files.Keep();
        return outcome;
    }

    private static CommitOutcome Outcome(DeltaOutcome outcome, PreparedChange change) => outcome switch
    {
        DeltaOutcome.Committed committed => new CommitOutcome.Committed(committed.Version, change.RowsWritten, change.RowsUpdated, change.RowsDeleted, change.BytesWritten, change.Added.Length),
        DeltaOutcome.AlreadyCommitted already => new CommitOutcome.AlreadyCommitted(
            already.Version, Metric(already, "numOutputRows"), Metric(already, "numOutputBytes"), (int)Metric(already, "numFiles")),
        DeltaOutcome.Overtaken overtaken => new CommitOutcome.Overtaken(overtaken.Winner),
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "Not an outcome of a commit."),
    };

    private static long Metric(DeltaOutcome.AlreadyCommitted already, string name) =>
        long.TryParse(already.Metrics.GetValueOrDefault(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    /// <summary>The expressions of a change, for the tables they may name.</summary>
    private static Sql ConditionsOf(TableChange change) => change switch
    {
        TableChange.Overwrite { Where: { } where } => where,
        TableChange.Delete delete => delete.Where,
        TableChange.Update update => Sql.Join(" ", update.Assignments.Select(assignment => (Sql)assignment.Value).Append(update.Where)),
        _ => Sql.Empty,
    };

    private static bool NeedsOrigin(TableChange change) => change is TableChange.Merge or TableChange.Delete or TableChange.Update or TableChange.Overwrite { Where: not null };

    private static int PassesOf(TableChange change) => change switch
    {
        TableChange.Merge => 3,
        TableChange.Overwrite { Where: not null } => 2,
        _ => 1,
    };

    private static PreparedChange Nothing { get; } = new() { Operation = "WRITE", Reads = ReadScope.Nothing, Actions = _ => [] };
}
