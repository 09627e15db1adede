using System.Security.Cryptography;
using System.Text;
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
        var draft = DraftOf(actor);
        await using var store = await stores.CreateDbContextAsync(ct);
        var records = await store.Set<SavedQueryRecord>()
            .Where(query => (query.IsShared || query.OwnerId == actor.UserId) && query.Id != draft)
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

    /// <summary>What the actor was writing; empty when there is nothing.</summary>
    public async Task<string> DraftAsync(Actor actor, CancellationToken ct)
    {
        await using var store = await stores.CreateDbContextAsync(ct);
        var draft = DraftOf(actor);
        return await store.Set<SavedQueryRecord>().Where(query => query.Id == draft).Select(query => query.Sql).FirstOrDefaultAsync(ct) ?? "";
    }

    /// <summary>Keeps what the actor is writing; there is one draft a person, and nobody else finds it.</summary>
    public async Task KeepDraftAsync(string sql, Actor actor, CancellationToken ct)
    {
        if (!Explorer.MayWriteSql(actor) || sql.Length > SelectGuard.LongestStatement)
            return;
        await using var store = await stores.CreateDbContextAsync(ct);
        var id = DraftOf(actor);
        if (await store.Set<SavedQueryRecord>().FirstOrDefaultAsync(query => query.Id == id, ct) is not { } record)
        {
            record = new SavedQueryRecord { Id = id, OwnerId = actor.UserId, OwnerName = actor.DisplayName, Name = "Draft", Sql = sql };
            store.Add(record);
        }
        (record.Sql, record.ChangedAt) = (sql, time.GetUtcNow());
        try
        {
            await store.SaveChangesAsync(ct);
        }
        catch (DbUpdateException)
        {
            // Two windows began the first draft at once; the next pause in typing keeps it.
        }
    }

    public async Task DeleteAsync(Guid id, Actor actor, CancellationToken ct)
    {
        await using var store = await stores.CreateDbContextAsync(ct);
        store.Remove(await OwnAsync(store, id, actor, ct));
        await store.SaveChangesAsync(ct);
    }

    public async Task<ExploreOutcome> RunAsync(Guid id, Actor actor, CancellationToken ct) =>
        await explorer.RunSavedAsync((await GetAsync(id, actor, ct)).Sql, actor, ct);

    /// <summary>The same with the rows a download has.</summary>
    public async Task<ExploreOutcome> DownloadAsync(Guid id, Actor actor, CancellationToken ct) =>
        await explorer.DownloadSavedAsync((await GetAsync(id, actor, ct)).Sql, actor, ct);

    /// <summary>The draft's id follows from its owner, so that there can be only one.</summary>
    private static Guid DraftOf(Actor actor) => new(SHA256.HashData(Encoding.UTF8.GetBytes($"draft of {actor.UserId}")).AsSpan(0, 16));

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
