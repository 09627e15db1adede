using System.Collections.Immutable;
using Kali.Data.Engines;

namespace Kali.Data.Quality;

/// <summary>What of a dataset is held back, by what it breaks.</summary>
/// <param name="Rows">Rows in quarantine.</param>
/// <param name="Silver">Rows in silver.</param>
/// <param name="Version">The version of quarantine that was read; null where there is none.</param>
/// <param name="Causes">Those that hold rows back first, then by rows.</param>
/// <param name="Findings">What detectors found, confirmed ones first, then by cells.</param>
/// <param name="Columns">The columns of the file, in order.</param>
public sealed record HeldBack(long Rows, long Silver, long? Version, ImmutableArray<HeldCause> Causes, ImmutableArray<FoundCause> Findings, ImmutableArray<ColumnSchema> Columns)
{
    public ColumnSchema? Column(string name) => Columns.FirstOrDefault(column => column.Name == name);

    public HeldCause? Find(Guid rule) => Causes.FirstOrDefault(cause => cause.Rule.Id == rule);
}

/// <summary>A rule that rows in quarantine break.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Rows">Rows in quarantine that break it.</param>
public sealed record HeldCause(Rule Rule, long Rows);

/// <summary>Cells that a detector finds suspicious, in rows held back or let through.</summary>
/// <param name="Detector">What found them.</param>
/// <param name="Column">The column.</param>
/// <param name="Tier">How sure it is.</param>
/// <param name="Cells">How many.</param>
/// <param name="Proposed">How many of them have a proposal.</param>
public sealed record FoundCause(DetectorKind Detector, string Column, FindingTier Tier, long Cells, long Proposed)
{
    /// <summary>As <see cref="FindingGroup.Key"/> names it.</summary>
    public string Key => $"{DetectorFacts.Code(Detector)}/{Column}/{FindingTiers.Code(Tier)}";
}

/// <summary>Cells of one column that say the same.</summary>
/// <param name="Text">What they say; null for nothing.</param>
/// <param name="Rows">How many.</param>
/// <param name="Pattern">How the text is built.</param>
/// <param name="Suggestion">What it could become.</param>
public sealed record SpellingGroup(string? Text, long Rows, string Pattern, RepairSuggestion? Suggestion);

/// <summary>The spellings of a column among the rows that break a rule.</summary>
/// <param name="Column">The column.</param>
/// <param name="Groups">By rows.</param>
/// <param name="Distinct">How many spellings there are in all.</param>
/// <param name="Rows">How many rows in all.</param>
public sealed record Spellings(ColumnSchema Column, ImmutableArray<SpellingGroup> Groups, long Distinct, long Rows);
