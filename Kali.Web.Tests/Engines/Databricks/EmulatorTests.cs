using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Kali.Web.Tests.Emulators;
using Xunit;

namespace Kali.Web.Tests.Engines.Databricks;

/// <summary>The emulated service refuses what the real one refuses, in its words; a client that passes here by accident would fail there.</summary>
public sealed class EmulatorTests : IAsyncLifetime
{
    private const string Statements = "api/2.0/sql/statements";
    private const string PythonTask = """{"task_key":"a","environment_key":"e","spark_python_task":{"python_file":"/a.py"}}""";
    private const string Environments = "\"environments\":[{\"environment_key\":\"e\",\"spec\":{\"environment_version\":\"2\"}}]";
    private readonly TestWorkspace _workspace = new();
    private readonly HttpClient _http = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _http.BaseAddress = await EmulatedDatabricks.AddressAsync();
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", _workspace.Emulated.Token);
    }

    public ValueTask DisposeAsync()
    {
        _http.Dispose();
        _workspace.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task WhoIsNotKnown_IsToldSoByTheGate()
    {
        _http.DefaultRequestHeaders.Authorization = null;
        using var nobody = await _http.GetAsync("api/2.0/preview/scim/v2/Me", Ct);
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "dapi0");
        using var stranger = await _http.GetAsync("api/2.0/preview/scim/v2/Me", Ct);

        Assert.Equal((HttpStatusCode.Unauthorized, "Bearer realm=\"DatabricksRealm\"", 401), (nobody.StatusCode, nobody.Headers.WwwAuthenticate.ToString(), await CodeAsync(nobody)));
        Assert.Equal((HttpStatusCode.Forbidden, 403), (stranger.StatusCode, await CodeAsync(stranger)));

        static async Task<int> CodeAsync(HttpResponseMessage answer) => JsonNode.Parse(await answer.Content.ReadAsStringAsync(Ct))!["error_code"]!.GetValue<int>();
    }

    [Theory]
    [InlineData("GET api/2.0/nothing", null, "404 ENDPOINT_NOT_FOUND")]
    [InlineData("POST api/2.0/lineage-tracking/table-lineage", "{}", "404 ENDPOINT_NOT_FOUND")]
    [InlineData("GET api/2.0/lineage-tracking/table-lineage", null, "400 INVALID_PARAMETER_VALUE")]
    [InlineData("POST " + Statements, "{", "400 MALFORMED_REQUEST")]
    [InlineData("POST " + Statements, """{"warehouse_id":7}""", "400 MALFORMED_REQUEST")]
    [InlineData("POST " + Statements, """{"statement":"SELECT 1"}""", "400 INVALID_PARAMETER_VALUE")]
    [InlineData("POST " + Statements, """{"warehouse_id":"W","statement":"SELECT 1","wait_timeout":"60s"}""", "400 INVALID_PARAMETER_VALUE")]
    [InlineData("POST " + Statements, """{"warehouse_id":"W","statement":"SELECT 1","on_wait_timeout":"STOP"}""", "400 INVALID_PARAMETER_VALUE")]
    [InlineData("POST " + Statements, """{"warehouse_id":"W","statement":"SELECT 1","format":"ARROW_STREAM"}""", "400 INVALID_PARAMETER_VALUE")]
    [InlineData("POST " + Statements, """{"warehouse_id":"W","statement":"SELECT ?","parameters":[{"value":"1","type":"INT"}]}""", "400 INVALID_PARAMETER_VALUE")]
    [InlineData("GET api/2.1/unity-catalog/catalogs?max_results=-1", null, "400 INVALID_PARAMETER_VALUE")]
    [InlineData("GET api/2.1/unity-catalog/catalogs?page_token=xx", null, "400 MALFORMED_REQUEST")]
    [InlineData("GET api/2.1/unity-catalog/permissions/door/kali_dev", null, "400 INVALID_PARAMETER_VALUE")]
    [InlineData("GET api/2.1/unity-catalog/permissions/table/kali_dev.gold_layer.none", null, "404 TABLE_DOES_NOT_EXIST")]
    [InlineData("PATCH api/2.1/unity-catalog/permissions/catalog/kali_dev", """{"changes":[{"principal":"kali_analysts","add":["READ"]}]}""", "400 INVALID_PARAMETER_VALUE")]
    [InlineData("PATCH api/2.1/unity-catalog/permissions/catalog/kali_dev", """{"changes":[{"principal":"users","add":["SELECT"]}]}""", "404 PRINCIPAL_DOES_NOT_EXIST")]
    [InlineData("POST api/2.1/unity-catalog/entity-tag-assignments", """{"entity_type":"tables","entity_name":"kali_dev.gold_layer.none","tag_key":"a"}""", "404 TABLE_DOES_NOT_EXIST")]
    [InlineData("POST api/2.1/unity-catalog/entity-tag-assignments", """{"entity_type":"catalogs","entity_name":"kali_dev","tag_key":"a.b"}""", "400 INVALID_PARAMETER_VALUE")]
    [InlineData("GET api/2.0/fs/directories/Volumes/kali_dev/metadata/none", null, "404 NOT_FOUND")]
    [InlineData("GET api/2.2/jobs/runs/get-output", null, "400 INVALID_PARAMETER_VALUE")]
    [InlineData("GET api/2.2/jobs/list?limit=101", null, "400 INVALID_PARAMETER_VALUE")]
    [InlineData("POST api/2.2/jobs/create", """{"name":"a"}""", "400 INVALID_PARAMETER_VALUE")]
    [InlineData("POST api/2.2/jobs/create", """{"name":"a","tasks":[{"task_key":"a","spark_python_task":{"python_file":"/a.py"}}]}""", "400 INVALID_PARAMETER_VALUE")]
    [InlineData("POST api/2.2/jobs/create", $$$"""{"name":"a","tasks":[{{{PythonTask}}}]}""", "400 INVALID_PARAMETER_VALUE")]
    [InlineData("POST api/2.2/jobs/create", $$$"""{"name":"a","tasks":[{{{PythonTask}}},{{{PythonTask}}}],{{{Environments}}}}""", "400 INVALID_PARAMETER_VALUE")]
    [InlineData("POST api/2.2/jobs/create", $$$"""{"name":"a","tasks":[{{{PythonTask}}}],{{{Environments}}},"job_clusters":[{"job_cluster_key":"c","new_cluster":{"spark_version":"17","node_type_id":"n","autoscale":{"min_workers":2,"max_workers":2} } }]}""", "400 INVALID_PARAMETER_VALUE")]
    [InlineData("POST api/2.2/jobs/create", $$$"""{"name":"a","tasks":[{{{PythonTask}}}],{{{Environments}}},"parameters":[{"name":"a b","default":""}]}""", "400 INVALID_PARAMETER_VALUE")]
    [InlineData("POST api/2.2/jobs/runs/submit", """{"tasks":[{"task_key":"a","job_cluster_key":"c","spark_python_task":{"python_file":"/a.py"}}]}""", "400 INVALID_PARAMETER_VALUE")]
    public async Task WhatTheServiceRefuses_IsRefused(string call, string? body, string expected)
    {
        using var answer = await SendAsync(call, body);

        Assert.Equal(expected, $"{(int)answer.StatusCode} {JsonNode.Parse(await answer.Content.ReadAsStringAsync(Ct))!["error_code"]}");
    }

    [Fact]
    public async Task AToken_OfAPage_IsNoneOfAnotherList()
    {
        var schemas = await JsonAsync("GET api/2.1/unity-catalog/schemas?catalog_name=kali_dev");
        using var other = await SendAsync($"GET api/2.1/unity-catalog/catalogs?page_token={schemas["next_page_token"]}");

        Assert.Equal(HttpStatusCode.BadRequest, other.StatusCode);
    }

    [Fact]
    public async Task AResult_IsKeptForAnHour_AndItsStatementForTwelve()
    {
        var started = await JsonAsync($"POST {Statements}", """{"warehouse_id":"W","statement":"SELECT 1","wait_timeout":"30s"}""");
        var path = $"{Statements}/{started["statement_id"]}";

        _workspace.Time.Advance(TimeSpan.FromMinutes(61));
        var closed = await JsonAsync($"GET {path}");
        using var part = await SendAsync($"GET {path}/result/chunks/0");
        _workspace.Time.Advance(TimeSpan.FromHours(12));
        using var gone = await SendAsync($"GET {path}");

        Assert.Equal("SUCCEEDED", started["status"]!["state"]!.GetValue<string>());
        Assert.Equal(("CLOSED", null), (closed["status"]!["state"]!.GetValue<string>(), closed["result"]));
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (part.StatusCode, gone.StatusCode));
    }

    [Fact]
    public async Task AFile_IsGivenInPart_AndOnlyAsTheCallerKnowsIt()
    {
        const string file = "api/2.0/fs/files/Volumes/kali_dev/metadata/staging/rows/a";
        using var early = await SendAsync($"PUT {file}?overwrite=true", "0123456789");
        using var folder = await SendAsync("PUT api/2.0/fs/directories/Volumes/kali_dev/metadata/staging/rows");
        using var sent = await SendAsync($"PUT {file}?overwrite=false", "0123456789");
        using var twice = await SendAsync($"PUT {file}?overwrite=false", "");
        using var wanted = new HttpRequestMessage(HttpMethod.Get, file) { Headers = { Range = new RangeHeaderValue(2, 4) } };
        using var range = await _http.SendAsync(wanted, Ct);
        using var old = new HttpRequestMessage(HttpMethod.Get, file) { Headers = { IfUnmodifiedSince = DateTimeOffset.UnixEpoch } };
        using var changed = await _http.SendAsync(old, Ct);

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NoContent, HttpStatusCode.Conflict), (early.StatusCode, sent.StatusCode, twice.StatusCode));
        Assert.Equal((HttpStatusCode.PartialContent, "234"), (range.StatusCode, await range.Content.ReadAsStringAsync(Ct)));
        Assert.NotNull(range.Content.Headers.LastModified);
        Assert.Equal(HttpStatusCode.PreconditionFailed, changed.StatusCode);
    }

    private async Task<JsonNode> JsonAsync(string call, string? body = null)
    {
        using var answer = await SendAsync(call, body);
        return JsonNode.Parse(await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync(Ct))!;
    }

    private async Task<HttpResponseMessage> SendAsync(string call, string? body = null)
    {
        var (method, path) = (call[..call.IndexOf(' ', StringComparison.Ordinal)], call[(call.IndexOf(' ', StringComparison.Ordinal) + 1)..]);
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (body is not null)
            request.Content = new StringContent(body.Replace("\"W\"", $"\"{EmulatedWorkspace.WarehouseId}\"", StringComparison.Ordinal), Encoding.UTF8, "application/json");
        return await _http.SendAsync(request, Ct);
    }
}
