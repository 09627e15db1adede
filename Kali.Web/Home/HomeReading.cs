using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Kali.Data;
using Kali.Data.Catalog;
using Kali.Data.Ingest;
using Kali.Data.Pipeline;
using Kali.Data.Uploads;
using Kali.Web.Shell;

namespace Kali.Web.Home;

/// <summary>Gathers what Home shows, and gathers it anew when a run changes or a file has been read.</summary>
public sealed class HomeReading(Datasets datasets, DatasetVersions versions, Runs runs, Intakes intakes, RepairLoop repairs, UploadFeed uploads)
{
    public const int MostNeeds = 5;
    private const int MostDatasets = 8;
    private const int MostRepairs = 100;
    private const int MostVersions = 12;

    public async Task<HomeView> ReadAsync(Actor actor, CancellationToken ct)
    {
        var all = await datasets.ListAsync(DatasetFilter.All, actor, ct);
        var newest = await runs.ListAsync(new RunFilter(Most: 20), actor, ct);
        var waiting = await intakes.WaitingAsync(actor, ct);
        var approvals = await ApprovalsAsync(actor, ct);
        var held = await HeldBackAsync(all, actor, ct);
        ImmutableArray<Dataset> shown = [.. all.OrderByDescending(dataset => dataset.Latest?.At ?? dataset.CreatedAt).Take(MostDatasets)];
        var scores = ImmutableDictionary.CreateBuilder<int, ImmutableArray<double>>();
        foreach (var dataset in shown)
        {
            var past = await versions.OfAsync(dataset.Name, MostVersions, actor, ct);
            scores[dataset.Id] = [.. past.OrderBy(version => version.At).Select(version => version.Score).OfType<double>()];
        }
        return new HomeView(
            [.. Needs(all, newest, waiting, approvals, held).Take(MostNeeds)],
            [.. newest.Runs.Where(run => !run.State.HasEnded()).Concat(newest.Runs.Where(run => run.State.HasEnded())).Take(4)],
            shown,
            scores.ToImmutable(),
            all.Length,
            all.Count(dataset => dataset.Latest?.Gate is GateState.Passed or GateState.Warned));
    }

    public async IAsyncEnumerable<HomeView> WatchAsync(Actor actor, [EnumeratorCancellation] CancellationToken ct)
    {
        var changes = Following.TogetherAsync(
            watching => uploads.Watch(watching).Where(happened => happened.State is UploadState.Complete or UploadState.Refused),
            watching => runs.WatchListAsync(new RunFilter(Most: 1), actor, watching), ct);
        await foreach (var _ in changes)
            yield return await ReadAsync(actor, ct);
    }

    /// <summary>Proposals of others that the actor may decide about, the oldest first: they have waited longest.</summary>
    private async Task<ImmutableArray<Need.Approval>> ApprovalsAsync(Actor actor, CancellationToken ct)
    {
        var approvals = ImmutableArray.CreateBuilder<Need.Approval>();
        var proposed = await repairs.ListAsync(null, MostRepairs, actor, ct);
        foreach (var repair in proposed.Where(repair => repair.State is RepairState.Proposed && repair.Proposed.UserId != actor.UserId).Reverse().Take(MostNeeds))
        {
            var labels = (await datasets.ColumnsAsync(repair.Dataset, actor, ct)).ToImmutableDictionary(column => column.Name, column => column.Label);
            approvals.Add(new Need.Approval(repair, labels));
        }
        return approvals.ToImmutable();
    }

    /// <summary>Datasets with rows held back that the actor may put right, the most rows first; to others they are nothing to do.</summary>
    private async Task<ImmutableArray<Need.HeldBack>> HeldBackAsync(ImmutableArray<Dataset> all, Actor actor, CancellationToken ct)
    {
        var held = ImmutableArray.CreateBuilder<Need.HeldBack>();
        foreach (var dataset in all.Where(dataset => dataset.Latest is { Gate: not GateState.Failed, Ledger.HeldBack: > 0 }).OrderByDescending(dataset => dataset.Latest!.Ledger.HeldBack))
        {
            if (held.Count < MostNeeds && await datasets.MayChangeAsync(dataset.Name, actor, ct))
                held.Add(new Need.HeldBack(dataset, dataset.Latest!));
        }
        return held.ToImmutable();
    }

    /// <summary>What blocks others comes first: a gate, then a question, then a repair that waits for a second person, then a stopped run, then rows held back.</summary>
    private static IEnumerable<Need> Needs(ImmutableArray<Dataset> all, RunPage newest, ImmutableArray<Intake> waiting, ImmutableArray<Need.Approval> approvals, ImmutableArray<Need.HeldBack> held)
    {
        foreach (var dataset in all.Where(dataset => dataset.Latest?.Gate is GateState.Failed))
            yield return new Need.FailedGate(dataset, dataset.Latest!);
        foreach (var intake in waiting.Where(intake => !intake.Open.IsEmpty))
            yield return new Need.Answer(intake, intake.Open[0]);
        foreach (var approval in approvals)
            yield return approval;
        foreach (var run in newest.Runs.Where(run => run.MayGoOn))
            yield return new Need.Stopped(run);
        foreach (var need in held)
            yield return need;
    }
}
