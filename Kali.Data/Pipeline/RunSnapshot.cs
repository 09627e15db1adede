using System.Collections.Immutable;
using Kali.Data.Ingest;

namespace Kali.Data.Pipeline;

/// <summary>A run as it is now: what its page shows.</summary>
public sealed record RunSnapshot
{
    public required RunId Id { get; init; }

    public required DatasetName Dataset { get; init; }

    public required string FileName { get; init; }

    public string? Sheet { get; init; }

    /// <summary>Null for runs that no upload began.</summary>
    public string? UploadId { get; init; }

    public required IngestMode Mode { get; init; }

    public required RunState State { get; init; }

    public required string UserId { get; init; }

    public required string UserName { get; init; }

    public required DateTimeOffset QueuedAt { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>How many runs are before it; null when it does not wait.</summary>
    public int? RunsBefore { get; init; }

    /// <summary>How often a process that worked on it went away.</summary>
    public int Restarts { get; init; }

    /// <summary>All steps in order.</summary>
    public required ImmutableArray<StepSnapshot> Steps { get; init; }

    /// <summary>The step it is at; null before it starts and when all are over.</summary>
    public StepSnapshot? Current => Steps.FirstOrDefault(step => step.State is StepState.Running)
        ?? Steps.FirstOrDefault(step => step.State is StepState.Failed or StepState.Cancelled);

    /// <summary>The same some time later, when nothing else is known to have happened.</summary>
    public RunSnapshot After(TimeSpan time) =>
        this with { Steps = [.. Steps.Select(step => step.State is StepState.Running ? step with { Elapsed = step.Elapsed + time } : step)] };

    /// <summary>The share of the whole, 0 to 1, from measured shares and remembered times; null when there is no memory to weigh steps by.</summary>
    public double? Share { get; init; }

    /// <summary>Null when it cannot be told.</summary>
    public TimeSpan? TimeLeft { get; init; }

    public required Ledger Ledger { get; init; }

    /// <summary>Lines of the file that are no data (above the header, units, totals, notes), counted; null while they are not.</summary>
    public ImmutableSortedDictionary<SkippedLineKind, long>? Skipped { get; init; }

    /// <summary>Whether it stopped because a protected file's password is not known any more: it is kept in memory only.</summary>
    public bool NeedsPassword => State is RunState.Failed && Fault is { Says: var said } && PasswordNeededException.IsSaidBy(said);

    public GateState? Gate { get; init; }

    /// <summary>Why the gate decided so, in a sentence.</summary>
    public Said? GateSays { get; init; }

    /// <summary>The same in English.</summary>
    public string? GateReason => GateSays?.Text;

    /// <summary>0 to 100; null when nothing could be assessed.</summary>
    public double? Score { get; init; }

    /// <summary>The version gold stands at; null while it is not known, or when there is no gold.</summary>
    public long? GoldVersion { get; init; }

    /// <summary>What was changed in the data on the way, by step and column.</summary>
    public required ImmutableArray<ChangeOnTheWay> Changes { get; init; }

    /// <summary>The newest lines, oldest first; <see cref="Runs.LogAsync"/> has all.</summary>
    public required ImmutableArray<RunLogLine> Log { get; init; }

    /// <summary>What stopped it, for a person to read.</summary>
    public RunFault? Fault { get; init; }

    /// <summary>Whether the actor may cancel it now.</summary>
    public bool MayCancel { get; init; }

    /// <summary>Whether cancelling takes back rows that are in silver already, and so asks first.</summary>
    public bool CancelTakesBack { get; init; }

    public bool IsCancelling { get; init; }

    /// <summary>Whether it stopped and the actor may let it go on from there.</summary>
    public bool MayGoOn { get; init; }

    /// <summary>Counts the changes of the journal.</summary>
    public required long Revision { get; init; }
}

/// <summary>One step of a run.</summary>
public sealed record StepSnapshot
{
    public required RunStepName Name { get; init; }

    public required StepState State { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>Working time so far, all attempts together.</summary>
    public TimeSpan Elapsed { get; init; }

    /// <summary>The share done as measured, 0 to 1; null while nothing can be measured.</summary>
    public double? Share { get; init; }

    /// <summary>How long it may take, from the run most like this one; null without memory.</summary>
    public TimeSpan? Expected { get; init; }

    public long? Rows { get; init; }

    /// <summary>Rows it will have done in the end; null when that is not known.</summary>
    public long? RowsExpected { get; init; }

    /// <summary>Rows a second over the whole step; null before there is a second of it.</summary>
    public double? RowsPerSecond => Rows is { } rows && Elapsed >= TimeSpan.FromSeconds(1) ? rows / Elapsed.TotalSeconds : null;

    public long? Bytes { get; init; }

    public int? Files { get; init; }

    /// <summary>The table version it made.</summary>
    public long? Version { get; init; }

    public int Attempts { get; init; }

    /// <summary>What it read and made, with its statements; null until it is over.</summary>
    public StepWork? Work { get; init; }
}

/// <summary>A line of the log.</summary>
public sealed record RunLogLine(long Id, DateTimeOffset At, RunStepName? Step, Said Says)
{
    /// <summary>The line in English.</summary>
    public string Text => Says.Text;
}

/// <summary>Cells a step changed, counted.</summary>
/// <param name="Step">The step.</param>
/// <param name="Kind">What was done, as a word of the code: <c>trimmed</c>, <c>empty-to-null</c>, <c>not-fitting</c>.</param>
/// <param name="Column">The column's technical name; null for whole rows.</param>
/// <param name="Cells">Cells, or rows when there is no column.</param>
/// <param name="Example">A text of the file it happened to; null where the kind says all.</param>
public sealed record ChangeOnTheWay(RunStepName Step, string Kind, string? Column, long Cells, string? Example = null);

/// <summary>Why a run stopped.</summary>
/// <param name="Says">What happened and what to do.</param>
/// <param name="KeptSays">What is kept.</param>
public sealed record RunFault(Said Says, Said? KeptSays)
{
    /// <summary>What happened, in English.</summary>
    public string Message => Says.Text;

    /// <summary>What is kept, in English.</summary>
    public string? Kept => KeptSays?.Text;
}
