namespace Kali.Data.Quality;

/// <summary>In which order rows of a preview stand; rows with equal values keep the order of their file, rows without a value come last.</summary>
/// <param name="Column">The column.</param>
/// <param name="IsDescending">Greatest first.</param>
public sealed record PreviewOrder(string Column, bool IsDescending = false);
