using Kali.Web.Tests.Engines.Databricks.Parity;
using Kali.Web.Tests.Pipeline;
using Xunit;

namespace Kali.Web.Tests.Engines.Databricks;

/// <summary>The whole pipeline on both engines: the same rows and types in every layer, the same ledger, findings, verdicts, scores and lineage. What may differ is told where it is left out (<see cref="PipelineFacts"/>).</summary>
public sealed class PipelineParityTests
{
    /// <summary>Loads after one another, because each looks at the gold of those before it.</summary>
    private static readonly (string, string)[] OneByOne = [("Kali:Pipeline:AtOnce", "1")];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task TwentyTables_BecomeTheSameOnBothEngines()
    {
        var files = GeneratedTables.All.Select(table => table.AsFile()).ToList();
        Assert.Equal(20, files.Count);
        using var workspace = new TestWorkspace();
        await using var embedded = await PipelineLake.OpenAsync(settings: OneByOne);
        await using var databricks = await PipelineLake.OpenAsync(workspace.AddTo, settings: OneByOne);

        var working = (Here: new PipelineFacts(embedded).OfAsync(files, Ct), There: new PipelineFacts(databricks).OfAsync(files, Ct));
        var (here, there) = (await working.Here, await working.There);

        var differences = files.SelectMany(file => PipelineDifferences.Of(file.Dataset, here[file.Dataset], there[file.Dataset])).ToList();
        Assert.True(differences.Count == 0, $"{differences.Count} differences\n{string.Join('\n', differences)}\n{workspace.Emulated.LastFault}");
        Assert.Contains(here["suspicious"], line => line.StartsWith("finding ", StringComparison.Ordinal));
        Assert.Contains(here["whole_numbers"], line => line.Contains("__quarantine reasons ", StringComparison.Ordinal));
    }
}
