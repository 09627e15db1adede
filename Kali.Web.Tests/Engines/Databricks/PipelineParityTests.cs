using Kali.Web.Tests.Engines.Databricks.Parity;
using Kali.Web.Tests.Pipeline;
using Xunit;

namespace Kali.Web.Tests.Engines.Databricks;

/// <summary>The whole pipeline on both engines: the same rows and types in every layer, the same ledger, findings, verdicts, scores and lineage. What may differ is told where it is left out (<see cref="PipelineFacts"/>).</summary>
public sealed class PipelineParityTests
{
    /// <summary>Of each table.</summary>
    private const int MostTold = 8;

    /// <summary>Loads after one another, because each looks at the gold of those before it.</summary>
    private static readonly (string, string)[] OneByOne = [("Kali:Pipeline:AtOnce", "1")];

    [Fact]
    public async Task TwentyTables_BecomeTheSameOnBothEngines()
    {
        var tables = GeneratedTables.All.ToList();
        Assert.Equal(20, tables.Count);
        using var workspace = new TestWorkspace();
        await using var embedded = await PipelineLake.OpenAsync(settings: OneByOne);
        await using var databricks = await PipelineLake.OpenAsync(workspace.AddTo, settings: OneByOne);

        var working = (Here: new PipelineFacts(embedded).OfAsync(tables), There: new PipelineFacts(databricks).OfAsync(tables));
        var (here, there) = (await working.Here, await working.There);

        var differences = tables.SelectMany(table => Differences(table.Name, here[table.Name], there[table.Name])).ToList();
        Assert.True(differences.Count == 0, $"{differences.Count} differences\n{string.Join('\n', differences)}\n{workspace.Emulated.LastFault}");
        Assert.Contains(here["suspicious"], line => line.StartsWith("finding ", StringComparison.Ordinal));
        Assert.Contains(here["whole_numbers"], line => line.Contains("__quarantine reasons ", StringComparison.Ordinal));
    }

    private static IEnumerable<string> Differences(string table, List<string> here, List<string> there)
    {
        var (onlyHere, onlyThere) = (here.Except(there), there.Except(here));
        return onlyHere.Select(line => $"embedded    {line}").Concat(onlyThere.Select(line => $"databricks  {line}"))
            .OrderByDescending(line => line[12..].StartsWith("run ", StringComparison.Ordinal)).ThenBy(line => line, StringComparer.Ordinal)
            .Take(MostTold)
            .Select(line => $"{table}: {(line.Length > 600 ? line[..600] : line)}");
    }
}
