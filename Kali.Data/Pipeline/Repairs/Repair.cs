using System.Collections.Immutable;
using Kali.Data.Quality;

namespace Kali.Data.Pipeline;

/// <summary>A repair on its way.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Dataset">The dataset.</param>
/// <param name="State">How far it is.</param>
/// <param name="Edits">What it does, in the order it was said.</param>
/// <param name="CanRedo">How many edits were taken back and can be brought again.</param>
/// <param name="Reason">Why, in its proposer's words.</param>
/// <param name="IsOffered">Whether it becomes a recipe.</param>
/// <param name="Workbook">The workbook it came back in.</param>
/// <param name="Test">The test as it was when it was proposed.</param>
/// <param name="Runs">The runs that put it into silver and gold, and those that took it back.</param>
/// <param name="Proposed">By whom and since when.</param>
/// <param name="Decided">Who approved or declined it.</param>
/// <param name="Note">What that person said.</param>
/// <param name="Undone">Who took it back.</param>
public sealed record Repair(
    long Id, DatasetName Dataset, RepairState State, ImmutableArray<RepairEdit> Edits, int CanRedo, string? Reason, bool IsOffered, Guid? Workbook, RepairTest? Test,
    ImmutableArray<RepairRun> Runs, RepairDeed Proposed, RepairDeed? Decided, string? Note, RepairDeed? Undone)
{
    /// <summary>All its runs are done: the rows are in silver, and in gold unless a gate failed.</summary>
    public bool IsMerged => State is RepairState.Approved && Runs.Any(run => !run.IsUndo) && Runs.All(run => run.State is RunState.Done);

    /// <summary>Its runs have not all ended.</summary>
    public bool IsUnderWay => Runs.Any(run => !run.State.HasEnded());
}

/// <summary>Who did something to a repair, and when.</summary>
public sealed record RepairDeed(string UserId, string UserName, DateTimeOffset At);

/// <summary>A run of a repair.</summary>
public sealed record RepairRun(RunId Run, RunState State, bool IsUndo);
