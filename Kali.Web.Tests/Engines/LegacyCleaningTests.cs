using System.Text.Json;
using Kali.Data;
using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;
using Kali.Data.Engines.Legacy;
using Kali.Data.Pipeline;
using Kali.Data.Quality;
using Kali.Web.Tests.Pipeline;
using Xunit;

namespace Kali.Web.Tests.Engines;

/// <summary>The old cleaning gives the same as an expression, as .NET and as Python.</summary>
public sealed class LegacyCleaningTests
{
    private static readonly string[] Texts =
    [
        "", " ", "<b>Müller</b> &amp; Söhne (Nachtrag) 007", "a<b", "(((x)))", "()", "&;", "&amp;&lt;", "tab\tnew\nline", "e\u0301", "\U0001F600 emoji", "<a\nb>c", "A-1/2_3", "((a)b)c", "ÄÖÜ123",
    ];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task NativeAndFunction_CleanAlike()
    {
        await using var lake = await PipelineLake.OpenAsync();
        foreach (var text in Texts.Concat(MadeUp()))
        {
            var value = new Constant(text).AsText();
            var row = (await Sending.QueryAsync(lake, Sql.Of($"SELECT {LegacyCleaning.Native(value)}, {LegacyCleaning.Function("kali_dev", value)}")))[0];
            Assert.Equal((LegacyCleaning.Clean(text), LegacyCleaning.Clean(text)), ((string?)row[0], (string?)row[1]));
        }
        var missing = new Missing(DataType.String);
        Assert.Equal([null, null], (await Sending.QueryAsync(lake, Sql.Of($"SELECT {LegacyCleaning.Native(missing)}, {LegacyCleaning.Function("kali_dev", missing)}")))[0]);
    }

    [Fact]
    public async Task Python_CleansAlike()
    {
        var texts = Texts.Concat(MadeUp()).ToList();
        var program = $"import json, sys\ndef clean(value):\n{string.Concat(LegacyCleaning.PythonBody().Split('\n').Select(line => $"    {line}\n"))}\nprint(json.dumps([clean(one) for one in json.load(sys.stdin)]))";

        var cleaned = JsonSerializer.Deserialize<List<string>>(await Python.RunAsync(["-c", program], JsonSerializer.Serialize(texts), Ct));

        Assert.Equal(texts.ConvertAll(text => LegacyCleaning.Clean(text)), cleaned);
    }

    [Theory]
    [InlineData(CleaningRoute.Native)]
    [InlineData(CleaningRoute.Legacy)]
    public async Task ADataset_IsCleanedByTheRouteItHasChosen(CleaningRoute route)
    {
        await using var lake = await PipelineLake.OpenAsync();
        var orders = new DatasetName("kali_dev", "orders");
        await Sending.LoadAsync(lake, await Sending.ReceiveAsync(lake, "first.csv", MessyFile.Orders(5).Bytes));
        await lake.Get<CleaningChoice>().ChooseAsync(orders, new CleanedColumns(route, ["kunde"]), PipelineLake.Steward, Ct);
        var run = await Sending.LoadAsync(lake, await Sending.ReceiveAsync(lake, "second.csv", MessyFile.Orders(9, 100).Bytes));

        Assert.True(run.State is RunState.Done, run.Fault?.Message);
        var customers = await Sending.QueryAsync(lake, Sql.Of($"SELECT DISTINCT kunde FROM {orders.Silver.At(run.Steps.Single(step => step.Name is RunStepName.Silver).Work!.Version)} WHERE kunde LIKE 'M%'"));
        // The rows of the load before stay as they were cleaned then.
        Assert.Equal(["Meier; Söhne", "MeierShne", "Mller"], customers.Select(row => (string?)row[0]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void TheFunction_IsMadeByOneStatement()
    {
        var made = Kali.Data.Engines.Databricks.Dialect.DatabricksDialect.Print(LegacyCleaning.CreateFunction("kali_dev"));

        Assert.StartsWith("CREATE OR REPLACE FUNCTION `kali_dev`.`metadata`.`kali_legacy_clean`(value STRING) RETURNS STRING LANGUAGE PYTHON", made.Text, StringComparison.Ordinal);
        Assert.Contains("value = re.sub(r\"[^a-zA-Z0-9]\", \"\", value)", made.Text, StringComparison.Ordinal);
        Assert.Empty(made.Parameters);
    }

    private static IEnumerable<string> MadeUp()
    {
        var random = new Random(20261123);
        const string Alphabet = "aZ09<>&;() -_/äß\t\né\u0301";
        for (var i = 0; i < 60; i++)
            yield return new string([.. Enumerable.Range(0, random.Next(1, 25)).Select(_ => Alphabet[random.Next(Alphabet.Length)])]);
    }
}
