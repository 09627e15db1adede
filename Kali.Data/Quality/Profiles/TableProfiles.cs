using Kali.Data.Catalog;
using Kali.Data.Engines;
using Kali.Data.Store;
using Microsoft.EntityFrameworkCore;

namespace Kali.Data.Quality;

/// <summary>What is normal in a layer of a dataset: counted once for each version of its table, and kept.</summary>
public sealed class TableProfiles(Profiler profiler, ILakehouse lakehouse, Datasets datasets, IDbContextFactory<KaliStore> stores, TimeProvider time)
{
    /// <summary>The profile, counted now when nobody asked for it before; null when the layer has no table yet.</summary>
    public async Task<TableProfile?> OfAsync(DatasetName dataset, Layer layer, long? version, Actor actor, CancellationToken ct, IProgress<double>? progress = null)
    {
        var found = await datasets.GetAsync(dataset, actor, ct);
        if (!await datasets.MayReadAsync(dataset, layer, actor, ct))
            throw new NotAllowedException($"Your role does not read this layer of {dataset.Name}. Its owner, {found.OwnerName}, can give access.");
        if (await lakehouse.DescribeAsync(dataset.In(layer).At(version), actor, ct) is not { } table)
            return null;
        if (await KeptAsync(found.Id, layer, table.Version, ct) is { } kept)
            return kept;
        var profile = await profiler.ProfileAsync(ProfileSource.Of(dataset.In(layer).At(table.Version), table.Schema, rowsExpected: table.RowCount), actor, ct, progress);
        var at = time.GetUtcNow();
        await KeepAsync(new TableProfileRecord { DatasetId = found.Id, Layer = layer, Version = table.Version, At = at, Profile = profile.ToJson() }, ct);
        return new TableProfile(layer, table.Version, at, profile);
    }

    private async Task<TableProfile?> KeptAsync(int dataset, Layer layer, long version, CancellationToken ct)
    {
        await using var store = await stores.CreateDbContextAsync(ct);
        var record = await store.Set<TableProfileRecord>().AsNoTracking()
            .FirstOrDefaultAsync(profile => profile.DatasetId == dataset && profile.Layer == layer && profile.Version == version, ct);
        return record is null ? null : new TableProfile(layer, version, record.At, Profile.FromJson(record.Profile));
    }

    private async Task KeepAsync(TableProfileRecord record, CancellationToken ct)
    {
        await using var store = await stores.CreateDbContextAsync(ct);
        store.Add(record);
        try
        {
            await store.SaveChangesAsync(ct);
        }
        catch (DbUpdateException)
        {
            // Two readers asked at once; both counted the same.
        }
    }
}
