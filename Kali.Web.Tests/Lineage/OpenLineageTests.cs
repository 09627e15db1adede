using System.Net;
using System.Text.Json;
using Kali.Data;
using Kali.Data.Lineage;
using Kali.Data.Pipeline;
using Kali.Data.Store;
using Kali.Web.Tests.Pipeline;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Kali.Web.Tests.Lineage;

public sealed class OpenLineageTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Load_WritesEventsThatHaveWhatTheSpecificationDemands()
    {
        await using var lake = await PipelineLake.OpenAsync();
        var run = await Sending.LoadAsync(lake, await Sending.ReceiveAsync(lake, "orders.csv", MessyFile.Orders(120).Bytes));
        Assert.True(run.State is RunState.Done, run.Fault?.Message);
        var events = Directory.GetFiles(Path.Combine(lake.Folder, "lineage", "openlineage"), "*.json", SearchOption.AllDirectories)
            .Select(file => JsonDocument.Parse(File.ReadAllText(file)).RootElement).ToList();

        foreach (var report in events)
        {
            Assert.True(DateTimeOffset.TryParse(Text(report, "eventTime"), System.Globalization.CultureInfo.InvariantCulture, out _));
            Assert.True(Uri.IsWellFormedUriString(Text(report, "producer"), UriKind.Absolute));
            Assert.Equal("https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent", Text(report, "schemaURL"));
            Assert.True(Guid.TryParse(Text(report.GetProperty("run"), "runId"), out _));
            Assert.NotEmpty(Text(report.GetProperty("job"), "namespace"));
            Assert.NotEmpty(Text(report.GetProperty("job"), "name"));
            foreach (var dataset in report.GetProperty("inputs").EnumerateArray().Concat(report.GetProperty("outputs").EnumerateArray()))
            {
                Assert.NotEmpty(Text(dataset, "namespace"));
                Assert.NotEmpty(Text(dataset, "name"));
            }
            foreach (var facet in Facets(report))
            {
                Assert.NotEmpty(Text(facet, "_producer"));
                Assert.StartsWith("https://openlineage.io/spec/facets/", Text(facet, "_schemaURL"), StringComparison.Ordinal);
            }
        }
        // Each run of the report begins once and ends once: the whole, and the four steps that wrote a table.
        var runs = events.GroupBy(report => Text(report.GetProperty("run"), "runId")).ToList();
        Assert.Equal(5, runs.Count);
        Assert.All(runs, ends => Assert.Equal(["COMPLETE", "START"], ends.Select(report => Text(report, "eventType")).Order()));

        var gold = events.SelectMany(report => report.GetProperty("outputs").EnumerateArray()).First(output => Text(output, "name") == "kali_dev.gold_layer.orders");
        Assert.Equal(run.Ledger.Gold, gold.GetProperty("outputFacets").GetProperty("outputStatistics").GetProperty("rowCount").GetInt64());
        Assert.Contains(gold.GetProperty("facets").GetProperty("schema").GetProperty("fields").EnumerateArray(), field => Text(field, "name") == "betrag");
        Assert.Equal("betrag", Text(gold.GetProperty("facets").GetProperty("columnLineage").GetProperty("fields").GetProperty("betrag").GetProperty("inputFields")[0], "field"));
        Assert.Contains(gold.GetProperty("facets").GetProperty("dataQualityAssertions").GetProperty("assertions").EnumerateArray(), assertion => !assertion.GetProperty("success").GetBoolean());
    }

    [Fact]
    public async Task Send_WhenTheEndpointIsAway_KeepsTheEventsAndSendsThemLater()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.Zero));
        using var endpoint = new Endpoint { Answer = HttpStatusCode.ServiceUnavailable };
        await using var lake = await PipelineLake.OpenAsync(
            services => services.AddHttpClient(OpenLineageSender.HttpClientName).ConfigurePrimaryHttpMessageHandler(() => endpoint),
            time, settings: ("Kali:OpenLineage:Url", "http://lineage.example/api/v1/lineage"));
        var report = new OpenLineageEvent(Guid.NewGuid(), "START", time.GetUtcNow(), new System.Text.Json.Nodes.JsonObject { ["eventType"] = "START" });
        await lake.Get<OpenLineageOutbox>().PutAsync(report, Ct);
        await lake.Get<OpenLineageOutbox>().PutAsync(report, Ct);
        using var sender = ActivatorUtilities.CreateInstance<OpenLineageSender>(lake.Services);

        Assert.Equal(1, await sender.SendDueAsync(Ct));
        Assert.Equal(0, await sender.SendDueAsync(Ct));
        (endpoint.Answer, endpoint.Taken) = (HttpStatusCode.Created, 0);
        time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(1, await sender.SendDueAsync(Ct));
        Assert.Equal(1, endpoint.Taken);
        await using var store = lake.Store();
        Assert.NotNull((await store.Set<LineageEventRecord>().SingleAsync(Ct)).SentAt);
    }

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;

    private static IEnumerable<JsonElement> Facets(JsonElement element)
    {
        if (element.ValueKind is JsonValueKind.Array)
            return element.EnumerateArray().SelectMany(Facets);
        if (element.ValueKind is not JsonValueKind.Object)
            return [];
        return element.EnumerateObject().SelectMany(member => member.Name is "facets" or "inputFacets" or "outputFacets"
            ? member.Value.EnumerateObject().Select(facet => facet.Value)
            : Facets(member.Value));
    }

    private sealed class Endpoint : HttpMessageHandler
    {
        public HttpStatusCode Answer { get; set; }

        public int Taken { get; set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Taken++;
            return Task.FromResult(new HttpResponseMessage(Answer));
        }
    }
}
