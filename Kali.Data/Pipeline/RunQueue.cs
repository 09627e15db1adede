using System.Globalization;
using Kali.Data.Store;
using Microsoft.EntityFrameworkCore;

namespace Kali.Data.Pipeline;

/// <summary>
/// Who works on what: at most N runs at once on a lake, in the order they were asked for, one at a time for each dataset;
/// runs of a process that is gone go first, for they are the oldest.
/// </summary>
internal sealed class RunQueue(IDbContextFactory<KaliStore> stores, WorkerLease lease, PipelineOptions options, RunSignals signals, TimeProvider time)
{
    /// <summary>Takes the next run for this process; null when there is none to take now.</summary>
    /// <param name="working">The runs this process is really at; any other that bears its name was left behind by a fault.</param>
    /// <param name="ct">Ends it.</param>
    public async Task<RunId?> TakeAsync(IReadOnlySet<RunId> working, CancellationToken ct)
    {
        while (true)
        {
            await using var store = await stores.CreateDbContextAsync(ct);
            if (!await store.Set<RunRecord>().AnyAsync(run => run.State == RunState.Queued || run.State == RunState.Interrupted || run.State == RunState.Running, ct))
                return null;
            // Read before the runs are: whoever takes one in between makes our save fail.
            var queue = await store.Set<QueueRecord>().SingleAsync(queue => queue.Id == QueueRecord.TheOne, ct);
            var taken = await ChooseAsync(store, working, ct);
            if (!store.ChangeTracker.HasChanges())
                return null;
            queue.Taken++;
            try
            {
                await store.SaveChangesAsync(ct);
            }
            catch (DbUpdateConcurrencyException)
            {
                continue;
            }
            if (taken is { } id)
                signals.Changed(id);
            return taken;
        }
    }

    private async Task<RunId?> ChooseAsync(KaliStore store, IReadOnlySet<RunId> working, CancellationToken ct)
    {
        var open = await store.Set<RunRecord>()
            .Where(run => run.State == RunState.Queued || run.State == RunState.Interrupted || run.State == RunState.Running)
            .OrderBy(run => run.Id).ToListAsync(ct);
        var living = await lease.LivingAsync(store, ct);
        foreach (var left in open.Where(run => run.State is RunState.Running && !IsWorkedOn(run)))
            Interrupt(store, left, time.GetUtcNow());

        var running = open.Where(run => run.State is RunState.Running).ToList();
        if (running.Count >= options.AtOnce)
            return null;
        var busy = running.Select(run => run.DatasetId).ToHashSet();
        // The oldest run of a dataset that is free; a younger one of the same dataset waits behind it.
        var next = open.FirstOrDefault(run => run.State is not RunState.Running && !busy.Contains(run.DatasetId));
        if (next is null)
            return null;
        (next.State, next.WorkerId, next.StartedAt) = (RunState.Running, lease.Id, next.StartedAt ?? time.GetUtcNow());
        next.Revision++;
        return new RunId(next.Id);

        bool IsWorkedOn(RunRecord run) =>
            run.WorkerId == lease.Id ? working.Contains(new RunId(run.Id)) : living.Contains(run.WorkerId ?? Guid.Empty);
    }

    private static void Interrupt(KaliStore store, RunRecord run, DateTimeOffset now)
    {
        (run.State, run.WorkerId) = (RunState.Interrupted, null);
        run.Restarts++;
        run.Revision++;
        store.Add(new RunLogRecord
        {
            RunId = run.Id,
            At = now,
            Text = string.Create(CultureInfo.InvariantCulture, $"The process that worked on this run went away. It goes on with the step where it was; the steps before it are kept."),
        });
    }
}
