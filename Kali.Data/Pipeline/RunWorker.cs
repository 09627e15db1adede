using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Kali.Data.Pipeline;

/// <summary>
/// Works on queued runs, in a web application as a hosted service, in a command by <see cref="WorkAsync"/>.
/// When its process is asked to end it stops at once and hands its runs back.
/// </summary>
public sealed partial class RunWorker : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    private readonly RunQueue _queue;
    private readonly WorkerLease _lease;
    private readonly Func<RunExecution> _execution;
    private readonly RunSignals _signals;
    private readonly PipelineOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<RunWorker> _log;
    private readonly Dictionary<RunId, Task> _working = [];

    internal RunWorker(RunQueue queue, WorkerLease lease, Func<RunExecution> execution, RunSignals signals, PipelineOptions options, TimeProvider time, ILogger<RunWorker> log) =>
        (_queue, _lease, _execution, _signals, _options, _time, _log) = (queue, lease, execution, signals, options, time, log);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => _options.Works ? WorkAsync(stoppingToken) : Task.CompletedTask;

    /// <summary>Takes and works runs until the token ends it; then hands back what it has not finished.</summary>
    public async Task WorkAsync(CancellationToken ct)
    {
        // Off the caller's thread: a host starts its services one after another.
        await Task.Yield();
        await _lease.TakeAsync(ct);
        var renewing = RenewAsync(ct);
        using var woken = _signals.Subscribe(null);
        try
        {
            while (true)
            {
                await TakeAllAsync(ct);
                await woken.WaitAsync(LookEvery, _time, ct);
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // Each run has the same token and hands itself back.
        }
        await Task.WhenAll(_working.Values);
        await renewing;
        await _lease.GiveBackAsync(CancellationToken.None);
    }

    private async Task TakeAllAsync(CancellationToken ct)
    {
        foreach (var (id, work) in _working.ToList())
        {
            if (work.IsCompleted)
                _working.Remove(id);
        }
        try
        {
            while (_working.Count < _options.AtOnce && await _queue.TakeAsync(_working.Keys.ToHashSet(), ct) is { } id)
                _working[id] = Task.Run(() => WorkOneAsync(id, ct), CancellationToken.None);
        }
        catch (Exception e) when (e is not OperationCanceledException and not OutOfMemoryException)
        {
            // The store may be busy or away for a moment; the queue is looked at again in a second.
            CouldNotTake(e);
        }
    }

    private async Task WorkOneAsync(RunId id, CancellationToken ct)
    {
        try
        {
            await _execution().RunAsync(id, ct);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            CouldNotWork(e, id.Value);
        }
        finally
        {
            _signals.Changed(id);
        }
    }

    private async Task RenewAsync(CancellationToken ct)
    {
        try
        {
            while (true)
            {
                await Task.Delay(_lease.RenewEvery, _time, ct);
                try
                {
                    await _lease.RenewAsync(ct);
                }
                catch (Exception e) when (e is not OperationCanceledException and not OutOfMemoryException)
                {
                    CouldNotRenew(e);
                }
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // The worker ends.
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The queue of runs could not be read.")]
    private partial void CouldNotTake(Exception fault);

    [LoggerMessage(Level = LogLevel.Error, Message = "The journal of run {Run} could not be written; the run is taken up again.")]
    private partial void CouldNotWork(Exception fault, long run);

    [LoggerMessage(Level = LogLevel.Error, Message = "The lease on runs could not be renewed.")]
    private partial void CouldNotRenew(Exception fault);
}
