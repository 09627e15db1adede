namespace Kali.Web.Tests.Engines.Databricks.Chaos;

/// <summary>What came of pipelines under faults.</summary>
/// <param name="Pipelines">How many.</param>
/// <param name="Calls">Calls to the workspace.</param>
/// <param name="Spoiled">How many of them were spoiled.</param>
/// <param name="Kills">Processes that were killed at work.</param>
/// <param name="Undisturbed">Pipelines that ended well without anybody's help.</param>
/// <param name="Faults">What the others told, each time they stopped.</param>
public sealed record ChaosTally(int Pipelines, int Calls, int Spoiled, int Kills, int Undisturbed, IReadOnlyList<string> Faults)
{
    public static ChaosTally None { get; } = new(0, 0, 0, 0, 0, []);

    public ChaosTally And(ChaosTally other) => new(
        Pipelines + other.Pipelines, Calls + other.Calls, Spoiled + other.Spoiled, Kills + other.Kills, Undisturbed + other.Undisturbed, [.. Faults, .. other.Faults]);
}
