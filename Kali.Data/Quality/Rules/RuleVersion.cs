namespace Kali.Data.Quality;

/// <summary>A rule as it was from some moment on.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="IsRemoval">Whether this version took it away.</param>
/// <param name="At">Since when.</param>
/// <param name="By">Who changed it.</param>
public sealed record RuleVersion(Rule Rule, bool IsRemoval, DateTimeOffset At, string By);
