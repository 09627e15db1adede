using System.Collections.Immutable;

namespace Kali.Data.Pipeline;

/// <summary>
/// One step of a run. Killed anywhere and begun anew, it leaves what one whole attempt leaves: it commits under <see cref="RunContext.Once"/>
/// and puts what it found out into its result.
/// </summary>
internal abstract class RunStep
{
    public abstract RunStepName Name { get; }

    public abstract Task<StepResult> WorkAsync(RunContext run, CancellationToken ct);
}

/// <summary>What a step leaves in the journal.</summary>
internal sealed record StepResult
{
    /// <summary>The run's facts with what this step added.</summary>
    public required RunFacts Facts { get; init; }

    public StepState State { get; init; } = StepState.Done;

    public long? Rows { get; init; }

    public long? Bytes { get; init; }

    public int? Files { get; init; }

    public StepWork Work { get; init; } = StepWork.None;

    /// <summary>What a later step needs, as JSON; <see cref="RunAccounts.FindingsAsync"/> reads it.</summary>
    public string? Findings { get; init; }

    public ImmutableArray<ChangeOnTheWay> Changes { get; init; } = [];

    /// <summary>A line for the log.</summary>
    public Said? Says { get; init; }
}
