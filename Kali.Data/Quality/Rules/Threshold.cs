namespace Kali.Data.Quality;

/// <summary>What a rule's count of failing rows does to the gate. What happens to the rows themselves is its severity.</summary>
/// <param name="WarnAbove">The gate warns above this; null never.</param>
/// <param name="FailAbove">The gate fails above this; null never.</param>
public sealed record Threshold(Limit? WarnAbove = null, Limit? FailAbove = null)
{
    public static Threshold Never { get; } = new();

    /// <summary>Any failing row warns.</summary>
    public static Threshold WarnsAtOnce { get; } = new(Limit.None);

    /// <summary>Any failing row fails the gate.</summary>
    public static Threshold FailsAtOnce { get; } = new(Limit.None, Limit.None);

    public GateState Judge(long failing, long evaluated) =>
        FailAbove?.IsPassedBy(failing, evaluated) is true ? GateState.Failed
        : WarnAbove?.IsPassedBy(failing, evaluated) is true ? GateState.Warned
        : GateState.Passed;
}
