using System.Text.Json;
using Kali.Data.Store;
using Microsoft.EntityFrameworkCore;

namespace Kali.Data.Catalog;

/// <summary>What is remembered for a dataset, each under a name that its feature chooses: <c>answers</c>, <c>standardise</c>.</summary>
public sealed class DatasetSettings(IDbContextFactory<KaliStore> stores, TimeProvider time)
{
    /// <summary>The remembered value, or null when nothing is remembered or the dataset is not there yet.</summary>
    public async Task<T?> GetAsync<T>(DatasetName dataset, string name, Actor actor, CancellationToken ct, JsonSerializerOptions? json = null)
        where T : class
    {
        await using var store = await stores.CreateDbContextAsync(ct);
        if (await store.FindAsync(dataset, ct) is not { } record || !DatasetRights.MayKnow(actor, record))
            return null;
        var value = await store.Set<DatasetSettingRecord>().Where(setting => setting.DatasetId == record.Id && setting.Name == name)
            .Select(setting => setting.Value).FirstOrDefaultAsync(ct);
        return value is null ? null : JsonSerializer.Deserialize<T>(value, json);
    }

    public async Task SetAsync<T>(DatasetName dataset, string name, T value, Actor actor, CancellationToken ct, JsonSerializerOptions? json = null)
        where T : class
    {
        await using var store = await stores.CreateDbContextAsync(ct);
        var record = await Datasets.ToChangeAsync(store, dataset, actor, ct);
        var text = JsonSerializer.Serialize(value, json);
        var setting = await store.Set<DatasetSettingRecord>().FirstOrDefaultAsync(setting => setting.DatasetId == record.Id && setting.Name == name, ct);
        if (setting is null)
            store.Add(new DatasetSettingRecord { DatasetId = record.Id, Name = name, Value = text, ChangedAt = time.GetUtcNow(), ChangedBy = actor.UserId });
        else
            (setting.Value, setting.ChangedAt, setting.ChangedBy) = (text, time.GetUtcNow(), actor.UserId);
        await Datasets.SaveAsync(store, dataset, ct);
    }
}
