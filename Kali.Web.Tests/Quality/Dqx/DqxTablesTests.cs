using System.Text;
using System.Text.Json;
using Kali.Data;
using Kali.Data.Engines;
using Kali.Data.Pipeline;
using Kali.Data.Quality;
using Kali.Web.Tests.Engines.Databricks;
using Kali.Web.Tests.Engines.DeltaLog.Replay;
using Kali.Web.Tests.Pipeline;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using static Kali.Web.Tests.Quality.QualityLake;

namespace Kali.Web.Tests.Quality.Dqx;

/// <summary>Results as DQX lays them out, from real runs on both engines: joined as DQX's own recipes join them, and read by the independent reader of Delta tables.</summary>
public sealed class DqxTablesTests
{
    private static readonly TableName Checks = MetadataTables.DqxChecks("kali_dev");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Two loads of twenty orders; in each, three amounts are negative, two countries are unknown, and one row is both.</summary>
    private static async Task<PipelineLake> LoadedAsync(Action<IServiceCollection>? change)
    {
        var lake = await PipelineLake.OpenAsync(change, settings: ("Kali:Pipeline:WritesDqxTables", "true"));
        for (var upload = 1; upload <= 2; upload++)
        {
            var file = new StringBuilder("order_id,country,amount\n");
            for (var row = 1; row <= 20; row++)
                file.Append(FormattableString.Invariant($"A-{upload}{row:00},{(row is 3 or 9 ? "XX" : "DE")},{(row is 3 or 4 or 5 ? -row : row)}.50\n"));
            var sent = await Sending.ReceiveAsync(lake, $"orders_{upload}.csv", Encoding.UTF8.GetBytes(file.ToString()));
            var run = await Sending.LoadAsync(lake, sent with { Columns = [Text("order_id"), Text("country"), Money("amount")] });
            Assert.True(run.State is RunState.Done, run.Fault?.Message);
            if (upload == 1)
                await PutRulesInForceAsync(lake);
        }
        return lake;
    }

    /// <summary>Rules need columns to speak of: they come after the first load, and hold for the second.</summary>
    private static async Task PutRulesInForceAsync(PipelineLake lake)
    {
        var schema = (await lake.Get<RuleTrials>().SchemaAsync(Orders, Actor.System, Ct))!;
        Rule[] rules =
        [
            Rule(new InRange("amount", "0", null), filter: "country is not missing", name: "amount_positive") with { Owner = "sales-ops" },
            Rule(new OneOf("country", ["DE", "FR"]), Severity.Warns, name: "country_known"),
            Rule(new InRange("amount", "5", null), Severity.Notes, name: "amount_usual"),
        ];
        foreach (var rule in rules)
            await lake.Get<Rules>().SaveAsync(rule, schema, Actor.System, Ct);
    }

    [Fact]
    public async Task Results_StandInTheLayoutOfDqx_OnBothEngines()
    {
        using var workspace = new TestWorkspace();
        await using var embedded = await LoadedAsync(null);
        await using var databricks = await LoadedAsync(workspace.AddTo);

        var (here, there) = (await ToldAsync(embedded), await ToldAsync(databricks));

        Assert.Equal(
            [
                "A-203 errors amount_positive (amount) is_not_less_than country is not NULL owner=sales-ops: amount is at least 0; found: -3.50",
                "A-203 warnings country_known (country) is_in_list: country is DE or FR; found: XX",
                "A-204 errors amount_positive (amount) is_not_less_than country is not NULL owner=sales-ops: amount is at least 0; found: -4.50",
                "A-205 errors amount_positive (amount) is_not_less_than country is not NULL owner=sales-ops: amount is at least 0; found: -5.50",
                "A-209 warnings country_known (country) is_in_list: country is DE or FR; found: XX",
            ],
            here);
        Assert.Equal(here, there);
        await JoinAsTheRecipesOfDqxDoAsync(embedded);
        await AreReadByOthersAsync(embedded);
        await AreAChoiceOfTheDatasetsPeopleAsync(embedded);
    }

    private static async Task JoinAsTheRecipesOfDqxDoAsync(PipelineLake lake)
    {
        var joined = await Sending.QueryAsync(lake, Sql.Of($"""
            SELECT e.name, c."check".function, c.criticality, c.run_config_name, count(*)
            FROM (SELECT unnest(_errors) AS e FROM {Orders.DqxQuarantine}) AS told JOIN {Checks} AS c ON told.e.rule_fingerprint = c.rule_fingerprint AND told.e.rule_set_fingerprint = c.rule_set_fingerprint
            GROUP BY ALL
            """));
        Assert.Equal([["amount_positive", "is_not_less_than", "error", "kali_dev.orders", 3L]], joined);
        var metrics = await Sending.QueryAsync(lake, Sql.Of($"""
            SELECT DISTINCT m.quarantine_location, m.checks_location FROM {MetadataTables.DqxMetrics("kali_dev")} AS m
            JOIN (SELECT DISTINCT unnest(_errors).run_id AS run_id FROM {Orders.DqxQuarantine}) AS told ON m.run_id = told.run_id
            """));
        Assert.Equal([[Orders.DqxQuarantine.ToString(), Checks.ToString()]], metrics);
        var sets = await Sending.QueryAsync(lake, Sql.Of($"SELECT rule_set_fingerprint, count(DISTINCT name) = count(*) FROM {Checks} GROUP BY 1"));
        Assert.All(sets, set => Assert.Equal(true, set[1]));
    }

    private static async Task AreReadByOthersAsync(PipelineLake lake)
    {
        foreach (var table in new[] { Orders.DqxQuarantine, Checks })
        {
            var folder = Directory.EnumerateDirectories(lake.Folder, "_delta_log", SearchOption.AllDirectories).Select(log => Path.GetDirectoryName(log)!).Single(folder => Path.GetFileName(folder) == table.Name);
            var replayed = await DeltaReplay.CheckAsync(folder);
            Assert.Equal(await Sending.CountAsync(lake, table), replayed.RowCount);
            Assert.Contains(replayed.Columns, column => column.Type.Contains("struct<", StringComparison.Ordinal));
        }
    }

    private static async Task AreAChoiceOfTheDatasetsPeopleAsync(PipelineLake lake)
    {
        var settings = lake.Get<DqxSettings>();
        await Assert.ThrowsAsync<NotAllowedException>(() => settings.ChooseAsync(Orders, false, PipelineLake.Two, Ct));
        Assert.True(await settings.AreWrittenAsync(Orders, PipelineLake.Steward, Ct));
        await settings.ChooseAsync(Orders, false, PipelineLake.Steward, Ct);
        Assert.False(await settings.AreWrittenAsync(Orders, PipelineLake.Steward, Ct));
    }

    /// <summary>What the table says of each row, a line an item.</summary>
    private static async Task<List<string>> ToldAsync(PipelineLake lake)
    {
        var rows = await Sending.QueryAsync(lake, Sql.Of($"SELECT order_id, _errors, _warnings FROM {Orders.DqxQuarantine} ORDER BY order_id"));
        return [.. rows.SelectMany(row => Items((string)row[0]!, "errors", row[1]).Concat(Items((string)row[0]!, "warnings", row[2])))];
    }

    private static IEnumerable<string> Items(string row, string what, object? json)
    {
        if (json is not string text)
            yield break;
        using var document = JsonDocument.Parse(text);
        foreach (var item in document.RootElement.EnumerateArray())
        {
            Assert.Equal(64, item.GetProperty("rule_fingerprint").GetString()!.Length);
            Assert.True(Guid.TryParse(item.GetProperty("run_id").GetString(), out _));
            var columns = string.Join(", ", item.GetProperty("columns").EnumerateArray().Select(column => column.GetString()));
            var filter = item.GetProperty("filter").ValueKind == JsonValueKind.Null ? "" : $" {item.GetProperty("filter").GetString()}";
            var words = item.GetProperty("user_metadata").ValueKind == JsonValueKind.Null ? "" : string.Concat(item.GetProperty("user_metadata").EnumerateObject().Select(word => $" {word.Name}={word.Value.GetString()}"));
            yield return $"{row} {what} {item.GetProperty("name").GetString()} ({columns}) {item.GetProperty("function").GetString()}{filter}{words}: {item.GetProperty("message").GetString()}";
        }
    }
}
