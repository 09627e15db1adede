using System.Globalization;
using Kali.Data;
using Kali.Data.Engines;
using Kali.Data.Engines.Databricks;
using Kali.Data.Engines.Databricks.Jobs.Pipelines;
using Kali.Data.Engines.Databricks.Statements;
using Kali.Data.Engines.Probes;
using Kali.Web.Tests.Emulators;
using Microsoft.Extensions.Options;
using Xunit;

namespace Kali.Web.Tests.Engines.Databricks;

/// <summary>Every construct gives the same on both engines.</summary>
public sealed class ProbeTests
{
    /// <summary>What Kali's statements about tables are made of.</summary>
    private static readonly string[] Made =
    [
        "CREATE TABLE ", "CREATE OR REPLACE TABLE ", "CREATE OR REPLACE FUNCTION ", "PARTITIONED BY ", " COMMENT ", "delta.autoOptimize.optimizeWrite", "delta.autoOptimize.autoCompact", "delta.columnMapping.mode",
        "delta.dataSkippingNumIndexedCols", "kali.labels", "ADD COLUMNS ", "SET TBLPROPERTIES ", "ALTER COLUMN `id` COMMENT", "SET NOT NULL", "SET TAGS ", "RENAME TO ", "DROP TABLE ", "UNDROP TABLE ", "RESTORE TABLE ",
        "OPTIMIZE ", "ZORDER BY ", "VACUUM ", "DRY RUN", "DESCRIBE HISTORY ", "DESCRIBE DETAIL ", "DESCRIBE QUERY ", "INSERT INTO ", "INSERT OVERWRITE ", "MERGE INTO ", "WHEN MATCHED ", "WHEN NOT MATCHED ",
        "WHEN NOT MATCHED BY SOURCE ", "DELETE FROM ", "UPDATE ", "VERSION AS OF ",
    ];

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

    /// <summary>What the embedded engine does with a table and Databricks is told to do, statement by statement as they are printed, comes to the same.</summary>
    [Fact]
    public async Task EveryTableProbe_HasTheSameAnswerOnBothEngines()
    {
        using var lake = new TestLake();
        using var workspace = new TestWorkspace();
        var (writer, statements) = (new DatabricksSql(Options.Create(new DatabricksOptions()), Options.Create(new JobOptions())), workspace.Get<StatementsClient>());
        var differences = new List<string>();
        foreach (var probe in TableProbes.Of("kali_dev"))
        {
            foreach (var statement in await probe.PrepareAsync(lake.Lakehouse, writer, Actor.System, Ct))
                await SendAsync(statement);
            var (here, there) = (await AnswerAsync(lake.Lakehouse, probe.Ask), await AnswerAsync(workspace.Lakehouse, probe.Ask));
            if (here != there || here.Length == 0)
                differences.Add($"{probe.Name}: {here} | {there}");
            if (probe.Left is { } left)
                await SendAsync(Assert.Single(writer.Step(left, new ProbeStep.Drop(), null, null)));
        }

        Assert.True(differences.Count == 0, string.Join('\n', differences));
        Assert.Empty(Made.Except(workspace.Emulated.Statements.Ran.SelectMany(sql => Made.Where(word => sql.Contains(word, StringComparison.Ordinal)))));

        async Task SendAsync(EngineStatement statement) => await statements.RunAsync(
            new StatementRequest
            {
                WarehouseId = EmulatedWorkspace.WarehouseId,
                Statement = statement.Text,
                Parameters = [.. statement.Parameters.Select(parameter => new StatementParameter(parameter.Name, parameter.Value, parameter.Type))],
            }, isRepeatable: false, Actor.System, Ct);
    }

    [Fact]
    public void TableProbes_TakeEveryStepAndMakeEveryChange()
    {
        var steps = TableProbes.Of("kali_dev").SelectMany(probe => probe.Steps).ToList();

        Assert.Equal([], Kinds(typeof(ProbeStep)).Except(steps.Select(step => step.GetType().Name)));
        Assert.Equal([], Kinds(typeof(TableChange)).Except(steps.OfType<ProbeStep.Commit>().Select(commit => commit.Change.Change.GetType().Name)));

        static IEnumerable<string> Kinds(Type family) => family.GetNestedTypes().Where(kind => kind.IsSubclassOf(family)).Select(kind => kind.Name);
    }

    private static Task<string> AnswerAsync(ILakehouse lakehouse, Probe probe) => AnswerAsync(lakehouse, probe.Sql);

    private static async Task<string> AnswerAsync(ILakehouse lakehouse, Sql sql)
    {
        try
        {
            await using var rows = await lakehouse.QueryAsync(sql, Actor.System, Ct);
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
