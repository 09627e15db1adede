using System.Collections.Immutable;
using System.Globalization;
using Kali.Data.Engines.Databricks.Reading;
using Kali.Data.Engines.Databricks.Statements;
using Kali.Data.Engines.Databricks.Writing;

namespace Kali.Data.Engines.Databricks.Tables;

/// <summary>What is done with whole tables: restored, tidied, renamed, taken away and brought back.</summary>
internal sealed class TableUpkeep(WarehouseSql warehouse, TableReading tables, TableTurns turns, ChangeSending sending, CatalogChanges catalog)
{
    /// <summary>Delta refuses to delete files younger than this on a warehouse.</summary>
    private static readonly TimeSpan ShortestRetention = TimeSpan.FromDays(7);

    public async Task<CommitOutcome> RestoreAsync(TableName table, long version, Actor actor, CancellationToken ct)
    {
        await tables.DemandChangeAsync(table, actor, ct);
        return await turns.InTurnAsync(table, inTurn => RestoreInTurnAsync(table, version, actor, inTurn), ct);
    }

    private async Task<CommitOutcome> RestoreInTurnAsync(TableName table, long version, Actor actor, CancellationToken ct)
    {
        var history = await tables.HistoryAsync(table, actor, ct);
        if (version < 0 || version > history.Newest)
            throw new NotFoundException(FormattableString.Invariant($"{table} has no version {version}; its newest is {history.Newest}."));
        var note = new CommitNote(
            Guid.CreateVersion7().ToString("N"), null, actor.UserId, actor.DisplayName,
            ImmutableSortedDictionary<string, string>.Empty.Add("restored", version.ToString(CultureInfo.InvariantCulture)));
        await warehouse.RowsAsync(DeltaSql.SetProperty(table, CommitNote.Property, note.ToJson()), actor, ct);
        try
        {
            if (!await sending.SendAsync(table, DeltaSql.Restore(table, version), note, actor, ct))
                throw new KaliException($"Databricks did not answer while {table} was being restored. Its history shows that nothing happened; the table is as it was. Try again.");
        }
        catch (RefusedException fault) when (fault.InnerException is StatementFault { Class: "DELTA_CANNOT_RESTORE_TABLE_VERSION" or "DELTA_FILE_NOT_FOUND" or "DELTA_FILE_NOT_FOUND_DETAILED" })
        {
            throw new RefusedException($"Version {version.ToString(CultureInfo.InvariantCulture)} of {table} cannot be restored: some of its files were removed by vacuum. The table stays as it is. Choose a newer version.", fault);
        }
        return new CommitOutcome.Committed((await tables.HistoryAsync(table, actor, ct)).Newest, 0, 0, 0, 0, 0);
    }

    public async Task<CommitOutcome> OptimizeAsync(TableName table, ImmutableArray<string> orderedBy, Actor actor, CancellationToken ct)
    {
        await tables.DemandChangeAsync(table, actor, ct);
        var before = (await tables.HistoryAsync(table, actor, ct)).Newest;
        // Done twice it is done once: no row changes.
        try
        {
            await warehouse.RowsAsync(DeltaSql.Optimize(table, orderedBy), actor, ct);
        }
        catch (RefusedException fault) when (fault.InnerException is StatementFault { CannotOrder: true })
        {
            await warehouse.RowsAsync(DeltaSql.Optimize(table, []), actor, ct);
        }
        var after = await tables.HistoryAsync(table, actor, ct);
        return after.Entries.LastOrDefault(entry => entry.Version > before && entry.Operation == "OPTIMIZE") is { } made
            ? new CommitOutcome.Committed(made.Version, made.Metric("numOutputRows"), 0, 0, made.Metric("numAddedBytes"), (int)made.Metric("numAddedFiles"))
            : new CommitOutcome.Committed(after.Newest, 0, 0, 0, 0, 0);
    }

    public async Task<VacuumResult> VacuumAsync(TableRef table, TimeSpan retention, bool dryRun, Actor actor, CancellationToken ct)
    {
        var name = await tables.DemandReadAsync(table, actor, ct);
        await tables.DemandChangeAsync(name, actor, ct);
        if (retention < ShortestRetention)
            throw new RefusedException($"A SQL warehouse deletes no files of {name} that are younger than {ShortestRetention.TotalDays:0} days; a query may still read them. Nothing was deleted. Choose a retention of at least that.");
        var wouldGo = await warehouse.RowsAsync(DeltaSql.Vacuum(name, retention, dryRun: true), actor, ct);
        // Done twice it is done once: what is deleted is deleted.
        if (!dryRun)
            await warehouse.RowsAsync(DeltaSql.Vacuum(name, retention, dryRun: false), actor, ct);
        return new VacuumResult([.. wouldGo.Rows.Select(row => wouldGo.Value(row, "path") ?? "")], 0, dryRun);
    }

    public async Task RenameAsync(TableName table, TableName to, Actor actor, CancellationToken ct)
    {
        await tables.DemandChangeAsync(table, actor, ct);
        await tables.DemandChangeAsync(to, actor, ct);
        if ((table.Catalog, table.Schema) != (to.Catalog, to.Schema))
            throw new RefusedException($"{table} can be renamed within {table.Catalog}.{table.Schema} only, because its schema says how far its rows have come.");
        if (!SafeName.IsSafe(to.Name))
            throw new RefusedException($"“{to.Name}” cannot be a table's name. Use letters, digits and underscores.");
        await turns.InTurnAsync(table, async inTurn =>
        {
            var before = await DemandThereAsync(table, actor, inTurn);
            await catalog.SendAsync(table, DeltaSql.Rename(table, to), async () => IsSame(before, await tables.FindAsync(to, actor, inTurn)), actor, inTurn);
        }, ct);
    }

    public async Task DropAsync(TableName table, Actor actor, CancellationToken ct)
    {
        await tables.DemandChangeAsync(table, actor, ct);
        await turns.InTurnAsync(table, async inTurn =>
        {
            var before = await DemandThereAsync(table, actor, inTurn);
            await catalog.SendAsync(table, DeltaSql.Drop(table), async () => !IsSame(before, await tables.FindAsync(table, actor, inTurn)), actor, inTurn);
        }, ct);
    }

    /// <summary>Unity Catalog keeps a dropped table for seven days.</summary>
    public async Task UndropAsync(TableName table, Actor actor, CancellationToken ct)
    {
        await tables.DemandChangeAsync(table, actor, ct);
        await turns.InTurnAsync(table, async inTurn =>
        {
            var before = await tables.FindAsync(table, actor, inTurn);
            await catalog.SendAsync(table, DeltaSql.Undrop(table), async () => before is null && await tables.FindAsync(table, actor, inTurn) is not null, actor, inTurn);
        }, ct);
    }

    private async Task<KnownTable> DemandThereAsync(TableName table, Actor actor, CancellationToken ct) =>
        await tables.FindAsync(table, actor, ct) ?? throw new NotFoundException($"There is no table {table}.");

    /// <summary>Whether a name stands for the table it was looked up for before, and not for another one, made in between.</summary>
    private static bool IsSame(KnownTable before, KnownTable? now) => now is not null && now.Id == before.Id;
}
