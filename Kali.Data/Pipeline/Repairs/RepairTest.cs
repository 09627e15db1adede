using System.Collections.Immutable;

namespace Kali.Data.Pipeline;

/// <summary>What a repair would do, found out with the same rules on the same rows and nothing written.</summary>
/// <param name="Cells">Cells that change.</param>
/// <param name="Rows">Rows they stand in.</param>
/// <param name="Columns">Cells by column, technical names.</param>
/// <param name="Loads">The loads touched, each with its ledger before and after.</param>
/// <param name="Rules">Rules whose failing rows would be more or fewer.</param>
/// <param name="Freed">Held-back rows that would pass.</param>
/// <param name="NewlyHeld">Rows that pass now and would be held back.</param>
/// <param name="Broken">The first of those.</param>
/// <param name="At">When it was tested.</param>
public sealed record RepairTest(
    long Cells, long Rows, ImmutableArray<ColumnCells> Columns, ImmutableArray<LoadTest> Loads, ImmutableArray<RuleTestChange> Rules, long Freed, long NewlyHeld,
    ImmutableArray<BrokenRow> Broken, DateTimeOffset At);

/// <param name="Column">The technical name.</param>
/// <param name="Cells">Cells that change.</param>
public sealed record ColumnCells(string Column, long Cells);

/// <summary>A load before and after.</summary>
public sealed record LoadTest(long LoadNo, string FileName, Ledger Before, Ledger After, GateState? GateBefore, GateState GateAfter, double? ScoreBefore, double? ScoreAfter);

/// <summary>A rule whose failing rows change.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Name">What it demands.</param>
/// <param name="HoldsBack">Whether rows that break it are held back.</param>
/// <param name="Before">Rows that break it now.</param>
/// <param name="After">Rows that would.</param>
public sealed record RuleTestChange(Guid Rule, Said Name, bool HoldsBack, long Before, long After);

/// <summary>A row that passes now and would be held back.</summary>
public sealed record BrokenRow(long RowId, long Row, string? File, string Reasons);
