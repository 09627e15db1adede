namespace Kali.Data.Quality;

/// <summary>What a rule would say of the last load.</summary>
/// <param name="Result">The result.</param>
/// <param name="Load">The load it was tried on.</param>
/// <param name="Rows">The first rows that break it, as the file has them; null where it is not about rows or they may not be read.</param>
public sealed record RuleTrial(CheckResult Result, LoadQuality Load, FailingRowPage? Rows);
