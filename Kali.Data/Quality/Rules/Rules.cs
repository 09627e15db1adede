using System.Collections.Immutable;
using Kali.Data.Catalog;
using Kali.Data.Engines;
using Kali.Data.Ingest;
using Kali.Data.Store;
using Microsoft.EntityFrameworkCore;

namespace Kali.Data.Quality;

/// <summary>The rules of datasets, kept with all their versions. Who may know of a dataset may read its rules; stewards change them.</summary>
public sealed class Rules(Datasets datasets, IDbContextFactory<KaliStore> stores, TimeProvider time)
{
    /// <summary>The rules in force and those switched off, by name.</summary>
    public async Task<ImmutableArray<Rule>> OfAsync(DatasetName dataset, Actor actor, CancellationToken ct)
    {
        var found = await datasets.GetAsync(dataset, actor, ct);
        await using var store = await stores.CreateDbContextAsync(ct);
        return await CurrentAsync(store, found, ct);
    }

    public async Task<Rule> GetAsync(DatasetName dataset, Guid id, Actor actor, CancellationToken ct) =>
        (await OfAsync(dataset, actor, ct)).FirstOrDefault(rule => rule.Id == id) ?? throw NotThere(dataset);

    /// <summary>Newest first.</summary>
    public async Task<ImmutableArray<RuleVersion>> VersionsAsync(DatasetName dataset, Guid id, Actor actor, CancellationToken ct)
    {
        var found = await datasets.GetAsync(dataset, actor, ct);
        await using var store = await stores.CreateDbContextAsync(ct);
        var records = await store.Set<RuleRecord>().AsNoTracking().Where(rule => rule.RuleId == id && rule.DatasetId == found.Id)
            .OrderByDescending(rule => rule.Version).ToListAsync(ct);
        return [.. records.Select(record => new RuleVersion(Read(record, found.Name), record.IsRemoval, record.ChangedAt, record.ChangedBy))];
    }

    /// <summary>Saves a new rule or the next version of one. What could not run on the dataset's columns is refused, saying why.</summary>
    /// <returns>The rule with its version.</returns>
    public async Task<Rule> SaveAsync(Rule rule, TableSchema silver, Actor actor, CancellationToken ct)
    {
        Demand(actor, rule.Dataset);
        Check(rule, new RuleSubject(silver, time.GetUtcNow()));
        var found = await datasets.GetAsync(rule.Dataset, actor, ct);
        await using var store = await stores.CreateDbContextAsync(ct);
        var current = await CurrentAsync(store, found, ct);
        if (current.FirstOrDefault(other => other.Name == rule.Name && other.Id != rule.Id) is not null)
            throw new RefusedException($"{rule.Dataset.Name} has a rule named “{rule.Name}” already. Give this one another name, or change that one.");
        return await AddVersionAsync(store, found, rule, isRemoval: false, actor, ct);
    }

    /// <summary>Takes a rule away; its versions and past results stay.</summary>
    public async Task RemoveAsync(DatasetName dataset, Guid id, Actor actor, CancellationToken ct)
    {
        Demand(actor, dataset);
        var found = await datasets.GetAsync(dataset, actor, ct);
        await using var store = await stores.CreateDbContextAsync(ct);
        var rule = (await CurrentAsync(store, found, ct)).FirstOrDefault(rule => rule.Id == id) ?? throw NotThere(dataset);
        await AddVersionAsync(store, found, rule, isRemoval: true, actor, ct);
    }

    /// <summary>
    /// What a run works with: a dataset without any rule is given those it begins with, a key gets the rules it needs.
    /// Rules a person removed do not come back.
    /// </summary>
    public async Task<ImmutableArray<Rule>> ForRunAsync(
        DatasetName dataset, ImmutableArray<ColumnReading> readings, ImmutableArray<string> keys, Actor actor, CancellationToken ct)
    {
        var found = await datasets.GetAsync(dataset, actor, ct);
        await using var store = await stores.CreateDbContextAsync(ct);
        var known = await store.Set<RuleRecord>().AsNoTracking().Where(rule => rule.DatasetId == found.Id).Select(rule => rule.Name).Distinct().ToListAsync(ct);
        var wanted = known.Count == 0 ? RuleProposals.For(dataset, readings, keys) : RuleProposals.ForKeys(dataset, keys);
        foreach (var rule in wanted.Where(rule => !known.Contains(rule.Name)))
            await AddVersionAsync(store, found, rule, isRemoval: false, Actor.System, ct);
        return [.. (await CurrentAsync(store, found, ct)).Where(rule => rule.IsOn)];
    }

    /// <summary>Why a rule cannot be saved, or nothing.</summary>
    public static Obstacle? WhyNot(Rule rule, RuleSubject subject)
    {
        if (rule.Kind.Test(subject) is RuleTest.Impossible(var obstacle))
            return obstacle;
        return rule.Filter is { } filter && !RowExpression.TryParse(filter, subject, out _, out var reason) ? new Obstacle(ObstacleKind.Expression, reason) : null;
    }

    private static void Check(Rule rule, RuleSubject subject)
    {
        if (string.IsNullOrWhiteSpace(rule.Name))
            throw new RefusedException("A rule needs a name, so that reasons and results can tell of it.");
        if (WhyNot(rule, subject) is { } obstacle)
            throw new RefusedException(RuleWords.English.Obstacle(obstacle));
    }

    private async Task<Rule> AddVersionAsync(KaliStore store, Dataset dataset, Rule rule, bool isRemoval, Actor actor, CancellationToken ct)
    {
        var current = await store.Set<RuleRecord>().FirstOrDefaultAsync(record => record.RuleId == rule.Id && record.IsCurrent, ct);
        current?.IsCurrent = false;
        var next = rule with { Version = (current?.Version ?? 0) + 1 };
        store.Set<RuleRecord>().Add(new RuleRecord
        {
            RuleId = next.Id,
            Version = next.Version,
            DatasetId = dataset.Id,
            Name = next.Name,
            Definition = RuleJson.Write(next),
            Fingerprint = next.Fingerprint,
            IsCurrent = true,
            IsRemoval = isRemoval,
            ChangedAt = time.GetUtcNow(),
            ChangedBy = actor.DisplayName,
        });
        store.Note(actor, time.GetUtcNow(), isRemoval ? "rule removed" : next.Version == 1 ? "rule added" : "rule changed", dataset.Name.ToString(), next.Name);
        await store.SaveChangesAsync(ct);
        return next;
    }

    private static async Task<ImmutableArray<Rule>> CurrentAsync(KaliStore store, Dataset dataset, CancellationToken ct)
    {
        var records = await store.Set<RuleRecord>().AsNoTracking().Where(rule => rule.DatasetId == dataset.Id && rule.IsCurrent && !rule.IsRemoval)
            .OrderBy(rule => rule.Id).ToListAsync(ct);
        return [.. records.OrderBy(record => record.Name, StringComparer.Ordinal).Select(record => Read(record, dataset.Name))];
    }

    /// <summary>The dataset may have been renamed since.</summary>
    private static Rule Read(RuleRecord record, DatasetName dataset) => RuleJson.Read<Rule>(record.Definition) with { Dataset = dataset };

    private static void Demand(Actor actor, DatasetName dataset)
    {
        if (!actor.IsSteward)
            throw new NotAllowedException($"The rules of {dataset.Name} are changed by data engineers and admins. Nothing was changed.");
    }

    private static NotFoundException NotThere(DatasetName dataset) => new($"{dataset.Name} has no such rule any more. Its history still tells of it.");
}
