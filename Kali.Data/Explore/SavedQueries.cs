using Kali.Data.Store;
using Microsoft.EntityFrameworkCore;

namespace Kali.Data.Explore;

/// <summary>Statements people keep: their own, and those others share. Running one needs the rights of the one who runs it.</summary>
public sealed class SavedQueries(IDbContextFactory<KaliStore> stores, Explorer explorer, TimeProvider time)
{
    private const int LongestName = 200;

    /// <summary>Own and shared ones, by name.</summary>
    public async Task<IReadOnlyList<SavedQuery>> ListAsync(Actor actor, CancellationToken ct)
    {
        await using var store = await stores.CreateDbContextAsync(ct);
        var records = await store.Set<SavedQueryRecord>()
            .Where(query => query.IsShared || query.OwnerId == actor.UserId)
            .OrderBy(query => query.Name)
            .ToListAsync(ct);
        return records.ConvertAll(record => Shown(record, actor));
    }

    public async Task<SavedQuery> GetAsync(Guid id, Actor actor, CancellationToken ct)
    {
        await using var store = await stores.CreateDbContextAsync(ct);
        return Shown(await FindAsync(store, id, actor, ct), actor);
    }

    /// <summary>Keeps a new statement, or changes one of the actor's own.</summary>
    public async Task<SavedQuery> SaveAsync(Guid? id, string name, string sql, bool isShared, Actor actor, CancellationToken ct)
    {
        if (!Explorer.MayWriteSql(actor))
            throw new NotAllowedException("Saving queries is for analysts, data engineers and admins.");
        if (string.IsNullOrWhiteSpace(name) || name.Length > LongestName)
            throw new RefusedException("A saved query needs a name of 1 to 200 characters. Nothing was saved.");
        if (sql.Length > SelectGuard.LongestStatement)
            throw new RefusedException("The statement is longer than 100,000 characters. Nothing was saved.");
        await using var store = await stores.CreateDbContextAsync(ct);
        var record = id is { } known ? await OwnAsync(store, known, actor, ct) : null;
        if (record is null)
        {
            record = new SavedQueryRecord { Id = Guid.CreateVersion7(time.GetUtcNow()), OwnerId = actor.UserId, OwnerName = actor.DisplayName, Name = name, Sql = sql };
            store.Add(record);
        }
        (record.Name, record.Sql, record.IsShared, record.ChangedAt) = (name.Trim(), sql, isShared, time.GetUtcNow());
        await store.SaveChangesAsync(ct);
        return Shown(record, actor);
    }

    public async Task DeleteAsync(Guid id, Actor actor, CancellationToken ct)
    {
        await using var store = await stores.CreateDbContextAsync(ct);
        store.Remove(await OwnAsync(store, id, actor, ct));
        await store.SaveChangesAsync(ct);
    }

    public async Task<ExploreOutcome> RunAsync(Guid id, Actor actor, CancellationToken ct) =>
        await explorer.RunSavedAsync((await GetAsync(id, actor, ct)).Sql, actor, ct);

    private static async Task<SavedQueryRecord> FindAsync(KaliStore store, Guid id, Actor actor, CancellationToken ct) =>
        await store.Set<SavedQueryRecord>().FirstOrDefaultAsync(query => query.Id == id && (query.IsShared || query.OwnerId == actor.UserId), ct)
        ?? throw new NotFoundException("There is no such saved query, or its owner keeps it to themselves.");

    private static async Task<SavedQueryRecord> OwnAsync(KaliStore store, Guid id, Actor actor, CancellationToken ct)
    {
        var record = await FindAsync(store, id, actor, ct);
        return record.OwnerId == actor.UserId || actor.Is(KaliRole.Admin)
            ? record
            : throw new NotAllowedException($"“{record.Name}” is {record.OwnerName}'s. Save it under another name to change it.");
    }

    private static SavedQuery Shown(SavedQueryRecord record, Actor actor) =>
        new(record.Id, record.Name, record.Sql, record.OwnerName, record.OwnerId == actor.UserId, record.IsShared, record.ChangedAt);
}
