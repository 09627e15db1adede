using System.Collections.Immutable;
using Kali.Data.Catalog;
using Kali.Data.Store;
using Microsoft.EntityFrameworkCore;

namespace Kali.Data.Quality;

/// <summary>Versions of rules in the store.</summary>
internal static class RuleRecords
{
    /// <summary>The rules in force, by name.</summary>
    public static async Task<ImmutableArray<Rule>> InForceAsync(KaliStore store, Dataset dataset, CancellationToken ct)
    {
        var records = await store.Set<RuleRecord>().AsNoTracking().Where(rule => rule.DatasetId == dataset.Id && rule.IsCurrent && !rule.IsRemoval)
            .OrderBy(rule => rule.Id).ToListAsync(ct);
        return [.. records.OrderBy(record => record.Name, StringComparer.Ordinal).Select(record => Rule(record, dataset.Name))];
    }

    /// <summary>Adds the next version; one that waited is dropped for it, and one in force makes way when this one is.</summary>
    public static async Task<Rule> AddAsync(KaliStore store, Dataset dataset, Rule rule, bool isRemoval, RuleState state, Actor actor, DateTimeOffset now, CancellationToken ct)
    {
        var versions = await store.Set<RuleRecord>().Where(record => record.RuleId == rule.Id).ToListAsync(ct);
        var next = rule with { Version = versions.Select(record => record.Version).DefaultIfEmpty().Max() + 1 };
        foreach (var waiting in versions.Where(record => Version(record, dataset.Name).IsPending))
            waiting.State = nameof(RuleState.Dropped);
        if (state == RuleState.InForce)
            MakeWay(versions);
        var deed = isRemoval ? "rule removed" : next.Version == 1 ? "rule added" : "rule changed";
        Add(store, dataset, next, isRemoval, state, state == RuleState.InForce ? deed : $"{deed} as a draft", actor, now);
        await store.SaveChangesAsync(ct);
        return next;
    }

    /// <summary>Puts rules in force that nobody has seen before: all of them or none.</summary>
    public static async Task AddNewAsync(KaliStore store, Dataset dataset, IEnumerable<Rule> rules, Actor actor, DateTimeOffset now, CancellationToken ct)
    {
        foreach (var rule in rules)
            Add(store, dataset, rule with { Version = 1 }, isRemoval: false, RuleState.InForce, "rule added", actor, now);
        await store.SaveChangesAsync(ct);
    }

    private static void Add(KaliStore store, Dataset dataset, Rule next, bool isRemoval, RuleState state, string deed, Actor actor, DateTimeOffset now)
    {
        store.Set<RuleRecord>().Add(new RuleRecord
        {
            RuleId = next.Id,
            Version = next.Version,
            DatasetId = dataset.Id,
            Name = next.Name,
            Definition = RuleJson.Write(next),
            Fingerprint = next.Fingerprint,
            IsCurrent = state == RuleState.InForce,
            IsRemoval = isRemoval,
            ChangedAt = now,
            ChangedBy = actor.DisplayName,
            ChangedById = actor.UserId,
            State = state.ToString(),
        });
        store.Note(actor, now, deed, dataset.Name.ToString(), next.Name);
    }

    public static void MakeWay(IEnumerable<RuleRecord> versions)
    {
        foreach (var current in versions.Where(record => record.IsCurrent))
            (current.IsCurrent, current.State) = (false, nameof(RuleState.Past));
    }

    /// <summary>The dataset may have been renamed since.</summary>
    public static Rule Rule(RuleRecord record, DatasetName dataset) => RuleJson.Read<Rule>(record.Definition) with { Dataset = dataset };

    public static RuleVersion Version(RuleRecord record, DatasetName dataset) => new(Rule(record, dataset), record.IsRemoval, record.ChangedAt, record.ChangedBy)
    {
        State = Enum.Parse<RuleState>(record.State),
        AuthorId = record.ChangedById,
        DecidedBy = record.DecidedBy,
        DecidedAt = record.DecidedAt,
        Note = record.Note,
    };
}
