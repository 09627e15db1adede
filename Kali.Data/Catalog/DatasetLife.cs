using System.Collections.Immutable;
using Kali.Data.Engines;
using Kali.Data.Store;
using Microsoft.EntityFrameworkCore;

namespace Kali.Data.Catalog;

/// <summary>
/// Renaming, deleting and bringing back. The store promises first, the tables follow, and what a killed process left behind
/// is finished at the next start: every step can be repeated.
/// </summary>
public sealed class DatasetLife(IDbContextFactory<KaliStore> stores, ILakehouse lakehouse, TimeProvider time)
{
    /// <summary>Gives the dataset and its tables another name; rows, versions and history stay.</summary>
    public async Task RenameAsync(DatasetName name, DatasetName to, Actor actor, CancellationToken ct)
    {
        if (!DatasetName.TryParse(to.ToString(), out _) || to.Catalog != name.Catalog)
            throw new RefusedException($"“{to.Name}” cannot be the name of a dataset. Use letters, digits and underscores.");
        await using var store = await stores.CreateDbContextAsync(ct);
        var record = await Datasets.ToChangeAsync(store, name, actor, ct);
        await RefuseWhileItRunsAsync(store, record, Said.Of("renamed"), ct);
        if (record.DeletedAt is not null)
            throw new RefusedException($"{name.Name} was deleted. Bring it back before it is renamed.");
        if (await store.Set<DatasetRecord>().AnyAsync(other => other.Catalog == to.Catalog && (other.Name == to.Name || other.BecomesName == to.Name) && other.Id != record.Id, ct))
            throw new RefusedException($"There is a dataset called {to.Name} already, perhaps a deleted one. {name.Name} keeps its name. Choose another.");
        (record.BecomesName, record.Revision) = (to.Name, Guid.NewGuid());
        store.Note(actor, time.GetUtcNow(), "dataset.rename", name.ToString(), to.ToString());
        await Datasets.SaveAsync(store, name, ct);
        await FollowAsync(store, record, ct);
    }

    /// <summary>Takes the dataset out of sight, with its tables. It can be brought back.</summary>
    public Task DeleteAsync(DatasetName name, Actor actor, CancellationToken ct) => SetDeletedAsync(name, true, actor, ct);

    public Task BringBackAsync(DatasetName name, Actor actor, CancellationToken ct) => SetDeletedAsync(name, false, actor, ct);

    /// <summary>Finishes what a killed process promised.</summary>
    public async Task FinishAsync(CancellationToken ct)
    {
        await using var store = await stores.CreateDbContextAsync(ct);
        foreach (var record in await store.Set<DatasetRecord>().Where(dataset => dataset.TablesAreBehind || dataset.BecomesName != null).ToListAsync(ct))
            await FollowAsync(store, record, ct);
    }

    private async Task SetDeletedAsync(DatasetName name, bool deleted, Actor actor, CancellationToken ct)
    {
        await using var store = await stores.CreateDbContextAsync(ct);
        var record = await Datasets.ToChangeAsync(store, name, actor, ct);
        if (record.DeletedAt is not null == deleted)
            return;
        await RefuseWhileItRunsAsync(store, record, Said.Of("deleted"), ct);
        (record.DeletedAt, record.DeletedBy, record.TablesAreBehind, record.Revision) =
            (deleted ? time.GetUtcNow() : null, deleted ? actor.UserId : null, true, Guid.NewGuid());
        store.Note(actor, time.GetUtcNow(), deleted ? "dataset.delete" : "dataset.bring-back", name.ToString());
        await Datasets.SaveAsync(store, name, ct);
        await FollowAsync(store, record, ct);
    }

    internal static async Task RefuseWhileItRunsAsync(KaliStore store, DatasetRecord record, Said deed, CancellationToken ct)
    {
        if (await store.Set<RunRecord>().AnyAsync(run => run.DatasetId == record.Id
                && (run.State == RunState.Queued || run.State == RunState.Running || run.State == RunState.Interrupted), ct))
            throw new RefusedException($"{record.Name} is being loaded and cannot be {deed} now. Nothing was changed. Wait for its runs to end, or cancel them.");
    }

    private async Task FollowAsync(KaliStore store, DatasetRecord record, CancellationToken ct)
    {
        var name = record.FullName();
        if (record.BecomesName is { } becomes)
        {
            var to = new DatasetName(record.Catalog, becomes);
            foreach (var layer in TableLayers)
            {
                await RenameTableAsync(name.In(layer), to.In(layer), ct);
                await RenameInLineageAsync(store, name.In(layer).ToString(), to.In(layer).ToString(), ct);
            }
            await store.Set<RunRecord>().Where(run => run.DatasetId == record.Id).ExecuteUpdateAsync(set => set.SetProperty(run => run.Dataset, to.ToString()), ct);
            (record.Name, record.BecomesName, name) = (becomes, null, to);
        }
        if (record.TablesAreBehind)
        {
            foreach (var layer in TableLayers)
                await DropOrBringBackAsync(name.In(layer), drop: record.DeletedAt is not null, ct);
            record.TablesAreBehind = false;
        }
        record.Revision = Guid.NewGuid();
        await Datasets.SaveAsync(store, name, ct);
    }

    private static readonly ImmutableArray<Layer> TableLayers = [Layer.Raw, Layer.Silver, Layer.Quarantine, Layer.Findings, Layer.Repairs, Layer.DqxQuarantine, Layer.Gold];

    private async Task RenameTableAsync(TableName from, TableName to, CancellationToken ct)
    {
        if (await lakehouse.DescribeAsync(from, Actor.System, ct) is not null)
            await lakehouse.RenameAsync(from, to, Actor.System, ct);
    }

    private static async Task RenameInLineageAsync(KaliStore store, string from, string to, CancellationToken ct)
    {
        await store.Set<LineageRecord>().Where(edge => edge.Source == from).ExecuteUpdateAsync(set => set.SetProperty(edge => edge.Source, to), ct);
        await store.Set<LineageRecord>().Where(edge => edge.Target == from).ExecuteUpdateAsync(set => set.SetProperty(edge => edge.Target, to), ct);
    }

    private async Task DropOrBringBackAsync(TableName table, bool drop, CancellationToken ct)
    {
        var isThere = await lakehouse.DescribeAsync(table, Actor.System, ct) is not null;
        if (drop && isThere)
            await lakehouse.DropAsync(table, Actor.System, ct);
        if (drop || isThere)
            return;
        try
        {
            await lakehouse.UndropAsync(table, Actor.System, ct);
        }
        catch (NotFoundException)
        {
            // That layer never had a table, or it is back already.
        }
    }
}
