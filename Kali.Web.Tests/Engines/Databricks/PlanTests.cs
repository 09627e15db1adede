using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Kali.Data;
using Kali.Data.Pipeline;
using Kali.Data.Quality;
using Kali.Web.Tests.Pipeline;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Kali.Web.Tests.Engines.Databricks;

/// <summary>What a workspace would be sent for a small file, statement by statement, and the job: kept as a file, so that a change of it is seen.</summary>
public sealed partial class PlanTests
{
    private static readonly string Golden = Path.Combine(RepositoryRoot.Path, "Kali.Web.Tests", "Engines", "Databricks", "Golden", "orders.plan.json");
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Fact]
    public async Task Plan_ForDatabricks_IsAsKept()
    {
        await using var lake = await LoadedAsync(services => services.NoteStatements());
        var plans = lake.Get<StatementPlans>();

        var statements = plans.OfRuns("databricks");

        Assert.Equal(["raw", "profile", "silver", "gate", "gold", "metadata"], statements.Select(statement => statement.Task).Distinct());
        var plan = new JsonObject
        {
            ["statements"] = JsonSerializer.SerializeToNode(statements.Select(statement => new
            {
                statement.Number,
                Step = statement.Step.ToString(),
                statement.Task,
                Reads = statement.Staged,
                Writes = statement.Writes?.ToString(),
                statement.Statement,
                statement.Parameters,
            }), JsonSerializerOptions.Web),
            ["job"] = JsonNode.Parse(plans.JobOf("databricks")!),
        };
        AssertKept(Ids().Replace(plan.ToJsonString(Indented), "(id)"));
    }

    /// <summary>The rest of what it is sent reads what the catalog and the histories of tables say.</summary>
    [Fact]
    public async Task Plan_ForDatabricks_IsWhatAWorkspaceIsSent()
    {
        await using var planning = await LoadedAsync(services => services.NoteStatements());
        var planned = planning.Get<StatementPlans>().OfRuns("databricks")
            .Select(statement => Comparable(statement.Statement, statement.Parameters.Select(parameter => (parameter.Name, parameter.Value, (string?)parameter.Type)))).ToList();
        using var workspace = new TestWorkspace();

        await using var lake = await LoadedAsync(workspace.AddTo);

        var sent = workspace.Emulated.Statements.Asked
            .Select(statement => Comparable(statement.Sql, statement.Parameters.Select(parameter => (parameter.Key, parameter.Value.Value, (string?)parameter.Value.Type)))).ToList();
        Assert.Equal(planned, sent.Where(planned.Contains));
        Assert.All(sent.Except(planned), statement => Assert.Matches("^(DESCRIBE|SHOW) ", statement));
    }

    private static async Task<PipelineLake> LoadedAsync(Action<IServiceCollection> with)
    {
        var lake = await PipelineLake.OpenAsync(with, new OneMoment(new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.Zero)));
        await Sending.LoadAsync(lake, await Sending.ReceiveAsync(lake, "orders.csv", MessyFile.Orders(20).Bytes));
        return lake;
    }

    /// <summary>A statement and its values, but for ids and tokens, which are new each time, and versions of tables, which count the describing of columns on Databricks.</summary>
    private static string Comparable(string statement, IEnumerable<(string Name, string? Value, string? Type)> parameters) => Tokens().Replace(
        $"{statement}\n{string.Join('\n', parameters.OrderBy(parameter => parameter.Name, StringComparer.Ordinal).Select(parameter => $"{parameter.Name} {parameter.Type} {parameter.Value}"))}", "(id)");

    private static void AssertKept(string text)
    {
        if (Environment.GetEnvironmentVariable("KALI_WRITE_GOLDEN") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Golden)!);
            File.WriteAllText(Golden, text + "\n");
        }
        Assert.Equal(File.ReadAllText(Golden).ReplaceLineEndings("\n"), text + "\n");
    }

    /// <summary>Rules get new ids each time; the runner's version changes with its text.</summary>
    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|(?<=kali_runner_)[0-9a-f]{8}")]
    private static partial Regex Ids();

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|(?<=kali.commit )[0-9a-z]+|(?<=\"note\":\")[0-9a-z]+|(?<=/staging/rows/)[0-9a-z_]+(?=[.]parquet)|(?<= VERSION AS OF )[0-9]+")]
    private static partial Regex Tokens();

    /// <summary>A clock that stands still, and timers that do not: runs go on.</summary>
    private sealed class OneMoment(DateTimeOffset moment) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => moment;
    }
}
