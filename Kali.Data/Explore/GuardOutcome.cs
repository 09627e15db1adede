using Kali.Data.Engines;

namespace Kali.Data.Explore;

/// <summary>What the guard makes of a statement.</summary>
public abstract record GuardOutcome
{
    private GuardOutcome() { }

    /// <summary>One read-only SELECT over tables the person may see; the tree is what runs.</summary>
    public sealed record Allowed(SandboxedSelect Select) : GuardOutcome;

    public sealed record Refused(SqlRefusal Refusal) : GuardOutcome;
}
