using Kali.Data.Engines;
using Kali.Data.Store;
using Microsoft.EntityFrameworkCore;

namespace Kali.Data.Catalog;

/// <summary>Makes an older version of a dataset's silver or gold the newest, for its owner and stewards. Undone by restoring the version before.</summary>
public sealed class VersionRestoring(IDbContextFactory<KaliStore> stores, VersionComparing comparing, ILakehouse lakehouse, TimeProvider time)
{
    /// <summary>Raw is what was received and quarantine follows its runs; both stay as they are.</summary>
    public static bool MayBeRestored(Layer layer) => layer is Layer.Silver or Layer.Gold;

    /// <summary>What restoring the version would do to the rows, without doing it.</summary>
    public async Task<RestorePlan> PlanAsync(DatasetName dataset, Layer layer, long version, Actor actor, CancellationToken ct)
    {
        await using var store = await stores.CreateDbContextAsync(ct);
        await DemandAsync(store, dataset, layer, actor, ct);
        var newest = await NewestAsync(dataset.In(layer), ct);
        var difference = await comparing.CompareAsync(dataset, layer, newest, version, actor, ct);
        return new RestorePlan(dataset.In(layer), version, newest, Leave: difference.Removed, Return: difference.Added, Change: difference.Changed, Rows: difference.RowsAfter);
    }

    /// <summary>Restores the version; returns the version that made.</summary>
    public async Task<long> RestoreAsync(DatasetName dataset, Layer layer, long version, Actor actor, CancellationToken ct)
    {
        await using var store = await stores.CreateDbContextAsync(ct);
        var record = await DemandAsync(store, dataset, layer, actor, ct);
        await DatasetLife.RefuseWhileItRunsAsync(store, record, Said.Of("restored"), ct);
        var table = dataset.In(layer);
        // The owner of a dataset may restore it without the right to change tables by hand; that was decided above.
        if (await lakehouse.RestoreAsync(table, version, actor.AsPipeline(), ct) is not CommitOutcome.Committed restored)
            throw new RefusedException($"{table} was changed by somebody else a moment ago. Nothing was restored. Look at its history anew and repeat it.");
        store.Note(actor, time.GetUtcNow(), "dataset.restore", table.ToString(), $"version {version} as version {restored.Version}");
        await store.SaveChangesAsync(ct);
        return restored.Version;
    }

    private static async Task<DatasetRecord> DemandAsync(KaliStore store, DatasetName dataset, Layer layer, Actor actor, CancellationToken ct)
    {
        if (!MayBeRestored(layer))
            throw new RefusedException("Raw stays as it was received, and held-back rows follow their runs. Silver and gold can be restored.");
        return await Datasets.ToChangeAsync(store, dataset, actor, ct);
    }

    private async Task<long> NewestAsync(TableName table, CancellationToken ct) =>
        (await lakehouse.DescribeAsync(table, Actor.System, ct) ?? throw new NotFoundException($"There is no table {table} yet.")).Version;
}

/// <summary>What restoring a version does.</summary>
/// <param name="Table">The table.</param>
/// <param name="Version">The version that comes back.</param>
/// <param name="Newest">The version it takes the place of, and by which it is undone.</param>
/// <param name="Leave">Rows that are then no longer in the table.</param>
/// <param name="Return">Rows that come back.</param>
/// <param name="Change">Rows whose values change.</param>
/// <param name="Rows">Rows of the table afterwards.</param>
public sealed record RestorePlan(TableName Table, long Version, long Newest, long Leave, long Return, long Change, long Rows);
