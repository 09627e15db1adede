using System.Collections.Immutable;
using Kali.Data.Store;
using Microsoft.EntityFrameworkCore;

namespace Kali.Data.Catalog;

/// <summary>What finished runs made of datasets: the history of gate, score and ledger.</summary>
public sealed class DatasetVersions(Datasets datasets, IDbContextFactory<KaliStore> stores)
{
    /// <summary>Newest first.</summary>
    public async Task<ImmutableArray<DatasetVersion>> OfAsync(DatasetName dataset, int most, Actor actor, CancellationToken ct)
    {
        var found = await datasets.GetAsync(dataset, actor, ct);
        await using var store = await stores.CreateDbContextAsync(ct);
        var records = await store.Set<DatasetVersionRecord>().AsNoTracking().Where(version => version.DatasetId == found.Id)
            .OrderByDescending(version => version.Id).Take(most).ToListAsync(ct);
        return [.. records.Select(record => record.ToVersion())];
    }

    /// <summary>Every version since that moment of every dataset the actor may know of, oldest first: for trends.</summary>
    public async Task<ImmutableArray<(Dataset Dataset, DatasetVersion Version)>> SinceAsync(DateTimeOffset since, Actor actor, CancellationToken ct)
    {
        var known = (await datasets.ListAsync(DatasetFilter.All, actor, ct)).ToDictionary(dataset => dataset.Id);
        await using var store = await stores.CreateDbContextAsync(ct);
        var records = await store.Set<DatasetVersionRecord>().AsNoTracking().Where(version => version.At >= since).OrderBy(version => version.Id).ToListAsync(ct);
        return [.. records.Where(record => known.ContainsKey(record.DatasetId)).Select(record => (known[record.DatasetId], record.ToVersion()))];
    }
}
