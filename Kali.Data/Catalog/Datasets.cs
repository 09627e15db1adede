using System.Collections.Immutable;
using Kali.Data.Store;
using Microsoft.EntityFrameworkCore;

namespace Kali.Data.Catalog;

/// <summary>The datasets there are.</summary>
public sealed class Datasets(IDbContextFactory<KaliStore> stores, TimeProvider time)
{
    /// <summary>Those the actor may know of, by name.</summary>
    public async Task<ImmutableArray<Dataset>> ListAsync(DatasetFilter filter, Actor actor, CancellationToken ct)
    {
        await using var store = await stores.CreateDbContextAsync(ct);
        var query = store.Set<DatasetRecord>().AsNoTracking().Where(dataset => (dataset.DeletedAt != null) == filter.Deleted);
        if (filter.OwnerId is { } owner)
            query = query.Where(dataset => dataset.OwnerId == owner);
        if (filter.Tag is { } tag)
        {
            var stored = $"\n{tag}\n";
            query = query.Where(dataset => dataset.Tags.Contains(stored));
        }
        var records = (await query.OrderBy(dataset => dataset.Name).ToListAsync(ct)).Where(dataset => DatasetRights.MayKnow(actor, dataset)).ToList();
        var latest = await store.LatestAsync([.. records.Select(dataset => dataset.Id)], ct);
        return [.. records.Select(dataset => dataset.ToDataset(latest.GetValueOrDefault(dataset.Id)))
            .Where(dataset => filter.Gate is null || dataset.Latest?.Gate == filter.Gate)];
    }

    /// <summary>That dataset, or <see cref="NotFoundException"/>; a deleted one only for those who may bring it back.</summary>
    public async Task<Dataset> GetAsync(DatasetName name, Actor actor, CancellationToken ct) =>
        await FindAsync(name, actor, ct) ?? throw NotThere(name);

    /// <summary>That dataset, or null when there is none that the actor may know of.</summary>
    public async Task<Dataset?> FindAsync(DatasetName name, Actor actor, CancellationToken ct)
    {
        await using var store = await stores.CreateDbContextAsync(ct);
        var record = await store.FindAsync(name, ct);
        if (record is null || !DatasetRights.MayKnow(actor, record))
            return null;
        var latest = await store.LatestAsync([record.Id], ct);
        return record.ToDataset(latest.GetValueOrDefault(record.Id));
    }

    /// <summary>The columns of its newest load in their order; nothing before the first load.</summary>
    public async Task<ImmutableArray<DatasetColumn>> ColumnsAsync(DatasetName name, Actor actor, CancellationToken ct)
    {
        var dataset = await GetAsync(name, actor, ct);
        await using var store = await stores.CreateDbContextAsync(ct);
        return [.. await store.Set<DatasetColumnRecord>().AsNoTracking().Where(column => column.DatasetId == dataset.Id)
            .OrderBy(column => column.Position).Select(column => new DatasetColumn(column.Name, column.Label, column.Type, column.Format)).ToListAsync(ct)];
    }

    /// <summary>Whether the actor may read that layer of it: what the page greys out, and the services refuse.</summary>
    public async Task<bool> MayReadAsync(DatasetName name, Layer layer, Actor actor, CancellationToken ct)
    {
        await using var store = await stores.CreateDbContextAsync(ct);
        return await store.FindAsync(name, ct) is { } record && DatasetRights.MayRead(actor, record, layer);
    }

    /// <summary>Whether the actor may rename, delete, restore it and change its settings.</summary>
    public async Task<bool> MayChangeAsync(DatasetName name, Actor actor, CancellationToken ct)
    {
        await using var store = await stores.CreateDbContextAsync(ct);
        return await store.FindAsync(name, ct) is { } record && DatasetRights.MayChange(actor, record);
    }

    /// <summary>The dataset of that name to load rows into; made, with the actor as its owner, when it is not there.</summary>
    public async Task<Dataset> FindOrBeginAsync(DatasetName name, string label, string sourceName, Actor actor, CancellationToken ct)
    {
        await using var store = await stores.CreateDbContextAsync(ct);
        var record = await store.FindAsync(name, ct);
        if (record is null)
        {
            if (!DatasetRights.MayBegin(actor))
                throw new NotAllowedException($"A new dataset can be made by anyone with a role in Kali, and {actor.DisplayName} has none. Nothing was loaded.");
            record = new DatasetRecord
            {
                Catalog = name.Catalog,
                Name = name.Name,
                Label = label,
                OwnerId = actor.UserId,
                OwnerName = actor.DisplayName,
                SourceName = sourceName,
                CreatedAt = time.GetUtcNow(),
                Revision = Guid.NewGuid(),
            };
            store.Add(record);
            store.Note(actor, record.CreatedAt, "dataset.begin", name.ToString());
            try
            {
                await store.SaveChangesAsync(ct);
            }
            catch (DbUpdateException)
            {
                // Another upload made it a moment earlier; if not, the second attempt says what is wrong.
                store.ChangeTracker.Clear();
                record = await store.FindAsync(name, ct) ?? throw NotThere(name);
            }
        }
        if (record.DeletedAt is not null)
            throw new RefusedException($"{name.Name} was deleted. Nothing was loaded. Bring it back, or choose another name.");
        if (!DatasetRights.MayLoad(actor, record))
            throw new NotAllowedException($"{name.Name} belongs to {record.OwnerName}. Nothing was loaded. {record.OwnerName} or a data engineer can load it, or choose another name.");
        var latest = await store.LatestAsync([record.Id], ct);
        return record.ToDataset(latest.GetValueOrDefault(record.Id));
    }

    /// <summary>Changes what is said about it; null leaves a part as it is.</summary>
    public async Task DescribeAsync(DatasetName name, string? label, string? description, IReadOnlyCollection<string>? tags, Actor actor, CancellationToken ct)
    {
        await using var store = await stores.CreateDbContextAsync(ct);
        var record = await ToChangeAsync(store, name, actor, ct);
        record.Label = string.IsNullOrWhiteSpace(label) ? record.Label : label.Trim();
        record.Description = description?.Trim() ?? record.Description;
        record.Tags = tags?.ToStoredTags() ?? record.Tags;
        record.Revision = Guid.NewGuid();
        store.Note(actor, time.GetUtcNow(), "dataset.describe", name.ToString());
        await SaveAsync(store, name, ct);
    }

    /// <summary>Gives it to another person.</summary>
    public async Task HandOverAsync(DatasetName name, string ownerId, string ownerName, Actor actor, CancellationToken ct)
    {
        await using var store = await stores.CreateDbContextAsync(ct);
        var record = await ToChangeAsync(store, name, actor, ct);
        store.Note(actor, time.GetUtcNow(), "dataset.hand-over", name.ToString(), $"{record.OwnerId} → {ownerId}");
        (record.OwnerId, record.OwnerName, record.Revision) = (ownerId, ownerName, Guid.NewGuid());
        await SaveAsync(store, name, ct);
    }

    internal static async Task<DatasetRecord> ToChangeAsync(KaliStore store, DatasetName name, Actor actor, CancellationToken ct)
    {
        var record = await store.FindAsync(name, ct);
        if (record is null || !DatasetRights.MayKnow(actor, record))
            throw NotThere(name);
        if (!DatasetRights.MayChange(actor, record))
            throw new NotAllowedException($"{name.Name} belongs to {record.OwnerName}. Nothing was changed. {record.OwnerName} or a data engineer can change it.");
        return record;
    }

    internal static async Task SaveAsync(KaliStore store, DatasetName name, CancellationToken ct)
    {
        try
        {
            await store.SaveChangesAsync(ct);
        }
        catch (DbUpdateConcurrencyException e)
        {
            throw new RefusedException($"{name.Name} was changed by somebody else a moment ago. This change was not made. Look at it anew and repeat it.", e);
        }
    }

    private static NotFoundException NotThere(DatasetName name) => new($"There is no dataset called {name.Name} in {name.Catalog}. Look for it in the catalog.");
}
