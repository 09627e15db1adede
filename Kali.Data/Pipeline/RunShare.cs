using System.Collections.Immutable;

namespace Kali.Data.Pipeline;

/// <summary>How far a run is as a whole: measured shares, weighted by times that were measured before.</summary>
internal static class RunShare
{
    /// <summary>Null when no time is remembered for a step that is still to come: then there is no whole to be a share of.</summary>
    public static double? Of(ImmutableArray<StepSnapshot> steps)
    {
        var (done, whole) = (0d, 0d);
        foreach (var step in steps)
        {
            if (step.State.IsOver())
            {
                done += step.Elapsed.TotalSeconds;
                whole += step.Elapsed.TotalSeconds;
                continue;
            }
            if (Length(step) is not { } length)
                return null;
            whole += length;
            done += length * (step.State is StepState.Running ? step.Share ?? 0 : 0);
        }
        return whole <= 0 ? null : Math.Min(done / whole, 1);
    }

    public static TimeSpan? TimeLeft(ImmutableArray<StepSnapshot> steps)
    {
        var left = 0d;
        foreach (var step in steps.Where(step => !step.State.IsOver()))
        {
            if (Length(step) is not { } length)
                return null;
            left += step.State is StepState.Running ? Math.Max(0, length - step.Elapsed.TotalSeconds) : length;
        }
        return TimeSpan.FromSeconds(left);
    }

    /// <summary>Seconds the whole step takes: from its own speed once three seconds of it are known, else from memory.</summary>
    private static double? Length(StepSnapshot step) =>
        step is { State: StepState.Running, Share: > 0.01 and { } share } && step.Elapsed >= TimeSpan.FromSeconds(3)
            ? step.Elapsed.TotalSeconds / share
            : step.Expected?.TotalSeconds;
}
