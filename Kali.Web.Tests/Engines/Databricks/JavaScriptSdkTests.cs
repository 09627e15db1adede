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
        // The SDK sends no body with PATCH, so grants come from here.
        await GrantAsync(address, "table/kali_dev.silver_layer.orders", "SELECT");
        await GrantAsync(address, "schema/kali_dev.silver_layer", "USE_SCHEMA");
        await GrantAsync(address, "catalog/kali_dev", "USE_CATALOG");

        var said = await Node.RunAsync(script, Ct, address.ToString().TrimEnd('/'), _workspace.Token, EmulatedWorkspace.WarehouseId);

        TestContext.Current.TestOutputHelper?.WriteLine(said);
        Assert.Contains("0 differences", said, StringComparison.Ordinal);
    }

    private async Task GrantAsync(Uri address, string securable, string privilege)
    {
        using var http = new HttpClient { BaseAddress = address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", _workspace.Token);
        var change = new JsonObject { ["principal"] = "kali_analysts", ["add"] = new JsonArray(privilege) };
        using var answer = await http.PatchAsync($"api/2.1/unity-catalog/permissions/{securable}", JsonContent.Create(new JsonObject { ["changes"] = new JsonArray(change) }), Ct);
        answer.EnsureSuccessStatusCode();
    }
}
