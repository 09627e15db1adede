using Kali.Data.Catalog;
using Kali.Data.Store;
using Microsoft.EntityFrameworkCore;

namespace Kali.Data.Quality;

/// <summary>How a version of a rule comes into force: its author asks, somebody else approves or sends it back.</summary>
public sealed class RuleReviews(Datasets datasets, IDbContextFactory<KaliStore> stores, TimeProvider time)
{
    /// <summary>Asks somebody else to approve the waiting version.</summary>
    public Task AskAsync(DatasetName dataset, Guid id, Actor actor, CancellationToken ct) =>
        DecideAsync(dataset, id, actor, "rule given to review", waiting =>
        {
            if (waiting.State == nameof(RuleState.InReview))
                throw new RefusedException("Somebody was asked to look at this version already.");
            (waiting.State, waiting.Note) = (nameof(RuleState.InReview), null);
        }, ct);

    /// <summary>Takes the waiting version back; what is in force stays.</summary>
    public Task WithdrawAsync(DatasetName dataset, Guid id, Actor actor, CancellationToken ct) =>
        DecideAsync(dataset, id, actor, "rule draft withdrawn", waiting => waiting.State = nameof(RuleState.Dropped), ct);

    /// <summary>Sends the version in review back to its author.</summary>
    public Task SendBackAsync(DatasetName dataset, Guid id, int version, string note, Actor actor, CancellationToken ct) =>
        DecideAsync(dataset, id, actor, "rule sent back", waiting =>
        {
            Seen(waiting, version);
            (waiting.State, waiting.Note, waiting.DecidedBy, waiting.DecidedAt) = (nameof(RuleState.SentBack), note.Trim(), actor.DisplayName, time.GetUtcNow());
        }, ct);

    /// <summary>Puts the version in review in force, for somebody who has seen that very version and did not write it.</summary>
    public Task ApproveAsync(DatasetName dataset, Guid id, int version, Actor actor, CancellationToken ct) =>
        DecideAsync(dataset, id, actor, "rule approved", waiting =>
        {
            Seen(waiting, version);
            if (waiting.ChangedById == actor.UserId)
                throw new NotAllowedException("Whoever wrote a version of a rule cannot approve it. It stays in review until somebody else does.");
            (waiting.State, waiting.IsCurrent, waiting.DecidedBy, waiting.DecidedAt) = (nameof(RuleState.InForce), true, actor.DisplayName, time.GetUtcNow());
        }, ct);

    private static void Seen(RuleRecord waiting, int version)
    {
        if (waiting.State != nameof(RuleState.InReview))
            throw new RefusedException("This version is not in review any more. Look at it again.");
        if (waiting.Version != version)
            throw new RefusedException($"Version {waiting.Version} is in review, not version {version} that you looked at. Look at it again.");
    }

    private async Task DecideAsync(DatasetName dataset, Guid id, Actor actor, string deed, Action<RuleRecord> decide, CancellationToken ct)
    {
        Rules.Demand(actor, dataset);
        var found = await datasets.GetAsync(dataset, actor, ct);
        await using var store = await stores.CreateDbContextAsync(ct);
        await using var transaction = await store.Database.BeginTransactionAsync(ct);
        var versions = await store.Set<RuleRecord>().Where(rule => rule.RuleId == id && rule.DatasetId == found.Id).OrderByDescending(rule => rule.Version).ToListAsync(ct);
        var waiting = versions.Find(record => RuleRecords.Version(record, found.Name).IsPending) ?? throw new RefusedException("No version of this rule waits for anybody. Look at it again.");
        var before = waiting.State;
        decide(waiting);
        if (waiting.IsCurrent)
            RuleRecords.MakeWay(versions.Where(version => version != waiting));
        // Two people may decide at once: the first one's word holds.
        if (await store.Set<RuleRecord>().Where(record => record.Id == waiting.Id && record.State == before).ExecuteUpdateAsync(set => set.SetProperty(record => record.State, waiting.State), ct) == 0)
            throw new RefusedException("Somebody else has just decided about this version. Look at it again.");
        store.Note(actor, time.GetUtcNow(), deed, found.Name.ToString(), waiting.Name);
        await store.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
    }
}
