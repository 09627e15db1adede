namespace Kali.Data.Quality;

/// <summary>A value of a list that is suspicious wherever it stands.</summary>
/// <param name="Value">The value.</param>
/// <param name="Proposal">What it could be instead; null where nothing suggests itself.</param>
/// <param name="Basis">What that rests on.</param>
/// <param name="Weight">How strongly, 0 to 1.</param>
/// <param name="IsStrong">Whether that confirms it without a second detector.</param>
internal sealed record ListedSuspect(string Value, string? Proposal, string? Basis, double Weight, bool IsStrong = false);
