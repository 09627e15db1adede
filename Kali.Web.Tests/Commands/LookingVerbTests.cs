using System.Text.Json;
using Kali.Web.Tests.Emulators.Sql;
using Xunit;

namespace Kali.Web.Tests.Commands;

/// <summary>profile, check, findings and plan: they look, and leave the lake as it is.</summary>
public sealed class LookingVerbTests : IDisposable
{
    private static readonly string[] FindingFields = ["row", "column", "value", "kind", "tier", "reason", "suggestion"];
    private readonly Terminal _terminal = new();

    public void Dispose() => _terminal.Dispose();

    [Fact]
    public async Task Findings_OfAFile_NameRowsAndColumnsAsTheFileDoes()
    {
        var answer = await _terminal.RunAsync("findings", _terminal.File("orders.csv", MessyOrders.Csv()), "--json");

        Assert.True(answer.Exit == 0, answer.ToString());
        Assert.Equal(3, answer.Json.Count);
        Assert.All(answer.Json, finding => Assert.Equal(FindingFields, finding.EnumerateObject().Select(field => field.Name)));
        Assert.Equal((MessyOrders.RowOfTheBadDate, "Bestelldatum", "31.02.2026"), Cell(answer.Json[0]));
        Assert.Equal((MessyOrders.RowOfTheBadAmount, "Betrag (€)", "auf Anfrage"), Cell(answer.Json[1]));
        Assert.Equal((MessyOrders.RowOfTheDuplicate, null, null), Cell(answer.Json[2]));
        Assert.Equal(["type", "type", "exact-duplicate"], answer.Json.Select(finding => finding.GetProperty("kind").GetString()));
        Assert.All(answer.Json, finding => Assert.Equal("confirmed", finding.GetProperty("tier").GetString()));
        Assert.Contains("could not be read", answer.Messages, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Findings_OfATable_AreThoseOfItsFile()
    {
        await _terminal.RunAsync("ingest", _terminal.File("orders.csv", MessyOrders.Csv()));

        var answer = await _terminal.RunAsync("findings", "kali_dev.silver_layer.orders", "--json");
        Assert.Equal([MessyOrders.RowOfTheBadDate, MessyOrders.RowOfTheBadAmount, MessyOrders.RowOfTheDuplicate], answer.Json.Select(finding => finding.GetProperty("row").GetInt32()));
        Assert.All(answer.Json, finding => Assert.Equal("orders.csv", finding.GetProperty("file").GetString()));

        var gold = await _terminal.RunAsync("findings", "kali_dev.gold_layer.orders", "--json");
        Assert.Empty(gold.Output);
    }

    [Fact]
    public async Task Findings_OfATableKaliDidNotMake_ComeFromItsRows()
    {
        await _terminal.RunAsync("ingest", _terminal.File("orders.csv", MessyOrders.Csv()));
        var rules = _terminal.File("rules.json", """[{ "kind": { "kind": "in_list", "column": "ort", "allowed": ["Köln"] }, "severity": "Warns" }]""");

        var answer = await _terminal.RunAsync("findings", Path.Combine(_terminal.Lake, "gold", "analytics_ready", "orders"), "--rules", rules, "--json");

        Assert.True(answer.Exit == 0, answer.ToString());
        Assert.NotEmpty(answer.Json);
        Assert.All(answer.Json, finding => Assert.Equal(("Düsseldorf", "worth a look"), (finding.GetProperty("value").GetString(), finding.GetProperty("tier").GetString())));
    }

    [Fact]
    public async Task Check_WithRulesOfAFile_AnswersNoWhenTheGateFails()
    {
        var file = _terminal.File("orders.csv", MessyOrders.Csv());
        var strict = _terminal.File("strict.json", """
            { "rules": [
                { "name": "few", "kind": { "kind": "row_count", "max": 10 }, "severity": "Stops" },
                { "kind": { "column": "nowhere", "kind": "not_null" } }
            ] }
            """);

        var failed = await _terminal.RunAsync("check", file, "--rules", strict, "--json");
        Assert.True(failed.Exit == 1, failed.ToString());
        var report = Assert.Single(failed.Json);
        Assert.Equal("failed", report.GetProperty("gate").GetString());
        Assert.Equal(["failed", "could_not_run"], report.GetProperty("results").EnumerateArray().Select(result => result.GetProperty("outcome").GetString()));

        var own = await _terminal.RunAsync("check", file, "--json");
        Assert.Equal(0, own.Exit);
        Assert.Equal("warned", Assert.Single(own.Json).GetProperty("gate").GetString());

        Assert.Equal(2, (await _terminal.RunAsync("check", file, "--rules", _terminal.File("broken.json", "[{ \"kind\": 7 }]"))).Exit);
    }

    [Fact]
    public async Task Profile_CountsEveryRow()
    {
        var answer = await _terminal.RunAsync("profile", _terminal.File("orders.csv", MessyOrders.Csv()), "--json");

        Assert.True(answer.Exit == 0, answer.ToString());
        var profile = Assert.Single(answer.Json);
        Assert.Equal(MessyOrders.Lines - MessyOrders.NotReadable, profile.GetProperty("rows").GetInt32());
        Assert.Equal(MessyOrders.Duplicates, profile.GetProperty("duplicates").GetInt32());
        var columns = profile.GetProperty("columns").EnumerateArray().ToList();
        Assert.Equal(["Bestell-Nr", "Bestelldatum", "Ort", "Betrag (€)"], columns.Select(column => column.GetProperty("label").GetString()));
        Assert.Equal(1, columns[1].GetProperty("misfits").GetInt32());
    }

    [Fact]
    public async Task Plan_TellsEveryStatementOfEveryStep_AndWritesNothing()
    {
        var answer = await _terminal.RunAsync("plan", _terminal.File("orders.csv", MessyOrders.Csv()), "--engine", "embedded", "--json");

        Assert.True(answer.Exit == 0, answer.ToString());
        Assert.Equal(Enumerable.Range(1, answer.Json.Count), answer.Json.Select(statement => statement.GetProperty("number").GetInt32()));
        var steps = answer.Json.Select(statement => statement.GetProperty("step").GetString()).ToList();
        Assert.Equal(["raw", "profile", "silver", "checks", "quarantine", "gold", "records"], steps.Distinct());
        Assert.Contains(answer.Json, statement => statement.GetProperty("writes").GetString() == "kali_dev.silver_layer.orders__findings");
        Assert.Equal(1, (await _terminal.RunAsync("profile", "kali_dev.raw_layer.orders")).Exit);
    }

    [Fact]
    public async Task Plan_ForDatabricks_IsInDatabricksSqlWithItsParameters()
    {
        var answer = await _terminal.RunAsync("plan", _terminal.File("orders.csv", MessyOrders.Csv()), "--engine", "databricks", "--json");

        Assert.True(answer.Exit == 0, answer.ToString());
        var (statements, job) = (answer.Json.SkipLast(1).ToList(), answer.Json[^1].GetProperty("job"));
        Assert.Equal(["raw", "profile", "silver", "checks", "quarantine", "gold", "records"], statements.Select(statement => statement.GetProperty("step").GetString()).Distinct());
        Assert.Equal(Enumerable.Range(1, statements.Count), statements.Select(statement => statement.GetProperty("number").GetInt32()));
        Assert.Equal("/Volumes/kali_dev/metadata/staging/rows/orders.parquet", statements[0].GetProperty("reads").GetString());
        Assert.Equal(["land", "raw", "profile", "silver", "gate", "gold", "metadata"], job.GetProperty("tasks").EnumerateArray().Select(task => task.GetProperty("task_key").GetString()));
        Assert.All(statements, statement => new SqlStatementReader(statement.GetProperty("statement").GetString()!, Parameters(statement), new Anywhere()).Read());
    }

    [Fact]
    public async Task Plan_OfProbes_HasAStatementForEveryConstruct_AndTheEmbeddedEnginesAnswerWhicheverIsConfigured()
    {
        (_terminal.Settings["Kali:Engine"], _terminal.Settings["Kali:Databricks:WarehouseId"]) = ("databricks", "none");
        // Nobody answers there.
        _terminal.Settings["Kali:Databricks:Workspace"] = "https://127.0.0.1:1";

        var answer = await _terminal.RunAsync("plan", "--probe", "--engine", "databricks", "--json");

        Assert.True(answer.Exit == 0, answer.ToString());
        Assert.True(answer.Json.Count >= 150, $"{answer.Json.Count}");
        Assert.All(answer.Json, probe => new SqlStatementReader(probe.GetProperty("statement").GetString()!, Parameters(probe), new Anywhere()).Read());
        Assert.All(answer.Json, probe => Assert.True(probe.GetProperty("answer").GetArrayLength() > 0));
        Assert.Contains(answer.Json, probe => probe.GetProperty("before").EnumerateArray().Any(statement => statement.GetProperty("text").GetString()!.Contains("MERGE INTO `kali_dev`", StringComparison.Ordinal)));
    }

    private static Dictionary<string, SqlParameter> Parameters(JsonElement statement) => statement.GetProperty("parameters").EnumerateArray().ToDictionary(
        parameter => parameter.GetProperty("name").GetString()!, parameter => new SqlParameter(parameter.GetProperty("value").GetString(), parameter.GetProperty("type").GetString()!));

    private sealed class Anywhere : ISqlPlaces
    {
        public string Table(IReadOnlyList<string> name, long? version) => string.Join('.', name);

        public string File(string path) => path;

        public string Function(IReadOnlyList<string> name) => name[^1];
    }

    [Fact]
    public async Task Provision_MakesWhatIsMissingOnce()
    {
        var plan = await _terminal.RunAsync("provision", "--plan", "--json");
        Assert.All(plan.Json, item => Assert.Equal("missing", item.GetProperty("action").GetString()));
        Assert.True((await _terminal.RunAsync("provision", "--json")).Json.All(item => item.GetProperty("action").GetString() == "made"));

        await _terminal.RunAsync("ingest", _terminal.File("orders.csv", MessyOrders.Csv()));
        var again = await _terminal.RunAsync("provision", "--json");
        Assert.Equal(0, again.Exit);
        Assert.All(again.Json, item => Assert.Equal("there", item.GetProperty("action").GetString()));
        Assert.Equal(1, Assert.Single((await _terminal.RunAsync("query", "SELECT count(*) AS n FROM metadata.runs", "--json")).Json).GetProperty("n").GetInt32());
    }

    [Fact]
    public async Task Lineage_LeadsFromGoldToTheFile()
    {
        await _terminal.RunAsync("ingest", _terminal.File("orders.csv", MessyOrders.Csv()));

        var answer = await _terminal.RunAsync("lineage", "kali_dev.gold_layer.orders", "--direction", "from", "--json");
        var graph = Assert.Single(answer.Json);
        Assert.Contains(graph.GetProperty("nodes").EnumerateArray(), node => node.GetProperty("label").GetString() == "orders.csv");
        Assert.Contains(graph.GetProperty("edges").EnumerateArray(), edge => edge.GetProperty("to").GetString() == "kali_dev.gold_layer.orders");

        Assert.Equal(1, (await _terminal.RunAsync("lineage", "kali_dev.gold_layer.nothing", "--json")).Exit);
    }

    private static (int, string?, string?) Cell(JsonElement finding) =>
        (finding.GetProperty("row").GetInt32(), finding.GetProperty("column").GetString(), finding.GetProperty("value").GetString());
}
