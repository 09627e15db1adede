namespace Kali.Data.Quality;

/// <summary>A part of a rule that differs between two versions.</summary>
/// <param name="Part">The part's name as files have it: <c>kind.max</c>, <c>threshold.failAbove.percent</c>, <c>filter</c>.</param>
/// <param name="Before">As it was; null where it was not there.</param>
/// <param name="After">As it is; null where it is not there any more.</param>
public sealed record RuleChange(string Part, string? Before, string? After);
