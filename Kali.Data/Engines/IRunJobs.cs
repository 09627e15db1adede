namespace Kali.Data.Engines;

/// <summary>
/// An engine that carries out what a run changes as a job of its own. It is told step by step how the run goes, so that the job shows it and ends as the run does.
/// The embedded engine works in Kali's own process and has none.
/// </summary>
public interface IRunJobs
{
    /// <summary>A step begins, for the first time or again: the job is started, found again, or repaired.</summary>
    /// <param name="run">The run.</param>
    /// <param name="step">The step.</param>
    /// <param name="actor">Whose work it is.</param>
    /// <param name="say">Takes lines for the run's log.</param>
    /// <param name="ct">Ends it.</param>
    Task BeginAsync(JobOfRun run, RunStepName step, Actor actor, Action<Said> say, CancellationToken ct);

    /// <summary>Has the job look at the received file itself, where it can be reached from there.</summary>
    /// <param name="run">The run.</param>
    /// <param name="address">The file's address: <c>abfss://…</c>; null where it lies on this machine, where no job can see it.</param>
    /// <param name="bytes">How large it is.</param>
    /// <param name="actor">Whose work it is.</param>
    /// <param name="say">Takes lines for the run's log.</param>
    /// <param name="ct">Ends it.</param>
    /// <exception cref="RefusedException">It is there, and has another size.</exception>
    Task LookAtAsync(JobOfRun run, string? address, long bytes, Actor actor, Action<Said> say, CancellationToken ct);

    /// <summary>The step is over.</summary>
    /// <param name="run">The run.</param>
    /// <param name="step">The step.</param>
    /// <param name="state">How it ended.</param>
    /// <param name="says">What it found, in a sentence.</param>
    /// <param name="actor">Whose work it is.</param>
    /// <param name="ct">Ends it.</param>
    Task EndAsync(JobOfRun run, RunStepName step, StepState state, Said? says, Actor actor, CancellationToken ct);

    /// <summary>The run stopped at this fault; it may go on later. Never throws for what the workspace says.</summary>
    Task FailAsync(JobOfRun run, Said fault, Actor actor, CancellationToken ct);

    /// <summary>The run was cancelled: when this returns the job changes nothing any more.</summary>
    Task CancelAsync(JobOfRun run, Actor actor, CancellationToken ct);

    /// <summary>The process ends and leaves the job to the next one, which begins the step again.</summary>
    void Leave(JobOfRun run);
}

/// <summary>A run as its job knows it.</summary>
/// <param name="Id">The run's number, as the tables' histories have it under <c>run</c>.</param>
/// <param name="Uuid">Tells it from the runs of every other Kali on the workspace.</param>
public sealed record JobOfRun(RunId Id, Guid Uuid);
