using System.Collections.Immutable;
using System.Text.Json;
using Kali.Data.Store;
using Microsoft.EntityFrameworkCore;

namespace Kali.Data.Pipeline;

/// <summary>Runs of the journal as values, for those who may see them: whoever asked for the run, the dataset's owner, analysts and stewards.</summary>
internal sealed class RunReading(IDbContextFactory<KaliStore> stores, TimeProvider time)
{
    private const int LinesShown = 200;

    public async Task<RunSnapshot> GetAsync(RunId id, Actor actor, CancellationToken ct)
    {
        await using var store = await stores.CreateDbContextAsync(ct);
        // One moment for all tables: a page never shows a step that the run does not know of yet.
        await using var moment = await store.Database.BeginTransactionAsync(ct);
        var run = await FindAsync(store, id, actor, ct);
        // The store keeps a step by its name; the order of steps is the code's.
        var kept = await store.Set<RunStepRecord>().AsNoTracking().Where(step => step.RunId == run.Id).ToListAsync(ct);
        var steps = kept.OrderBy(step => step.Step).ToList();
        var log = await store.Set<RunLogRecord>().AsNoTracking().Where(line => line.RunId == run.Id).OrderByDescending(line => line.Id).Take(LinesShown).ToListAsync(ct);
        var before = run.State is RunState.Queued or RunState.Interrupted
            ? await store.Set<RunRecord>().CountAsync(other => other.Id < run.Id && (other.State == RunState.Queued || other.State == RunState.Interrupted || other.State == RunState.Running), ct)
            : (int?)null;
        var expected = await RunTimes.ExpectedAsync(store, run, ct);
        return Snapshot(run, steps, log, before, expected, actor);
    }

    public async Task<RunPage> ListAsync(RunFilter filter, Actor actor, CancellationToken ct)
    {
        await using var store = await stores.CreateDbContextAsync(ct);
        var query = await FilteredAsync(store, filter, actor, ct);
        var total = await query.CountAsync(ct);
        if (filter.Before is { } before)
            query = query.Where(run => run.Id < before.Value);
        var runs = await query.OrderByDescending(run => run.Id).Take(filter.Most + 1).ToListAsync(ct);
        var shown = runs.Take(filter.Most).ToList();
        var ids = shown.Select(run => run.Id).ToList();
        var steps = (await store.Set<RunStepRecord>().AsNoTracking().Where(step => ids.Contains(step.RunId)).ToListAsync(ct)).ToLookup(step => step.RunId);
        var snapshots = ImmutableArray.CreateBuilder<RunSnapshot>(shown.Count);
        foreach (var run in shown)
        {
            var expected = run.State.HasEnded() ? null : await RunTimes.ExpectedAsync(store, run, ct);
            snapshots.Add(Snapshot(run, [.. steps[run.Id].OrderBy(step => step.Step)], [], null, expected, actor) with { Changes = [] });
        }
        return new RunPage(snapshots.ToImmutable(), total, runs.Count > filter.Most);
    }

    public async Task<ImmutableArray<RunLogLine>> LogAsync(RunId id, long after, Actor actor, CancellationToken ct)
    {
        await using var store = await stores.CreateDbContextAsync(ct);
        var run = await FindAsync(store, id, actor, ct);
        return [.. (await store.Set<RunLogRecord>().AsNoTracking().Where(line => line.RunId == run.Id && line.Id > after).OrderBy(line => line.Id).ToListAsync(ct)).Select(Line)];
    }

    public async Task<long> RevisionAsync(RunId id, CancellationToken ct)
    {
        await using var store = await stores.CreateDbContextAsync(ct);
        return await store.Set<RunRecord>().Where(run => run.Id == id.Value).Select(run => run.Revision).FirstOrDefaultAsync(ct);
    }

    /// <summary>Grows with every change of any run, and with every new one.</summary>
    public async Task<long> SumOfRevisionsAsync(CancellationToken ct)
    {
        await using var store = await stores.CreateDbContextAsync(ct);
        return await store.Set<RunRecord>().SumAsync(run => run.Revision + 1, ct);
    }

    public static async Task<RunId?> OfKeyAsync(KaliStore store, string key, CancellationToken ct)
    {
        var id = await store.Set<RunRecord>().Where(run => run.RequestKey == key).Select(run => run.Id).FirstOrDefaultAsync(ct);
        return id == 0 ? null : new RunId(id);
    }

    public static async Task<RunRecord> FindAsync(KaliStore store, RunId id, Actor actor, CancellationToken ct) =>
        await Visible(store, actor).FirstOrDefaultAsync(run => run.Id == id.Value, ct)
        ?? throw new NotFoundException($"There is no run {id} that {actor.DisplayName} may see. Look for it in the list of runs.");

    public static void RefuseUnlessMayCancel(RunRecord run, Actor actor)
    {
        if (!MayAct(run, actor))
            throw new NotAllowedException($"Run {run.Id} was asked for by {run.UserName}. It was not cancelled. {run.UserName} or a data engineer can do it.");
    }

    public static void RefuseUnlessMayGoOn(RunRecord run, Actor actor)
    {
        if (!MayAct(run, actor))
            throw new NotAllowedException($"Run {run.Id} was asked for by {run.UserName}. It was not let go on. {run.UserName} or a data engineer can do it.");
    }

    private static bool MayAct(RunRecord run, Actor actor) =>
        actor.IsPipeline || actor.IsSteward || (!actor.Roles.IsEmpty && string.Equals(run.UserId, actor.UserId, StringComparison.Ordinal));

    private static IQueryable<RunRecord> Visible(KaliStore store, Actor actor)
    {
        var runs = store.Set<RunRecord>();
        if (actor.IsPipeline || actor.IsSteward || actor.Is(KaliRole.Analyst))
            return runs;
        var hasRole = !actor.Roles.IsEmpty;
        return runs.Where(run => hasRole
            && (run.UserId == actor.UserId || store.Set<DatasetRecord>().Any(dataset => dataset.Id == run.DatasetId && dataset.OwnerId == actor.UserId)));
    }

    private static async Task<IQueryable<RunRecord>> FilteredAsync(KaliStore store, RunFilter filter, Actor actor, CancellationToken ct)
    {
        var query = Visible(store, actor).AsNoTracking();
        if (filter.States is { } states)
        {
            var wanted = states.ToList();
            query = query.Where(run => wanted.Contains(run.State));
        }
        if (filter.Dataset is { } name)
        {
            var dataset = await store.Set<DatasetRecord>().Where(dataset => dataset.Catalog == name.Catalog && dataset.Name == name.Name).Select(dataset => dataset.Id).FirstOrDefaultAsync(ct);
            query = query.Where(run => run.DatasetId == dataset);
        }
        if (filter.UserId is { } user)
            query = query.Where(run => run.UserId == user);
        if (filter.UploadId is { } upload)
            query = query.Where(run => run.UploadId == upload);
        if (filter.Day is { } day)
        {
            var from = new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero);
            var to = from.AddDays(1);
            query = query.Where(run => run.QueuedAt >= from && run.QueuedAt < to);
        }
        return query;
    }

    private RunSnapshot Snapshot(RunRecord run, List<RunStepRecord> steps, List<RunLogRecord> log, int? before, ExpectedTimes? expected, Actor actor)
    {
        var part = PipelineJson.Read<RunRequest>(run.Request).Part;
        var facts = PipelineJson.Read<RunFacts>(run.Facts);
        ImmutableArray<StepSnapshot> shown = [.. steps.Select(step => Step(run, step, facts, expected))];
        var isOpen = !run.State.HasEnded();
        var goldIsWritten = steps.Any(step => step.Step is RunStepName.Gold && step.State.IsOver());
        return new RunSnapshot
        {
            Id = new RunId(run.Id),
            Dataset = DatasetName.Parse(run.Dataset),
            FileName = run.FileName,
            Sheet = part.Part.Sheet,
            UploadId = run.UploadId,
            Mode = part.Mode,
            State = run.State,
            UserId = run.UserId,
            UserName = run.UserName,
            QueuedAt = run.QueuedAt,
            StartedAt = run.StartedAt,
            EndedAt = run.EndedAt,
            RunsBefore = before,
            Restarts = run.Restarts,
            Steps = shown,
            Share = run.State is RunState.Done ? 1 : RunShare.Of(shown),
            TimeLeft = run.State is RunState.Running ? RunShare.TimeLeft(shown) : null,
            Ledger = JsonSerializer.Deserialize<Ledger>(run.Ledger) ?? new Ledger(),
            Skipped = facts.Skipped,
            Gate = run.Gate,
            GateSays = facts.GateReason,
            Score = run.Score,
            GoldVersion = facts.GoldVersion,
            Changes = [.. steps.SelectMany(step => PipelineJson.Read<ImmutableArray<ChangeOnTheWay>>(step.Changes))],
            Log = [.. log.OrderBy(line => line.Id).Select(Line)],
            Fault = run.Fault is null ? null : new RunFault(Said.FromStored(run.Fault), run.Kept is null ? null : Said.FromStored(run.Kept)),
            MayCancel = isOpen && !goldIsWritten && run.CancelRequestedAt is null && MayAct(run, actor),
            CancelTakesBack = steps.Any(step => step.Step is RunStepName.Silver && step.State is not StepState.Waiting),
            IsCancelling = isOpen && run.CancelRequestedAt is not null,
            MayGoOn = run.State is RunState.Failed && MayAct(run, actor),
            Revision = run.Revision,
        };
    }

    private StepSnapshot Step(RunRecord run, RunStepRecord step, RunFacts facts, ExpectedTimes? expected) => new()
    {
        Name = step.Step,
        State = step.State,
        StartedAt = step.StartedAt,
        Elapsed = TimeSpan.FromMilliseconds(step.ElapsedMs)
            + (step.State is StepState.Running && run.State is RunState.Running && step.StartedAt is { } began ? time.GetUtcNow() - began : TimeSpan.Zero),
        Share = step.Share,
        Expected = expected?.Of(step.Step),
        Rows = step.Rows,
        RowsExpected = step.Step switch
        {
            RunStepName.Silver => facts.RawRows,
            RunStepName.Profile or RunStepName.Checks => facts.SilverRows ?? facts.RawRows,
            RunStepName.Gold => facts.SilverRows - facts.HeldBack,
            _ => null,
        },
        Bytes = step.Bytes,
        Files = step.Files,
        Version = step.Version,
        Attempts = step.Attempts,
        Work = step.Work is null ? null : PipelineJson.Read<StepWork>(step.Work),
    };

    private static RunLogLine Line(RunLogRecord line) => new(line.Id, line.At, line.Step, Said.FromStored(line.Text));
}
