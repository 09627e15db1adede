using System.Collections.Immutable;
using Kali.Data.Catalog;
using Kali.Data.Engines;
using Kali.Data.Ingest;
using Kali.Data.Store;
using Microsoft.EntityFrameworkCore;

namespace Kali.Data.Quality;

/// <summary>
/// The rules of datasets, kept with all their versions. Who may know of a dataset may read its rules; stewards write them, and with four eyes
/// what they write waits until <see cref="RuleReviews"/> puts it in force.
/// </summary>
public sealed class Rules(Datasets datasets, IDbContextFactory<KaliStore> stores, RuleOptions options, TimeProvider time)
{
    /// <summary>The rules in force and those switched off, by name.</summary>
    public async Task<ImmutableArray<Rule>> OfAsync(DatasetName dataset, Actor actor, CancellationToken ct)
    {
        var found = await datasets.GetAsync(dataset, actor, ct);
        await using var store = await stores.CreateDbContextAsync(ct);
        return await RuleRecords.InForceAsync(store, found, ct);
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
        return [.. records.Select(record => RuleRecords.Version(record, found.Name))];
    }

    /// <summary>Every rule with what is in force of it and what waits, by name; rules that were taken away are left out.</summary>
    public async Task<ImmutableArray<RuleStanding>> StandingsAsync(DatasetName dataset, Actor actor, CancellationToken ct)
    {
        var found = await datasets.GetAsync(dataset, actor, ct);
        await using var store = await stores.CreateDbContextAsync(ct);
        var waiting = new List<string> { nameof(RuleState.Draft), nameof(RuleState.InReview), nameof(RuleState.SentBack) };
        var records = await store.Set<RuleRecord>().AsNoTracking()
            .Where(rule => rule.DatasetId == found.Id && ((rule.IsCurrent && !rule.IsRemoval) || waiting.Contains(rule.State))).ToListAsync(ct);
        return
        [
            .. records.Select(record => RuleRecords.Version(record, found.Name)).GroupBy(version => version.Rule.Id)
                .Select(rule => new RuleStanding(rule.FirstOrDefault(version => version.State == RuleState.InForce), rule.FirstOrDefault(version => version.IsPending)))
                .OrderBy(standing => standing.Shown.Name, StringComparer.Ordinal),
        ];
    }

    /// <summary>Whether somebody else than the author approves a rule before it is in force.</summary>
    public bool HasFourEyes => options.FourEyes;

    /// <summary>
    /// Saves a new rule or the next version of one: as a draft, or in force at once where four eyes are off and for Kali's own rules.
    /// What could not run on the dataset's columns is refused, saying why.
    /// </summary>
    /// <returns>The rule with its version.</returns>
    public async Task<Rule> SaveAsync(Rule rule, TableSchema silver, Actor actor, CancellationToken ct)
    {
        Demand(actor, rule.Dataset);
        Check(rule, new RuleSubject(silver, time.GetUtcNow()));
        var found = await datasets.GetAsync(rule.Dataset, actor, ct);
        await using var store = await stores.CreateDbContextAsync(ct);
        var current = await RuleRecords.InForceAsync(store, found, ct);
        var dropped = new List<string> { nameof(RuleState.Dropped), nameof(RuleState.Past) };
        if (current.Any(other => other.Name == rule.Name && other.Id != rule.Id)
            || await store.Set<RuleRecord>().AnyAsync(other => other.DatasetId == found.Id && other.RuleId != rule.Id && other.Name == rule.Name && !other.IsRemoval && !dropped.Contains(other.State), ct))
            throw new RefusedException($"{rule.Dataset.Name} has a rule named “{rule.Name}” already. Give this one another name, or change that one.");
        return await RuleRecords.AddAsync(store, found, rule, isRemoval: false, StateOf(actor), actor, time.GetUtcNow(), ct);
    }

    /// <summary>Takes a rule away, or with four eyes asks somebody to; its versions and past results stay.</summary>
    /// <returns>Whether it is gone already.</returns>
    public async Task<bool> RemoveAsync(DatasetName dataset, Guid id, Actor actor, CancellationToken ct)
    {
        Demand(actor, dataset);
        var found = await datasets.GetAsync(dataset, actor, ct);
        await using var store = await stores.CreateDbContextAsync(ct);
        var rule = (await RuleRecords.InForceAsync(store, found, ct)).FirstOrDefault(rule => rule.Id == id) ?? throw NotThere(dataset);
        var state = StateOf(actor) == RuleState.InForce ? RuleState.InForce : RuleState.InReview;
        await RuleRecords.AddAsync(store, found, rule, isRemoval: true, state, actor, time.GetUtcNow(), ct);
        return state == RuleState.InForce;
    }

    private RuleState StateOf(Actor actor) => options.FourEyes && !actor.IsPipeline ? RuleState.Draft : RuleState.InForce;

    /// <summary>
    /// What a run works with: a dataset without any rule is given those it begins with, a key gets the rules it needs.
    /// Rules a person removed do not come back.
    /// </summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="readings">Its columns.</param>
    /// <param name="keys">The columns of its key.</param>
    /// <param name="mostlyEmpty">Columns that are empty in most rows of the load.</param>
    public async Task<ImmutableArray<Rule>> ForRunAsync(
        DatasetName dataset, ImmutableArray<ColumnReading> readings, ImmutableArray<string> keys, ImmutableArray<string> mostlyEmpty, Actor actor, CancellationToken ct)
    {
        var found = await datasets.GetAsync(dataset, actor, ct);
        await using var store = await stores.CreateDbContextAsync(ct);
        var known = await store.Set<RuleRecord>().AsNoTracking().Where(rule => rule.DatasetId == found.Id).Select(rule => rule.Name).Distinct().ToListAsync(ct);
        var wanted = known.Count == 0 ? RuleProposals.For(dataset, readings, keys, mostlyEmpty) : RuleProposals.ForKeys(dataset, keys);
        await RuleRecords.AddNewAsync(store, found, wanted.Where(rule => !known.Contains(rule.Name)), Actor.System, time.GetUtcNow(), ct);
        return [.. (await RuleRecords.InForceAsync(store, found, ct)).Where(rule => rule.IsOn)];
    }

    /// <summary>Why a rule cannot be saved, or nothing.</summary>
    public static Obstacle? WhyNot(Rule rule, RuleSubject subject)
    {
        if (PreparedRule.Grouped(rule, rule.Kind.Test(subject), subject) is RuleTest.Impossible(var obstacle))
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

    internal static void Demand(Actor actor, DatasetName dataset)
    {
        if (!actor.IsSteward)
            throw new NotAllowedException($"The rules of {dataset.Name} are changed by data engineers and admins. Nothing was changed.");
    }

    internal static NotFoundException NotThere(DatasetName dataset) => new($"{dataset.Name} has no such rule any more. Its history still tells of it.");
}
