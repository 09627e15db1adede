using System.Collections.Immutable;
using Kali.Data.Engines.Databricks.Reading;
using Kali.Data.Engines.Databricks.Rest;
using Kali.Data.Engines.Databricks.Statements;
using Kali.Data.Engines.Databricks.Tables;

namespace Kali.Data.Engines.Databricks.Writing;

/// <summary>
/// Brings changes into tables. Each is one statement, sent once and announced by a note in the table's history.
/// Where no answer comes, the history decides whether it happened; until then nothing is sent again.
/// </summary>
internal sealed class Committing(WarehouseSql warehouse, TableReading tables, TableTurns turns, Staging staging, KeyCheck keys, ChangeSending sending, ChangeRoute changes, LateStatements late, DatabricksOptions options)
{
    public async Task<CommitOutcome> CommitAsync(TableCommit commit, Actor actor, IProgress<double>? progress, CancellationToken ct)
    {
        await tables.DemandChangeAsync(commit.Table, actor, ct);
        await tables.DemandReadAsync(ReadBy(commit.Change), actor, ct);
        return await turns.InTurnAsync(commit.Table, inTurn => InTurnAsync(commit, actor, progress, inTurn), ct);
    }

    private async Task<CommitOutcome> InTurnAsync(TableCommit commit, Actor actor, IProgress<double>? progress, CancellationToken ct)
    {
        await using var staged = await StageAsync(commit, actor, progress, ct);
        // One note for all attempts: whichever of them is found in the history is this commit.
        var note = new CommitNote(Guid.CreateVersion7().ToString("N"), commit.Once, actor.UserId, actor.DisplayName, commit.About);
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                if (await AttemptAsync(commit, note, staged.Rows, actor, ct) is { } outcome)
                    return outcome;
                if (attempt == options.MaxRebases)
                    throw new KaliException($"Databricks did not answer {attempt + 1} times while {commit.Table} was being changed. The table's history shows that the change did not happen; the table is as it was. Go on when the workspace answers again.");
            }
            catch (StatementFault fault) when (fault.IsConflict && attempt < options.MaxRebases && commit.BasedOn is null)
            {
                // Nothing of it was committed; the next attempt starts from the newer version.
            }
            catch (StatementFault fault) when (fault.IsConflict)
            {
                return new CommitOutcome.Overtaken((await tables.HistoryAsync(commit.Table, actor, ct)).Newest);
            }
        }
    }

    /// <returns>Null when nothing of it happened and it can be tried again.</returns>
    private async Task<CommitOutcome?> AttemptAsync(TableCommit commit, CommitNote note, Sql rows, Actor actor, CancellationToken ct)
    {
        var known = await tables.FindAsync(commit.Table, actor, ct);
        var history = known is null ? null : await tables.HistoryAsync(commit.Table, actor, ct);
        if (commit.Once is { } once && history?.Done(once) is { } done)
            return Earlier(history, done);
        if (history?.Of(note) is not null)
            return await OutcomeAsync(commit, note, actor, ct);
        if (commit.BasedOn is { } basis && commit.Change is not TableChange.Append && history?.ChangedSince(basis, commit.Change is TableChange.Overwrite) is { } winner)
            return new CommitOutcome.Overtaken(winner.Version);
        var change = await PrepareAsync(commit, known, note, rows, actor, ct);
        // What makes a table carries the note itself.
        if (!change.IsNew)
        {
            if (await AnnounceAsync(commit, change, note, actor, ct) is not { } announced)
                return null;
            if (commit.Once is { } work && history?.Unanswered(work) is { IsEmpty: false } tokens)
            {
                // A process that was killed may have left a statement under way; from the note on it can no longer commit, before it could.
                await late.EndAsync(tokens, announced, actor, ct);
                if (await tables.HistoryAsync(commit.Table, actor, ct) is var now && now.Done(work) is { } earlier)
                    return Earlier(now, earlier);
            }
        }
        try
        {
            if (!await sending.SendAsync(commit.Table, change.Statement, note, actor, ct))
                return null;
        }
        catch (RefusedException fault) when (fault.InnerException is StatementFault { IsThereAlready: true })
        {
            return null;
        }
        catch (RefusedException) when (change.Rows is not null)
        {
            if (await keys.MissingAsync(change.Schema, change.Rows, commit.Table, actor, ct) is { } missing)
                throw missing;
            throw;
        }
        if (change.DefinesTable)
            await DescribeAsync(commit.Table, change.Schema, actor, ct);
        return await OutcomeAsync(commit, note, actor, ct);
    }

    private async Task DescribeAsync(TableName table, TableSchema schema, Actor actor, CancellationToken ct)
    {
        foreach (var description in DeltaSql.Describe(table, schema))
            await warehouse.RowsAsync(description, actor, ct);
        try
        {
            await warehouse.RowsAsync(DeltaSql.Tag(table), actor, ct);
        }
        catch (KaliException fault) when (fault is RefusedException or NotAllowedException)
        {
            // A workspace may govern its tags. The table is found by its name as well.
        }
    }

    private static CommitOutcome.AlreadyCommitted Earlier(TableHistory history, TableHistory.Entry done) => new(history.Settled(done), done.Metric("numOutputRows"), Bytes(done), (int)Files(done));

    private async Task<CommitOutcome> OutcomeAsync(TableCommit commit, CommitNote note, Actor actor, CancellationToken ct)
    {
        var after = await tables.HistoryAsync(commit.Table, actor, ct);
        if (after.Of(note) is not { } made)
            return new CommitOutcome.Committed(after.Newest, 0, 0, 0, 0, 0);
        var deleted = commit.Change is TableChange.Overwrite { Where: null }
            ? await CountBeforeAsync(commit.Table, after, made, actor, ct)
            : made.Metric("numTargetRowsDeleted", "numDeletedRows");
        return new CommitOutcome.Committed(
            after.Settled(made),
            made.Operation == "DELETE" ? made.Metric("numCopiedRows") : made.Metric("numOutputRows"),
            made.Metric("numTargetRowsUpdated", "numUpdatedRows"), deleted, Bytes(made), (int)Files(made));
    }

    /// <summary>The rows that a change of all rows has replaced.</summary>
    private async Task<long> CountBeforeAsync(TableName table, TableHistory history, TableHistory.Entry made, Actor actor, CancellationToken ct)
    {
        if (history.Entries.LastOrDefault(entry => entry.Version < made.Version) is not { } before)
            return 0;
        var rows = await warehouse.RowsAsync(Sql.Of($"SELECT count(*) FROM {table.At(before.Version)}"), actor, ct);
        return long.Parse(rows.Rows[0][0] ?? "0", System.Globalization.CultureInfo.InvariantCulture);
    }

    private async Task<PreparedStatement> PrepareAsync(TableCommit commit, KnownTable? known, CommitNote note, Sql rows, Actor actor, CancellationToken ct)
    {
        var (table, change) = (commit.Table, commit.Change);
        if (change is TableChange.Delete or TableChange.Update)
        {
            var there = Existing(known, table).Schema;
            if (change is TableChange.Update update && update.Assignments.FirstOrDefault(assignment => there.Find(assignment.Column) is null) is { Column: { } missing })
                throw new RefusedException($"{table} has no column “{missing}” to change. Nothing was changed.");
            return PreparedStatement.OfRowsThere(commit, there)!;
        }
        var prepared = PreparedStatement.OfRows(commit, known?.Schema, commit.Schema, RowFit.Told(change) ?? await tables.ColumnsOfAsync(rows, actor, ct), rows, note);
        if (change is TableChange.Merge { Keys: var by })
            await keys.DemandAsync(by, prepared.Schema, prepared.Rows!, table, actor, ct);
        // A table made from rows does not look whether a value is missing.
        if (prepared.IsNew && await keys.MissingAsync(prepared.Schema, prepared.Rows!, table, actor, ct) is { } without)
            throw without;
        return prepared;
    }

    /// <returns>The statement that did it; null when it is not known what is there now and the next attempt looks.</returns>
    private async Task<string?> AnnounceAsync(TableCommit commit, PreparedStatement change, CommitNote note, Actor actor, CancellationToken ct)
    {
        try
        {
            foreach (var statement in change.Widening(commit.Table))
                await changes.ChangeAsync(statement, note, actor, ct);
            // A note may be written twice: it announces one change.
            return (await warehouse.QueryAsync(DeltaSql.SetProperty(commit.Table, CommitNote.Property, note.ToJson()), actor, ct)).StatementId;
        }
        catch (ServiceFault fault) when (fault.MayHaveHappened)
        {
            return null;
        }
        catch (RefusedException fault) when (fault.InnerException is StatementFault { IsThereAlready: true })
        {
            return null;
        }
    }

    private async Task<StagedRows> StageAsync(TableCommit commit, Actor actor, IProgress<double>? progress, CancellationToken ct) => commit.Change.Source switch
    {
        RowSource.Query query => new StagedRows(query.Sql, null),
        RowSource.Text text => await staging.StageAsync(text, commit.Table, actor, progress, ct),
        _ => new StagedRows(Sql.Empty, null),
    };

    private static KnownTable Existing(KnownTable? known, TableName table) => known ?? throw new NotFoundException($"There is no table {table}.");

    /// <summary>What the change reads, for the tables it names.</summary>
    private static Sql ReadBy(TableChange change)
    {
        var rows = change.Source switch
        {
            RowSource.Query query => query.Sql,
            RowSource.Text text => text.Select(new SqlName("rows")),
            _ => Sql.Empty,
        };
        return change switch
        {
            TableChange.Overwrite { Where: { } where } => Sql.Of($"{rows} {where}"),
            TableChange.Delete delete => delete.Where,
            TableChange.Update update => Sql.Join(" ", update.Assignments.Select(assignment => (Sql)assignment.Value).Append(update.Where)),
            _ => rows,
        };
    }

    private static long Bytes(TableHistory.Entry entry) => entry.Metric("numOutputBytes", "numTargetBytesAdded", "numAddedBytes");

    private static long Files(TableHistory.Entry entry) => entry.Metric("numFiles", "numTargetFilesAdded", "numAddedFiles");
}
