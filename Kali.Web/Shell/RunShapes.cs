using Kali.Data;
using Kali.Data.Pipeline;
using Kali.Web.Widgets;
using Microsoft.Extensions.Localization;

namespace Kali.Web.Shell;

/// <summary>How a run shows: its shape and the few words beside it.</summary>
public static class RunShapes
{
    public static GlyphShape Of(RunSnapshot run) => run.State switch
    {
        RunState.Queued => GlyphShape.Queued,
        RunState.Running => GlyphShape.Running,
        RunState.Interrupted => GlyphShape.GoesOn,
        RunState.Failed => GlyphShape.Failed,
        RunState.Cancelled => GlyphShape.Cancelled,
        _ => Of(run.Gate),
    };

    public static GlyphShape Of(GateState? gate) => gate switch
    {
        GateState.Failed => GlyphShape.Stops,
        GateState.Warned => GlyphShape.Warns,
        _ => GlyphShape.Done,
    };

    public static GlyphShape Of(StepState state) => state switch
    {
        StepState.Waiting => GlyphShape.Queued,
        StepState.Running => GlyphShape.Running,
        StepState.Warned => GlyphShape.Warns,
        StepState.GateFailed => GlyphShape.Stops,
        StepState.Failed => GlyphShape.Failed,
        StepState.Cancelled => GlyphShape.Cancelled,
        _ => GlyphShape.Done,
    };

    /// <summary>The sheet before its workbook: where there is little room, what tells runs of one file apart is what stays.</summary>
    public static string Name(RunSnapshot run) => run.Sheet is { Length: > 0 } sheet ? $"{sheet} · {run.FileName}" : run.FileName;

    /// <summary>Time left while it runs, how long it took when it has ended.</summary>
    public static string Aside(IStringLocalizer texts, RunSnapshot run, DateTimeOffset now) => run.State switch
    {
        RunState.Queued when run.RunsBefore is { } before => texts.Count(before, "after 1 other run", "after {0} other runs"),
        RunState.Queued => texts["waits"],
        RunState.Running when run.TimeLeft is { } left => texts["{0} left", Numbers.About(left)],
        RunState.Running => texts["running"],
        RunState.Interrupted => texts["goes on soon"],
        _ when run is { StartedAt: { } started, EndedAt: { } ended } => texts["{0}, took {1}", Numbers.Ago(ended, now), Numbers.Duration(ended - started)],
        _ => texts["ended"],
    };
}
