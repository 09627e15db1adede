using Xunit;

namespace Kali.Web.Tests.Commands;

/// <summary>rules: a dataset's rules as files of other systems, and back.</summary>
public sealed class RulesVerbTests : IDisposable
{
    private readonly Terminal _terminal = new();

    public void Dispose() => _terminal.Dispose();

    [Fact]
    public async Task Rules_ImportedAndExported_TellOfEachRuleWhatBecameOfIt()
    {
        const string Table = "kali_dev.gold_layer.orders";
        await _terminal.RunAsync("ingest", _terminal.File("orders.csv", MessyOrders.Csv()));
        var file = _terminal.File("checks.yml", """
            - check: {function: is_not_null, arguments: {column: Ort}}
            - check: {function: is_in_range, arguments: {column: Betrag (€), min_limit: 0, max_limit: 100000}}
            - check: {function: sql_query, arguments: {query: SELECT 1}}
            """);

        var dry = await _terminal.RunAsync("rules", Table, "--import", file, "--dry-run", "--json");
        Assert.True(dry.Exit == 1, dry.ToString());
        var report = Assert.Single(dry.Json);
        Assert.Equal(("dqx", 2, 1, 0), (report.GetProperty("format").GetString(), report.GetProperty("lossless").GetInt32(), report.GetProperty("refused").GetInt32(), report.GetProperty("taken_over").GetInt32()));

        var taken = await _terminal.RunAsync("rules", Table, "--import", file, "--format", "dqx", "--json");
        Assert.Equal(2, Assert.Single(taken.Json).GetProperty("taken_over").GetInt32());

        var path = Path.Combine(_terminal.Lake, "orders.odcs.yaml");
        var export = await _terminal.RunAsync("rules", Table, "--export", "odcs", "--out", path, "--json");
        Assert.True(export.Exit == 0, export.ToString());
        Assert.Contains("metric: nullValues", await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken), StringComparison.Ordinal);

        var bomb = await _terminal.RunAsync("rules", Table, "--import", _terminal.File("bomb.yml", "a: &a [1]\nb: [*a, *a]"));
        Assert.Equal(2, bomb.Exit);
        Assert.Contains("nothing was taken over", bomb.Messages, StringComparison.Ordinal);
    }
}
