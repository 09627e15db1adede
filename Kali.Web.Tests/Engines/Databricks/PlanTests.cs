using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Kali.Data;
using Kali.Data.Pipeline;
using Kali.Data.Quality;
using Kali.Web.Tests.Pipeline;
using Microsoft.Extensions.Time.Testing;
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
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.Zero));
        await using var lake = await PipelineLake.OpenAsync(time: time);
        var part = await Sending.ReceiveAsync(lake, "orders.csv", MessyFile.Orders(20).Bytes);
        var plans = lake.Get<StatementPlans>();

        var statements = plans.OfPart(part, RuleProposals.For(part.Dataset, part.Columns, part.Keys), PipelineLake.Steward, "databricks");

        Assert.Equal(["raw", "profile", "profile", "silver", "gate", "gate", "gold"], statements.Select(statement => statement.Task));
        var plan = new JsonObject
        {
            ["statements"] = JsonSerializer.SerializeToNode(statements.Select(statement => new
            {
                statement.Number,
                Step = statement.Step.ToString(),
                statement.Task,
                Writes = statement.Writes?.ToString(),
                statement.Statement,
                statement.Parameters,
            }), JsonSerializerOptions.Web),
            ["job"] = JsonNode.Parse(plans.JobOf("databricks")!),
        };
        AssertKept(Ids().Replace(plan.ToJsonString(Indented), "(id)"));
    }

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
}
