using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Kali.Data.Catalog;
using Kali.Data.Ingest;
using Kali.Data.Store;
using Microsoft.EntityFrameworkCore;

namespace Kali.Data.Pipeline;

/// <summary>Every long thing: begun here, watched here, from any process of the lake.</summary>
public sealed class Runs : IPartLoads
{
    /// <summary>Pages are told at most this often.</summary>
    public static readonly TimeSpan TellEvery = TimeSpan.FromMilliseconds(250);

    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LookAtEndedEvery = TimeSpan.FromSeconds(5);

    private readonly IDbContextFactory<KaliStore> _stores;
    private readonly Datasets _datasets;
    private readonly RunReading _reading;
    private readonly RunSignals _signals;
    private readonly TimeProvider _time;

    internal Runs(IDbContextFactory<KaliStore> stores, Datasets datasets, RunReading reading, RunSignals signals, TimeProvider time) =>
        (_stores, _datasets, _reading, _signals, _time) = (stores, datasets, reading, signals, time);

    /// <summary>Queues a run that loads a part; the same part asked for twice is one run.</summary>
    public async Task<RunId> StartAsync(PartToLoad part, Actor actor, CancellationToken ct)
    {
        if (part.Mode is IngestMode.Merge && part.Keys.IsEmpty)
            throw new RefusedException($"{part.FileName} is to be merged by key, and no key is chosen. Nothing was loaded. Choose the columns that tell rows apart.");
        await _datasets.FindOrBeginAsync(part.Dataset, part.DatasetLabel, part.SourceName, actor, ct);
        return await QueueAsync(new RunRequest.Load { Part = part }, part.Key, actor, ct);
    }

    /// <summary>
    /// Does an ended run's work anew: what reached raw is taken through today's rules in the place of what it made then; what did not is read again from the file.
    /// </summary>
    public Task<RunId> AgainAsync(RunId id, Actor actor, CancellationToken ct) => AgainAsync(id, searches: false, actor, ct);

    /// <summary>
    /// The same for a load that was too large to be searched while it was published: its checks are made anew, now with the detectors. Gold stays as it is
    /// until that is over.
    /// </summary>
    public Task<RunId> SearchAsync(RunId id, Actor actor, CancellationToken ct) => AgainAsync(id, searches: true, actor, ct);

    private async Task<RunId> AgainAsync(RunId id, bool searches, Actor actor, CancellationToken ct)
    {
        await using var store = await _stores.CreateDbContextAsync(ct);
        var run = await RunReading.FindAsync(store, id, actor, ct);
        if (!run.State.HasEnded())
            throw new RefusedException($"Run {id} has not ended. Nothing was started. Wait for its end, or cancel it.");
        var request = PipelineJson.Read<RunRequest>(run.Request);
        // The dataset may have another name by now.
        var part = request.Part with { Dataset = DatasetName.Parse(run.Dataset), Key = $"{request.Part.Key}/again" };
        await _datasets.FindOrBeginAsync(part.Dataset, part.DatasetLabel, part.SourceName, actor, ct);
        var facts = PipelineJson.Read<RunFacts>(run.Facts);
        return run.State is not RunState.Cancelled && facts is { LoadNo: { } load, RawRows: not null }
            ? await QueueAsync(new RunRequest.LoadAgain(load, request switch { RunRequest.LoadAgain again => again.FirstRun, RunRequest.Repair repair => repair.FirstRun, _ => id.Value }) { Part = part, Searches = searches }, null, actor, ct)
            : await QueueAsync(new RunRequest.Load { Part = part, Searches = searches }, null, actor, ct);
    }

    /// <summary>Queues the run of a repair; the same asked for twice is one run.</summary>
    internal Task<RunId> RepairAsync(RunRequest.Repair request, string key, Actor actor, CancellationToken ct) => QueueAsync(request, key, actor, ct);

    /// <summary>The run, or <see cref="NotFoundException"/> when there is none the actor may see.</summary>
    public Task<RunSnapshot> GetAsync(RunId id, Actor actor, CancellationToken ct) => _reading.GetAsync(id, actor, ct);

    /// <summary>Newest first.</summary>
    public Task<RunPage> ListAsync(RunFilter filter, Actor actor, CancellationToken ct) => _reading.ListAsync(filter, actor, ct);

    /// <summary>The lines of the log after one, oldest first.</summary>
    public Task<ImmutableArray<RunLogLine>> LogAsync(RunId id, long after, Actor actor, CancellationToken ct) => _reading.LogAsync(id, after, actor, ct);

    /// <summary>
    /// The run as it is, then again after every change, at most four times a second, until the token ends it:
    /// an ended run may be let go on by somebody else.
    /// </summary>
    public async IAsyncEnumerable<RunSnapshot> WatchAsync(RunId id, Actor actor, [EnumeratorCancellation] CancellationToken ct)
    {
        using var woken = _signals.Subscribe(id);
        var shown = await _reading.GetAsync(id, actor, ct);
        yield return shown;
        while (true)
        {
            await woken.WaitAsync(shown.State.HasEnded() ? LookAtEndedEvery : LookEvery, _time, ct);
            if (await _reading.RevisionAsync(id, ct) == shown.Revision && shown.State is not RunState.Queued)
                continue;
            shown = await _reading.GetAsync(id, actor, ct);
            yield return shown;
            await Task.Delay(TellEvery, _time, ct);
        }
    }

    /// <summary>The same for a list: the tray and the page of runs.</summary>
    public async IAsyncEnumerable<RunPage> WatchListAsync(RunFilter filter, Actor actor, [EnumeratorCancellation] CancellationToken ct)
    {
        using var woken = _signals.Subscribe(null);
        var revision = -1L;
        while (true)
        {
            var now = await _reading.SumOfRevisionsAsync(ct);
            if (now != revision)
            {
                revision = now;
                yield return await _reading.ListAsync(filter, actor, ct);
                await Task.Delay(TellEvery, _time, ct);
            }
            await woken.WaitAsync(LookEvery, _time, ct);
        }
    }

    /// <summary>
    /// Ends a run that has not ended and takes back what it wrote: the tables are as they were, the file stays as received.
    /// A run whose rows have reached gold cannot be cancelled any more.
    /// </summary>
    public async Task CancelAsync(RunId id, Actor actor, CancellationToken ct)
    {
        await using var store = await _stores.CreateDbContextAsync(ct);
        var run = await RunReading.FindAsync(store, id, actor, ct);
        RunReading.RefuseUnlessMayCancel(run, actor);
        if (run.State.HasEnded())
            return;
        if (await store.Set<RunStepRecord>().AnyAsync(step => step.RunId == run.Id && step.Step == RunStepName.Gold
                && (step.State == StepState.Done || step.State == StepState.Warned || step.State == StepState.GateFailed), ct))
            throw new RefusedException($"Run {id} has written its rows already and only notes it down now. It was not cancelled. Restore an earlier version to take the rows back.");
        (run.CancelRequestedAt, run.CancelRequestedBy) = (_time.GetUtcNow(), actor.UserId);
        var neverWorked = run is { State: RunState.Queued, WorkerId: null } && PipelineJson.Read<RunFacts>(run.Facts).LoadNo is null;
        if (neverWorked)
            (run.State, run.EndedAt, run.Kept) = (RunState.Cancelled, _time.GetUtcNow(), RunWords.Kept(new RunFacts(), run.FileName).ToStored());
        run.Revision++;
        store.Add(new RunLogRecord { RunId = run.Id, At = _time.GetUtcNow(), Text = Said.Of($"{actor.DisplayName} cancelled the run.").ToStored() });
        store.Note(actor, _time.GetUtcNow(), "run.cancel", $"run {id}");
        await SaveAsync(store, id, ct);
    }

    /// <summary>Lets a run that stopped at a fault go on with the step where it stopped.</summary>
    public async Task GoOnAsync(RunId id, Actor actor, CancellationToken ct)
    {
        await using var store = await _stores.CreateDbContextAsync(ct);
        var run = await RunReading.FindAsync(store, id, actor, ct);
        RunReading.RefuseUnlessMayGoOn(run, actor);
        if (run.State is not RunState.Failed)
            throw new RefusedException($"Run {id} did not stop at a fault, so there is nothing to go on from.");
        (run.State, run.EndedAt, run.Fault, run.Kept) = (RunState.Queued, null, null, null);
        run.Revision++;
        store.Add(new RunLogRecord { RunId = run.Id, At = _time.GetUtcNow(), Text = Said.Of($"{actor.DisplayName} let the run go on.").ToStored() });
        store.Note(actor, _time.GetUtcNow(), "run.go-on", $"run {id}");
        await SaveAsync(store, id, ct);
    }

    private async Task SaveAsync(KaliStore store, RunId id, CancellationToken ct)
    {
        try
        {
            await store.SaveChangesAsync(ct);
        }
        catch (DbUpdateConcurrencyException e)
        {
            throw new RefusedException($"Run {id} was just taken up by a process. Nothing was changed. Try it again.", e);
        }
        _signals.Changed(id);
    }

    private async Task<RunId> QueueAsync(RunRequest request, string? key, Actor actor, CancellationToken ct)
    {
        await using var store = await _stores.CreateDbContextAsync(ct);
        if (key is not null && await RunReading.OfKeyAsync(store, key, ct) is { } earlier)
            return earlier;
        var dataset = await store.FindAsync(request.Part.Dataset, ct) ?? throw new NotFoundException($"There is no dataset called {request.Part.Dataset.Name}.");
        var now = _time.GetUtcNow();
        var run = new RunRecord
        {
            Uuid = Guid.CreateVersion7(now),
            Request = PipelineJson.Write(request),
            RequestKey = key,
            DatasetId = dataset.Id,
            Dataset = request.Part.Dataset.ToString(),
            FileName = request.Part.FileName,
            FileBytes = request.Part.FileBytes,
            UploadId = request.Part.UploadId,
            UserId = actor.UserId,
            UserName = actor.DisplayName,
            State = RunState.Queued,
            QueuedAt = now,
            Facts = PipelineJson.Write(new RunFacts()),
            Ledger = "{}",
        };
        await using var transaction = await store.Database.BeginTransactionAsync(ct);
        store.Add(run);
        try
        {
            await store.SaveChangesAsync(ct);
        }
        catch (DbUpdateException) when (key is not null)
        {
            await transaction.RollbackAsync(ct);
            store.ChangeTracker.Clear();
            return await RunReading.OfKeyAsync(store, key, ct) ?? throw new RefusedException($"{request.Part.FileName} could not be queued. Nothing was loaded. Try it again.");
        }
        store.AddRange(Enum.GetValues<RunStepName>().Select(step => new RunStepRecord { RunId = run.Id, Step = step, State = StepState.Waiting }));
        store.Note(actor, now, "run.start", $"run {run.Id}", request.Part.Dataset.ToString());
        await store.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        var id = new RunId(run.Id);
        _signals.Changed(id);
        return id;
    }
}
