using System.Collections.Immutable;

namespace Kali.Data.Lineage;

/// <summary>Where a row comes from and what happened to it on the way.</summary>
/// <param name="Dataset">The dataset.</param>
/// <param name="RowId">Its id in all layers.</param>
/// <param name="Run">The run that loaded it.</param>
/// <param name="UploadId">The upload.</param>
/// <param name="FileName">The file as its sender has it.</param>
/// <param name="Sheet">The sheet, or the entry of an archive; null when there is but one.</param>
/// <param name="Row">The row in the file, as a spreadsheet counts.</param>
/// <param name="Outcome">Where it is now.</param>
/// <param name="Reasons">Why it is held back, as the quarantine table has it (JSON); null when it is not.</param>
/// <param name="MayReadRaw">Whether the texts of the file are shown; else the cells have none.</param>
/// <param name="Cells">One for each column of the file, in order.</param>
public sealed record RowStory(
    DatasetName Dataset, long RowId, RunId Run, string UploadId, string FileName, string? Sheet, long Row, RowOutcome Outcome, string? Reasons, bool MayReadRaw,
    ImmutableArray<CellStory> Cells);

public enum RowOutcome
{
    /// <summary>In gold.</summary>
    InGold,

    /// <summary>In quarantine.</summary>
    HeldBack,

    /// <summary>In silver only: its gate failed, or a later upload took its place in gold.</summary>
    InSilver,

    /// <summary>An exact duplicate of another row of its load, or replaced by a later upload: in raw only.</summary>
    InRawOnly,
}

/// <summary>A cell on its way, oldest first.</summary>
/// <param name="Column">The technical name.</param>
/// <param name="Label">The header as written.</param>
/// <param name="Raw">The text in the file; null where it is missing or not shown.</param>
/// <param name="Changes">What was done; empty when the text stayed as it is.</param>
/// <param name="Value">What silver holds, as text; null when nothing.</param>
public sealed record CellStory(string Column, string Label, string? Raw, ImmutableArray<CellChange> Changes, string? Value);

/// <summary>One thing done to a cell.</summary>
/// <param name="Layer">The layer it was done for.</param>
/// <param name="Kind">As a word of the code: <c>trimmed</c>, <c>normalised</c>, <c>missing</c>, <c>repaired</c>, <c>typed</c>, <c>not-fitting</c>, <c>standardised</c>.</param>
/// <param name="Before">The text before.</param>
/// <param name="After">The text after; null when nothing is left.</param>
public sealed record CellChange(Layer Layer, string Kind, string? Before, string? After)
{
    /// <summary>Of a repair: who and why.</summary>
    public CellRepairStory? Repair { get; init; }
}

/// <summary>Who changed a cell by hand, and why.</summary>
/// <param name="Number">The repair.</param>
/// <param name="ProposedBy">Who said what it should become.</param>
/// <param name="ApprovedBy">The second person.</param>
/// <param name="Reason">Why, in the proposer's words.</param>
/// <param name="At">When it came into silver.</param>
public sealed record CellRepairStory(long Number, string ProposedBy, string ApprovedBy, string? Reason, DateTimeOffset At);
