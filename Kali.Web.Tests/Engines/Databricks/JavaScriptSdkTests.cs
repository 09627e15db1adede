using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Kali.Web.Tests.Emulators;
using Xunit;

namespace Kali.Web.Tests.Engines.Databricks;

/// <summary>Databricks' own SDK for JavaScript drives the emulated workspace and finds nothing that the SDK does not declare.</summary>
public sealed class JavaScriptSdkTests : IDisposable
{
    private readonly EmulatedWorkspace _workspace = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public async Task StatementsJobsAndCatalog_AreTheServicesOwnToItsSdk()
    {
        var script = Node.Script("workspace.mjs", "@databricks/sdk-experimental");
        var address = await EmulatedDatabricks.AddressAsync();
        _workspace.Statements.RowsPerChunk = 500;
        // The SDK sends no body with PATCH, so grants come from here, and the table they are on.
        await SendAsync(address, HttpMethod.Post, "2.0/sql/statements", new JsonObject
        {
            ["warehouse_id"] = EmulatedWorkspace.WarehouseId,
            ["statement"] = "CREATE TABLE `kali_dev`.`silver_layer`.`orders` (`id` BIGINT, `name` STRING, `price` DECIMAL(10,2), `at` TIMESTAMP) USING DELTA PARTITIONED BY (`name`) COMMENT 'Orders as sent'",
            ["wait_timeout"] = "30s",
        });
        await GrantAsync(address, "table/kali_dev.silver_layer.orders", "SELECT");
        await GrantAsync(address, "schema/kali_dev.silver_layer", "USE_SCHEMA");
        await GrantAsync(address, "catalog/kali_dev", "USE_CATALOG");

        var said = await Node.RunAsync(script, Ct, address.ToString().TrimEnd('/'), _workspace.Token, EmulatedWorkspace.WarehouseId);

        TestContext.Current.TestOutputHelper?.WriteLine(said);
        Assert.Contains("0 differences", said, StringComparison.Ordinal);
    }

    private Task GrantAsync(Uri address, string securable, string privilege)
    {
        var change = new JsonObject { ["principal"] = "kali_analysts", ["add"] = new JsonArray(privilege) };
        return SendAsync(address, HttpMethod.Patch, $"2.1/unity-catalog/permissions/{securable}", new JsonObject { ["changes"] = new JsonArray(change) });
    }

    private async Task SendAsync(Uri address, HttpMethod method, string path, JsonObject body)
    {
        using var http = new HttpClient { BaseAddress = address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", _workspace.Token);
        using var request = new HttpRequestMessage(method, $"api/{path}") { Content = JsonContent.Create(body) };
        using var answer = await http.SendAsync(request, Ct);
        answer.EnsureSuccessStatusCode();
    }
}
