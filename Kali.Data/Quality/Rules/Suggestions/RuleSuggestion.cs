namespace Kali.Data.Quality;

/// <summary>A rule that the data speaks for, with how far it does.</summary>
/// <param name="Rule">The rule, ready to be saved as a draft.</param>
/// <param name="Result">What it says of the newest load.</param>
public sealed record RuleSuggestion(Rule Rule, CheckResult Result)
{
    public long Holding => Result.Evaluated - (Result.Failing ?? 0);
}
