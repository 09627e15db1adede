namespace Kali.Data.Quality;

/// <summary>One suspicious cell of a load, or a suspicious row.</summary>
/// <param name="RowId">The row, by the id that raw, silver, quarantine and gold share.</param>
/// <param name="Column">The column's technical name; empty when the row as a whole is meant (duplicates).</param>
/// <param name="Value">The text as the file has it; null where it has none.</param>
/// <param name="Proposal">What it could be instead, as text; null where nothing suggests itself.</param>
/// <param name="Basis">What the finding rests on, as its detector states it: the other columns, the usual form, the row it repeats.</param>
/// <param name="Weight">How strongly, 0 to 1: the share of votes against the value, the support of the proposal. No probability.</param>
public sealed record FindingCell(long RowId, string Column, string? Value, string? Proposal, string? Basis, double Weight);
