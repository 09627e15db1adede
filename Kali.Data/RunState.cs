namespace Kali.Data;

/// <summary>How far a run is. What the gate decided is told apart from it: a run whose gate failed is done.</summary>
public enum RunState
{
    /// <summary>Waits for its turn.</summary>
    Queued,

    Running,

    /// <summary>The process that worked on it went away; the next one goes on where it was.</summary>
    Interrupted,

    Done,

    /// <summary>It stopped at a fault. What was committed is kept, and it can go on from there.</summary>
    Failed,

    Cancelled,
}

public static class RunStates
{
    /// <summary>Nothing happens any more unless somebody asks for it.</summary>
    public static bool HasEnded(this RunState state) => state is RunState.Done or RunState.Failed or RunState.Cancelled;
}
