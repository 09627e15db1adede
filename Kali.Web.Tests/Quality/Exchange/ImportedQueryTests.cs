using System.Text;
using DuckDB.NET.Data;
using Kali.Data;
using Kali.Data.Engines.Databricks;
using Kali.Data.Engines.Databricks.Exploring;
using Kali.Data.Engines.Databricks.Jobs.Pipelines;
using Kali.Data.Engines.Embedded.Sandbox;
using Kali.Data.Engines.Embedded.Sessions;
using Kali.Data.Explore;
using Kali.Data.Quality;
using Kali.Data.Quality.Exchange;
using Kali.Web.Tests.Engines.Databricks;
using Kali.Web.Tests.Pipeline;
using Kali.Web.Tests.Quality.Bite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Xunit;

namespace Kali.Web.Tests.Quality.Exchange;

/// <summary>Files whose rules hold whole queries: taken over where the guard lets them run, refused with the reason where it does not, and the same on both engines.</summary>
public sealed class ImportedQueryTests
{
    private const string Dqx = """
        - name: sums by city
          check: {function: sql_query, arguments: {query: "SELECT `ort`, sum(betrag) > 2550 AS `too much` FROM {{ input_view }} GROUP BY `ort`", condition_column: too much, merge_columns: [ort]}}
        - name: known customers
          check: {function: sql_expression, arguments: {expression: "kunde in (select kunde from orders where ort <> \"Köln\")"}}
        - name: takes away
          check: {function: sql_query, arguments: {query: DROP TABLE orders, condition_column: c}}
        - name: reads a file
          check: {function: sql_query, arguments: {query: "SELECT true AS c FROM read_csv('/etc/passwd')", condition_column: c}}
        - name: of another house
          check: {function: sql_query, arguments: {query: SELECT true AS c FROM payroll, condition_column: c}}
        - name: no such column
          check: {function: sql_query, arguments: {query: "SELECT no_such_column > 1 AS c FROM {{ input_view }}", condition_column: c}}
        """;

    private const string Expectations = """
        {"name": "orders", "expectations": [
          {"type": "unexpected_rows_expectation", "kwargs": {"unexpected_rows_query": "SELECT a.nr FROM {batch} a JOIN {batch} b ON a.nr = b.nr WHERE a.betrag <> b.betrag"}},
          {"type": "unexpected_rows_expectation", "kwargs": {"unexpected_rows_query": "SELECT ort FROM {batch} GROUP BY ort HAVING count(*) > 5"}}]}
        """;

    private const string Soda = """
        dataset: lake/kali_dev/gold_layer/orders
        checks:
          - failed_rows: {name: late, query: "SELECT nr FROM orders WHERE geliefert > bestellt + 8"}
          - metric: {name: mean, query: "SELECT avg(betrag) FROM orders", threshold: {must_be_between: {greater_than: 1, less_than: 1000}}}
        columns: []
        """;

    private const string SodaCl = """
        checks for orders:
          - failed rows:
              name: dear
              fail query: SELECT * FROM orders WHERE betrag > 10000
        """;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Queries_AreTakenOverWhereTheGuardLetsThemRun_AndGiveTheSameOnBothEngines()
    {
        using var workspace = new TestWorkspace();

        var here = await ToldAsync(null);
        var there = await ToldAsync(workspace.AddTo);

        Assert.Equal(
            [
                "sums by city: Approximated, Failed 2",
                "known customers: Approximated, Failed 12",
                "takes away: Refused, The query cannot be read",
                "reads a file: Refused, This function is not among those that rules may use: read_csv.",
                "of another house: Refused, There is no such table, or it may not be read: payroll.",
                "no such column: Refused, Its query does not run here",
                "sql_query: Lossless, Passed 0",
                "sql_query_2: Lossless, Failed 5",
                "late: Lossless, Failed 6",
                "mean: Approximated, Passed",
                "dear: Lossless, Passed 0",
            ],
            here);
        Assert.Equal(here, there);
    }

    /// <summary>What is run of each query that the guard lets through, on either engine.</summary>
    private static async Task CheckPrintedAsync(PipelineLake lake, IEnumerable<Rule> rules)
    {
        var (embedded, databricks) = (new StringBuilder(), new StringBuilder());
        await using var connection = new DuckDBConnection("DataSource=:memory:");
        await connection.OpenAsync(Ct);
        using var session = new DuckSession(connection, TimeProvider.System, () => { }, Ct);
        foreach (var rule in rules)
        {
            var allowed = Assert.IsType<GuardOutcome.Allowed>(await lake.Get<Explorer>().AllowedAsync(Assert.IsType<SqlQuery>(rule.Kind).Query, lake.Get<ExploreOptions>().ForDownload, PipelineLake.Steward, Ct));
            var sentence = $"-- {rule.Name}: {RuleWords.English.Sentence(rule, column => column)}\n";
            embedded.Append(sentence).Append(DuckDbSandbox.TextOf(session, allowed.Select.Document)).Append(";\n\n");
            var sql = new DatabricksSql(Options.Create(new DatabricksOptions()), Options.Create(new JobOptions())).Query(SelectPrinter.Print(allowed.Select));
            databricks.Append(sentence);
            foreach (var parameter in sql.Parameters)
                databricks.Append("--   ").Append(parameter.Name).Append(" = ").Append(parameter.Value ?? "NULL").Append(" (").Append(parameter.Type).Append(")\n");
            databricks.Append(sql.Text).Append(";\n\n");
        }
        GoldenFiles.Check("queries.embedded.sql", embedded.ToString());
        GoldenFiles.Check("queries.databricks.sql", databricks.ToString());
    }

    /// <summary>What the report says of each rule, and what it says of the orders once it is taken over.</summary>
    private static async Task<List<string>> ToldAsync(Action<IServiceCollection>? change)
    {
        await using var lake = await PipelineLake.OpenAsync(change);
        await BittenOrders.LoadAsync(lake, 60);
        var told = new List<string>();
        var taken = new List<Rule>();
        foreach (var text in new[] { Dqx, Expectations, Soda, SodaCl })
        {
            var report = await lake.Get<RuleExchange>().ReadAsync(BittenOrders.Name, text, null, PipelineLake.Steward, Ct);
            Assert.Equal(report.Rules.Length, (await lake.Get<RuleExchange>().TakeOverAsync(BittenOrders.Name, report.Rules, PipelineLake.Steward, Ct)).Length);
            taken.AddRange(report.Rules);
            foreach (var item in report.Items)
                told.Add(item.Rule is { } rule ? $"{rule.Name}: {item.Fidelity}, {await ResultAsync(lake, rule)}" : $"{item.Title}: Refused, {Short(item.Remarks[0].English)}");
        }
        if (change is null)
            await CheckPrintedAsync(lake, taken);
        return told;
    }

    private static async Task<string> ResultAsync(PipelineLake lake, Rule rule)
    {
        var result = (await lake.Get<RuleTrials>().TryAsync(rule, 1, PipelineLake.Steward, Ct))!.Result;
        return $"{result.Outcome} {result.Failing}{result.Obstacle?.Detail}".TrimEnd();
    }

    /// <summary>Without an engine's own words.</summary>
    private static string Short(string remark) => remark.StartsWith("Its query", StringComparison.Ordinal) || remark.StartsWith("The query cannot", StringComparison.Ordinal) ? remark[..remark.IndexOf(':', StringComparison.Ordinal)] : remark;
}
