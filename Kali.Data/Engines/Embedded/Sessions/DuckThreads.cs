using System.Collections.Concurrent;

namespace Kali.Data.Engines.Embedded.Sessions;

/// <summary>
/// Threads for DuckDB alone: its calls block for as long as a statement runs, and would starve the web server's pool.
/// Their number is the number of statements that run at once; the others wait in order. What awaits something holds no thread.
/// </summary>
internal sealed class DuckThreads : TaskScheduler, IDisposable
{
    private readonly BlockingCollection<Task> _waiting = [];
    private readonly Thread[] _threads;

    public DuckThreads(int count)
    {
        _threads = new Thread[count];
        for (var i = 0; i < count; i++)
        {
            _threads[i] = new Thread(Work) { IsBackground = true, Name = $"DuckDB {i + 1}" };
            _threads[i].Start();
        }
    }

    public override int MaximumConcurrencyLevel => _threads.Length;

    public Task<T> RunAsync<T>(Func<Task<T>> work, CancellationToken ct) =>
        Task.Factory.StartNew(work, ct, TaskCreationOptions.DenyChildAttach, this).Unwrap();

    public Task<T> RunAsync<T>(Func<T> work, CancellationToken ct) =>
        Task.Factory.StartNew(work, ct, TaskCreationOptions.DenyChildAttach, this);

    public void Dispose() => _waiting.CompleteAdding();

    protected override void QueueTask(Task task) => _waiting.Add(task);

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => false;

    protected override IEnumerable<Task> GetScheduledTasks() => _waiting;

    private void Work()
    {
        foreach (var task in _waiting.GetConsumingEnumerable())
            TryExecuteTask(task);
        if (_threads.All(thread => thread == Thread.CurrentThread || !thread.IsAlive))
            _waiting.Dispose();
    }
}
