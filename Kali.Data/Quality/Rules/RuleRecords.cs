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
        var deed = isRemoval ? "rule removed" : next.Version == 1 ? "rule added" : "rule changed";
        store.Note(actor, now, state == RuleState.InForce ? deed : $"{deed} as a draft", dataset.Name.ToString(), next.Name);
        await store.SaveChangesAsync(ct);
        return next;
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
