using Kali.Data.Engines.Embedded.DeltaLog;
using Kali.Data.Engines.Embedded.DeltaLog.Reading;

namespace Kali.Data.Engines.Embedded.Tables;

/// <summary>The way from a table's name to its snapshot; nobody gets past it without the right to read.</summary>
internal sealed class TableReads(TablePlaces places, DeltaTables tables, ITableAccess access)
{
    public DeltaTable Open(TableName table) => tables.Open(places.FolderOf(table));

    /// <summary>The table behind a reference, once the actor may read it.</summary>
    public async Task<DeltaTable> OpenAsync(TableRef table, Actor actor, CancellationToken ct)
    {
        switch (table)
        {
            case TableRef.Named { Name: var name }:
                if (!await access.MayReadAsync(actor, name, ct))
                    throw new NotAllowedException($"{name} cannot be read with your roles. Its data owner can give you access.");
                return Open(name);
            case TableRef.Folder { Path: var folder }:
                if (!actor.Is(KaliRole.Admin))
                    throw new NotAllowedException("Tables in folders outside the lake can be read by administrators only.");
                return tables.Open(folder);
            default:
                throw new ArgumentOutOfRangeException(nameof(table), table, "Not a table of this engine.");
        }
    }

    public async Task<Snapshot> SnapshotAsync(TableRef table, Actor actor, CancellationToken ct) =>
        await FindAsync(table, actor, ct) ?? throw NoTable(table);

    /// <summary>The snapshot, or null when there is no such table.</summary>
    public async Task<Snapshot?> FindAsync(TableRef table, Actor actor, CancellationToken ct)
    {
        var delta = await OpenAsync(table, actor, ct);
        if (await delta.FindAsync(ct) is not { } newest)
            return null;
        if (table.Version is not { } version || version == newest.Version)
            return newest;
        if (version < 0 || version > newest.Version)
            throw new NotFoundException(FormattableString.Invariant($"{table.Shown} has no version {version}; its newest is {newest.Version}."));
        return await delta.AtAsync(version, ct);
    }

    /// <summary>The rows behind a reference as DuckDB reads them.</summary>
    public async Task<SnapshotRelation> RelationAsync(TableRef table, Actor actor, CancellationToken ct)
    {
        var snapshot = await SnapshotAsync(table, actor, ct);
        return await SnapshotRelation.OfAsync(await OpenAsync(table, actor, ct), snapshot, RelationOptions.Default, ct);
    }

    /// <exception cref="NotAllowedException">The actor may not change the table.</exception>
    public async Task DemandChangeAsync(TableName table, Actor actor, CancellationToken ct)
    {
        if (!await access.MayChangeAsync(actor, table, ct))
            throw new NotAllowedException($"{table} cannot be changed with your roles. A data engineer or an administrator can do it.");
    }

    public async ValueTask<bool> MayReadAsync(TableName table, Actor actor, CancellationToken ct) => await access.MayReadAsync(actor, table, ct);

    public static NotFoundException NoTable(TableRef table) => new($"There is no table {table.Shown}.");
}
