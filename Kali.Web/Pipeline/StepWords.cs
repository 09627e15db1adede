using Kali.Data;

namespace Kali.Web.Pipeline;

/// <summary>The state of a step in words, for those who do not see its shape.</summary>
public static class StepWords
{
    public static string State(StepState state) => state switch
    {
        StepState.Waiting => "not begun",
        StepState.Running => "running",
        StepState.Done => "done",
        StepState.Warned => "done, with a warning",
        StepState.GateFailed => "the gate failed",
        StepState.Failed => "stopped at a fault",
        StepState.Skipped => "nothing to do",
        _ => "cancelled",
    };
}
