using Kali.Data.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Kali.Data.Pipeline;

/// <summary>Works one run through its steps, from the first that is not over to the last.</summary>
internal sealed partial class RunExecution(
    IEnumerable<RunStep> steps,
    IEnumerable<IRunSubscriber> subscribers,
    RunJournal journal,
    RunJobs jobs,
    WorkerLease lease,
    RunCleaning cleaning,
    RunAccounts accounts,
    IDbContextFactory<KaliStore> stores,
    TimeProvider time,
    ILogger<RunExecution> log)
{
    private static readonly TimeSpan PulseEvery = TimeSpan.FromMilliseconds(250);

    /// <summary>Returns when the run has ended, was handed back because <paramref name="stopping"/> asked for it, or was lost to another process.</summary>
    public async Task RunAsync(RunId id, CancellationToken stopping)
    {
        var run = await OpenAsync(id, stopping);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var pulse = PulseAsync(run, stop, stop.Token);
        try
        {
            foreach (var step in steps.OrderBy(step => step.Name))
                await StepAsync(run, step, stop.Token);
            await EndAsync(run, stop.Token);
        }
        catch (LeaseLostException)
        {
            jobs.Leave(run);
            Lost(id.Value);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            await StoppedAsync(run, stopping);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            await FailAsync(run, e);
        }
        finally
        {
            await stop.CancelAsync();
            await pulse;
        }
    }

    private async Task<RunContext> OpenAsync(RunId id, CancellationToken ct)
    {
        await using var store = await stores.CreateDbContextAsync(ct);
        var record = await store.Set<RunRecord>().AsNoTracking().SingleAsync(run => run.Id == id.Value, ct);
        var dataset = await store.Set<DatasetRecord>().AsNoTracking().SingleAsync(dataset => dataset.Id == record.DatasetId, ct);
        return new RunContext
        {
            Id = id,
            Uuid = record.Uuid,
            Request = PipelineJson.Read<RunRequest>(record.Request),
            DatasetId = record.DatasetId,
            Dataset = new DatasetName(dataset.Catalog, dataset.Name),
            SourceName = dataset.SourceName,
            Actor = new Actor(record.UserId, record.UserName, []).AsPipeline(id),
            StartedAt = record.StartedAt ?? record.QueuedAt,
            Facts = PipelineJson.Read<RunFacts>(record.Facts),
        };
    }

    private async Task StepAsync(RunContext run, RunStep step, CancellationToken ct)
    {
        run.Progress = new StepProgress();
        var over = false;
        var first = false;
        await journal.WriteAsync(run.Id, lease.Id, entry =>
        {
            var record = entry.Step(step.Name);
            over = record.State.IsOver();
            if (over)
                return;
            first = step.Name is RunStepName.Land && record.Attempts == 0;
            (record.State, record.StartedAt, record.Share, record.Rows) = (StepState.Running, entry.At, null, null);
            record.Attempts++;
        }, ct);
        if (over)
            return;
        if (first)
            await TellAsync(run, (subscriber, account) => subscriber.StartedAsync(account, ct));

        var begun = time.GetTimestamp();
        await jobs.BeginAsync(run, step.Name, ct);
        var result = await step.WorkAsync(run, ct);
        ct.ThrowIfCancellationRequested();
        await jobs.EndAsync(run, step.Name, result, ct);
        await journal.WriteAsync(run.Id, lease.Id, entry =>
        {
            var record = entry.Step(step.Name);
            (record.State, record.EndedAt, record.Share) = (result.State, entry.At, 1);
            (record.Rows, record.Bytes, record.Files, record.Version) = (result.Rows, result.Bytes, result.Files, result.Work.Version);
            (record.Work, record.Changes, record.Findings) = (PipelineJson.Write(result.Work), PipelineJson.Write(result.Changes), result.Findings);
            record.ElapsedMs += (long)time.GetElapsedTime(begun).TotalMilliseconds;
            entry.Facts = result.Facts;
            foreach (var line in run.Progress.TakeLines())
                entry.Log(step.Name, line);
            if (result.Says is { } says)
                entry.Log(step.Name, says);
        }, ct);
        run.Facts = result.Facts;
    }

    private async Task EndAsync(RunContext run, CancellationToken ct)
    {
        // Told before it is written: killed in between, the run ends again, and subscribers take the same news once.
        await TellAsync(run, (subscriber, account) => subscriber.EndedAsync(account, RunState.Done, null, ct));
        await journal.WriteAsync(run.Id, lease.Id, entry =>
        {
            (entry.Run.State, entry.Run.EndedAt, entry.Run.WorkerId) = (RunState.Done, entry.At, null);
            (entry.Run.Fault, entry.Run.Kept) = (null, null);
        }, ct);
    }

    private async Task TellAsync(RunContext run, Func<IRunSubscriber, RunAccount, Task> tell)
    {
        var account = await accounts.OfAsync(run, CancellationToken.None);
        foreach (var subscriber in subscribers)
        {
            try
            {
                await tell(subscriber, account);
            }
            catch (Exception e) when (e is not OperationCanceledException and not OutOfMemoryException)
            {
                // News about a run never decides what becomes of it.
                NotTold(e, run.Id.Value);
            }
        }
    }

    /// <summary>Somebody cancelled, or the process is ending and hands the run back.</summary>
    private async Task StoppedAsync(RunContext run, CancellationToken stopping)
    {
        try
        {
            if (!await IsCancelledAsync(run.Id))
            {
                jobs.Leave(run);
                await journal.WriteAsync(run.Id, lease.Id, entry =>
                {
                    (entry.Run.State, entry.Run.WorkerId) = (RunState.Interrupted, null);
                    Pause(entry, StepState.Waiting);
                    entry.Log(null, Said.Of("Kali is stopping. The run goes on with this step when Kali is back; the steps before it are kept."));
                }, CancellationToken.None);
                return;
            }
            await CancelAsync(run, stopping);
        }
        catch (LeaseLostException)
        {
            Lost(run.Id.Value);
        }
    }

    private async Task CancelAsync(RunContext run, CancellationToken stopping)
    {
        try
        {
            await jobs.CancelAsync(run, stopping);
            var said = await cleaning.TakeBackAsync(run, stopping);
            await TellAsync(run, (subscriber, account) => subscriber.EndedAsync(account, RunState.Cancelled, null, CancellationToken.None));
            await journal.WriteAsync(run.Id, lease.Id, entry =>
            {
                (entry.Run.State, entry.Run.EndedAt, entry.Run.WorkerId, entry.Run.Kept) = (RunState.Cancelled, entry.At, null, said.ToStored());
                entry.Facts = entry.Facts with { SilverRows = null, HeldBack = null, GoldRows = null, New = null, Updated = null };
                Pause(entry, StepState.Cancelled);
                entry.Log(null, Said.Of($"Cancelled. {said}"));
            }, CancellationToken.None);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The next process sees the wish to cancel and goes on with it.
            await journal.WriteAsync(run.Id, lease.Id, entry => (entry.Run.State, entry.Run.WorkerId) = (RunState.Interrupted, null), CancellationToken.None);
        }
        catch (Exception e) when (e is not LeaseLostException and not OutOfMemoryException)
        {
            await FailAsync(run, e);
        }
    }

    private async Task FailAsync(RunContext run, Exception fault)
    {
        Failed(fault, run.Id.Value);
        var message = (fault as KaliException ?? StoreFault.Of(fault))?.Said
            ?? Said.Of($"Something in Kali itself went wrong ({fault.GetType().Name}: {fault.Message}). Give an admin the number of this run, {run.Id}.");
        try
        {
            await jobs.FailAsync(run, message);
            await TellAsync(run, (subscriber, account) => subscriber.EndedAsync(account, RunState.Failed, message.Text, CancellationToken.None));
            await journal.WriteAsync(run.Id, lease.Id, entry =>
            {
                var at = entry.Steps.Where(step => step.State is StepState.Running).Select(step => (RunStepName?)step.Step).FirstOrDefault();
                Pause(entry, StepState.Failed);
                (entry.Run.State, entry.Run.EndedAt, entry.Run.WorkerId) = (RunState.Failed, entry.At, null);
                (entry.Run.Fault, entry.Run.Kept) = (message.ToStored(), RunWords.Kept(entry.Facts, entry.Run.FileName).ToStored());
                foreach (var line in run.Progress.TakeLines())
                    entry.Log(at, line);
                entry.Log(at, message);
            }, CancellationToken.None);
        }
        catch (LeaseLostException)
        {
            Lost(run.Id.Value);
        }
    }

    private static void Pause(RunJournal.Entry entry, StepState state)
    {
        foreach (var step in entry.Steps.Where(step => step.State is StepState.Running or StepState.Failed))
        {
            step.State = state;
            if (step.StartedAt is { } began)
                step.ElapsedMs += (long)(entry.At - began).TotalMilliseconds;
        }
    }

    /// <summary>Writes what was measured to the journal, at most four times a second, and notices a wish to cancel.</summary>
    private async Task PulseAsync(RunContext run, CancellationTokenSource stop, CancellationToken ct)
    {
        (double?, long?, long?) written = default;
        try
        {
            while (true)
            {
                if (await IsCancelledAsync(run.Id))
                {
                    await stop.CancelAsync();
                    return;
                }
                var measured = run.Progress.Measured;
                var lines = run.Progress.TakeLines();
                if (measured != written || lines.Count > 0)
                {
                    await journal.WriteAsync(run.Id, lease.Id, entry => Measured(entry, measured, lines), ct);
                    written = measured;
                }
                await Task.Delay(PulseEvery, time, ct);
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // The run has ended or is stopping.
        }
        catch (LeaseLostException)
        {
            await stop.CancelAsync();
        }
    }

    private static void Measured(RunJournal.Entry entry, (double? Share, long? Rows, long? Bytes) measured, List<Said> lines)
    {
        var running = entry.Steps.FirstOrDefault(step => step.State is StepState.Running);
        if (running is not null)
            (running.Share, running.Rows, running.Bytes) = (measured.Share, measured.Rows ?? running.Rows, measured.Bytes ?? running.Bytes);
        foreach (var line in lines)
            entry.Log(running?.Step, line);
    }

    private async Task<bool> IsCancelledAsync(RunId id)
    {
        await using var store = await stores.CreateDbContextAsync(CancellationToken.None);
        return await store.Set<RunRecord>().AnyAsync(run => run.Id == id.Value && run.CancelRequestedAt != null, CancellationToken.None);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Run {Run} is worked on by another process now.")]
    private partial void Lost(long run);

    [LoggerMessage(Level = LogLevel.Error, Message = "A subscriber could not take the news of run {Run}.")]
    private partial void NotTold(Exception fault, long run);

    [LoggerMessage(Level = LogLevel.Error, Message = "Run {Run} failed.")]
    private partial void Failed(Exception fault, long run);
}
