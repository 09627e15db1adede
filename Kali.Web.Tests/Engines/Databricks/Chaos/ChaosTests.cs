using Xunit;

namespace Kali.Web.Tests.Engines.Databricks.Chaos;

/// <summary>Twenty pipelines with a fixed seed; <c>bench chaos</c> sends three hundred.</summary>
public sealed class ChaosTests
{
    private const int Seed = 20261123;

    [Theory]
    [InlineData(ChaosRoute.Warehouse)]
    [InlineData(ChaosRoute.Jobs)]
    public async Task Pipelines_WhenCallsFailAndTheProcessIsKilled_LoseNothingAndDoubleNothing(ChaosRoute route)
    {
        var tally = await new ChaosRound(Seed, route).RunAsync(ChaosRound.Most);

        Assert.True(tally.Kills == 1 && tally.Spoiled > 0, $"{tally}");
    }
}
