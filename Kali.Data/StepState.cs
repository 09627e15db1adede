namespace Kali.Data;

/// <summary>How far a step of a run is.</summary>
public enum StepState
{
    /// <summary>Not begun.</summary>
    Waiting,

    Running,

    Done,

    /// <summary>Done, and something in it deserves a look: a gate that warned.</summary>
    Warned,

    /// <summary>The gate did not let the rows pass.</summary>
    GateFailed,

    /// <summary>It stopped at a fault.</summary>
    Failed,

    /// <summary>There was nothing to do for it.</summary>
    Skipped,

    Cancelled,
}

public static class StepStates
{
    /// <summary>The step has done its work; a resumed run does not repeat it.</summary>
    public static bool IsOver(this StepState state) => state is StepState.Done or StepState.Warned or StepState.GateFailed or StepState.Skipped;
}
