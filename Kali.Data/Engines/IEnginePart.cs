namespace Kali.Data.Engines;

/// <summary>Something the engine in force cannot work without, as health looks at it.</summary>
public interface IEnginePart
{
    /// <summary>A word of the code: <c>engine</c>, <c>warehouse</c>, <c>workspace</c>, <c>catalog</c>, <c>identity</c>, <c>job</c>, <c>network</c>.</summary>
    string Name { get; }

    /// <summary>Looks once, without costing anything: nothing is woken, nothing is computed.</summary>
    Task<PartState> LookAsync(CancellationToken ct);
}

public enum PartCondition
{
    Well,
    NeedsALook,
    DoesNotAnswer,
}

/// <summary>How a part is.</summary>
/// <param name="Condition">How well.</param>
/// <param name="Says">What it says, and what to do where it is not well.</param>
public sealed record PartState(PartCondition Condition, Said Says)
{
    public static PartState Well(Said says) => new(PartCondition.Well, says);

    public static PartState NeedsALook(Said says) => new(PartCondition.NeedsALook, says);

    public static PartState DoesNotAnswer(Said says) => new(PartCondition.DoesNotAnswer, says);
}
