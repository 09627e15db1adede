namespace Kali.Data.Quality;

/// <summary>A rule with what is in force of it and what waits to be.</summary>
/// <param name="InForce">The version runs go by; null for a rule that was never in force.</param>
/// <param name="Pending">The newest version that is not in force yet; null when nothing waits.</param>
public sealed record RuleStanding(RuleVersion? InForce, RuleVersion? Pending)
{
    /// <summary>What is shown of it: what is in force, else what is to be.</summary>
    public Rule Shown => (InForce ?? Pending)!.Rule;
}
