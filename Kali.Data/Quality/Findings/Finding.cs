namespace Kali.Data.Quality;

/// <summary>One cell with something wrong, as the file has it.</summary>
/// <param name="RowId">The row, by the id that all its layers share.</param>
/// <param name="Row">The row as the file counts it.</param>
/// <param name="File">The file it came in.</param>
/// <param name="Sheet">The sheet, or the entry of an archive; null when the file has none.</param>
/// <param name="Column">The header as written; null when the row as a whole is meant.</param>
/// <param name="Value">The text as it stands; null where the file has none.</param>
/// <param name="Kind">What is wrong, as a word of the code: the kind of the rule that it breaks, or the detector that found it.</param>
/// <param name="Tier">How sure that is.</param>
/// <param name="Reason">Why, in a sentence.</param>
/// <param name="Suggestion">What it could be instead; null where nothing suggests itself.</param>
public sealed record Finding(long RowId, long Row, string? File, string? Sheet, string? Column, string? Value, string Kind, FindingTier Tier, string Reason, string? Suggestion);
