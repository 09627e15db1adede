using System.Collections.Immutable;
using Kali.Data.Store;
using Microsoft.EntityFrameworkCore;

namespace Kali.Data.Catalog;

/// <summary>Who has been here. Roles come from the directory; this only remembers what it said at the last sign-in.</summary>
public sealed class People(IDbContextFactory<KaliStore> stores, TimeProvider time)
{
    /// <summary>Notes that somebody has signed in.</summary>
    public async Task SeenAsync(Actor actor, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var roles = string.Join('\n', actor.Roles.Order().Select(role => role.DirectoryName()));
        await using var store = await stores.CreateDbContextAsync(ct);
        var known = await store.Set<PersonRecord>().Where(person => person.UserId == actor.UserId).ExecuteUpdateAsync(
            set => set.SetProperty(person => person.DisplayName, actor.DisplayName).SetProperty(person => person.Roles, roles).SetProperty(person => person.LastSeenAt, now), ct);
        if (known > 0)
            return;
        store.Add(new PersonRecord { UserId = actor.UserId, DisplayName = actor.DisplayName, Roles = roles, FirstSeenAt = now, LastSeenAt = now });
        try
        {
            await store.SaveChangesAsync(ct);
        }
        catch (DbUpdateException)
        {
            // The same person came in twice in one moment; the other one noted it.
        }
    }

    /// <summary>Everybody seen, the latest first; for admins.</summary>
    public async Task<ImmutableArray<Person>> ListAsync(Actor actor, CancellationToken ct)
    {
        if (!actor.Is(KaliRole.Admin))
            throw new NotAllowedException("Who has been here is for admins to see. Ask one of them.");
        await using var store = await stores.CreateDbContextAsync(ct);
        var people = await store.Set<PersonRecord>().AsNoTracking().OrderByDescending(person => person.LastSeenAt).Take(1000).ToListAsync(ct);
        return [.. people.Select(person => new Person(person.UserId, person.DisplayName, [.. person.Roles.Split('\n', StringSplitOptions.RemoveEmptyEntries)], person.FirstSeenAt, person.LastSeenAt))];
    }
}

/// <summary>Somebody who has signed in.</summary>
/// <param name="UserId">The directory's object id.</param>
/// <param name="DisplayName">The name shown.</param>
/// <param name="Roles">The directory's names of the roles held at the last sign-in.</param>
/// <param name="FirstSeenAt">The first sign-in.</param>
/// <param name="LastSeenAt">The last one.</param>
public sealed record Person(string UserId, string DisplayName, ImmutableArray<string> Roles, DateTimeOffset FirstSeenAt, DateTimeOffset LastSeenAt);
