namespace Kali.Web.Tests.Emulators.Warehouse;

/// <summary>The workspace's SQL warehouse. A statement wakes it; it runs when somebody says that it has started.</summary>
public sealed class EmulatedWarehouse
{
    private readonly Lock _gate = new();
    private TaskCompletionSource _running = Finished();

    public string State { get; private set; } = "RUNNING";

    /// <summary>Somebody asked for it while it slept.</summary>
    public event Action? Woken;

    /// <summary>Ends when statements can run.</summary>
    public Task Running => _running.Task;

    public void Stop()
    {
        lock (_gate)
            (State, _running) = ("STOPPED", new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
    }

    public void Wake()
    {
        lock (_gate)
        {
            if (State != "STOPPED")
                return;
            State = "STARTING";
        }
        Woken?.Invoke();
    }

    public void HasStarted()
    {
        lock (_gate)
            State = "RUNNING";
        _running.TrySetResult();
    }

    private static TaskCompletionSource Finished()
    {
        var finished = new TaskCompletionSource();
        finished.SetResult();
        return finished;
    }
}
