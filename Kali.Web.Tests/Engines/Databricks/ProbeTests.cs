using System.Globalization;
using Kali.Data;
using Kali.Data.Engines;
using Kali.Data.Engines.Probes;
using Xunit;

namespace Kali.Web.Tests.Engines.Databricks;

/// <summary>Every construct gives the same on both engines.</summary>
public sealed class ProbeTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task EveryProbe_HasTheSameAnswerOnBothEngines()
    {
        using var lake = new TestLake();
        using var workspace = new TestWorkspace();
        var differences = new List<string>();
        foreach (var probe in ProbeList.All)
        {
            var (here, there) = (await AnswerAsync(lake.Lakehouse, probe), await AnswerAsync(workspace.Lakehouse, probe));
            if (here != there)
                differences.Add($"{probe.Name}: {here} | {there} | {workspace.Lakehouse.Explain(probe.Sql).Text}");
        }

        Assert.True(differences.Count == 0, string.Join('\n', differences));
    }

    [Fact]
    public void Probes_AreManyAndHaveNamesOfTheirOwn()
    {
        Assert.True(ProbeList.All.Length >= 150, $"{ProbeList.All.Length}");
        Assert.Empty(ProbeList.All.GroupBy(probe => probe.Name).Where(same => same.Count() > 1).Select(same => same.Key));
    }

    /// <summary>What the dialects can print and no probe shows would be a statement that nobody can try elsewhere.</summary>
    [Fact]
    public void Probes_ShowEveryConstructThatIsPrinted()
    {
        var shown = new HashSet<object>();
        foreach (var probe in ProbeList.All)
            Constructs.Collect(probe.Sql.Parts, shown);

        Assert.Equal([], Constructs.All().Except(shown).Select(missing => $"{(missing as Type)?.Name ?? $"{missing.GetType().Name}.{missing}"}").Order(StringComparer.Ordinal));
    }

    private static async Task<string> AnswerAsync(ILakehouse lakehouse, Probe probe)
    {
        try
        {
            await using var rows = await lakehouse.QueryAsync(probe.Sql, Actor.System, Ct);
            return string.Join(" / ", (await rows.ToListAsync(Ct)).Select(row => string.Join(", ", row.Select(Text))));
        }
        catch (KaliException fault)
        {
            return $"{fault.GetType().Name}: {fault.Message}";
        }
    }

    private static string Text(object? value) => value switch
    {
        null => "∅",
        DateTimeOffset at => at.ToString("O", CultureInfo.InvariantCulture),
        decimal number => number.ToString("0.##############", CultureInfo.InvariantCulture),
        bool truth => truth ? "true" : "false",
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };
}
