using Kali.Data;
using Kali.Data.Ingest;
using Kali.Data.Pipeline;
using Kali.Data.Uploads;
using Kali.Web.Tests.Browser;
using Kali.Web.Tests.Emulators.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Xunit;

namespace Kali.Web.Tests.Engines.Databricks;

/// <summary>The whole application with its tables in a workspace and its files in a storage account: the same pages, the same figures.</summary>
public sealed class ApplicationTests(BrowserFixture browsers, StorageFixture storage)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AFile_GoesThroughThePipelineAndIsSeenOnEveryPage()
    {
        using var workspace = new TestWorkspace();
        var account = await storage.StartedAsync();
        workspace.Settings["Kali:Engine"] = KaliOptions.Databricks;
        workspace.Settings["Kali:Lake:ConnectionString"] = account.ConnectionString;
        workspace.Settings["Kali:Lake:Container"] = (await account.NewContainerAsync()).Name;
        using var host = KaliHost.OnRealPort(workspace.Settings);
        var run = await LoadAsync(host);
        Assert.True(run.State is RunState.Done, $"{run.Fault?.Message}\n{workspace.Emulated.LastFault}\n{string.Join('\n', run.Log.Select(line => line.Text))}");

        await using var visit = await Visit.SignedInAsync(browsers, host);
        var page = visit.Page;
        await ShowsAsync($"/runs/{run.Id}", "orders is ready");
        await ShowsAsync("/catalog", "orders.csv");
        await ShowsAsync("/data/kali_dev/orders/preview?layer=gold", "A-");
        await ShowsAsync("/data/kali_dev/orders/quality", "Country");
        await ShowsAsync("/data/kali_dev/orders/history?layer=gold", "orders.csv was loaded");
        await ShowsAsync("/admin/health", "The SQL warehouse Kali runs.");
        await ShowsAsync("/explore", "orders");
        await page.Locator(".cm-content").FillAsync("SELECT country, count(*) AS n FROM orders GROUP BY country ORDER BY n DESC");
        await page.Keyboard.PressAsync("Control+Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Grid)).ToContainTextAsync("DE");
        visit.AssertNoComplaints();

        async Task ShowsAsync(string path, string text)
        {
            await visit.GoAsync(path);
            await Assertions.Expect(page.Locator("main")).ToContainTextAsync(text);
        }
    }

    private static async Task<RunSnapshot> LoadAsync(KaliHost host)
    {
        var admin = new Actor("local-admin", "Admin", [KaliRole.Admin]);
        using var content = new MemoryStream(SampleText.NextVersion(orders: 300));
        var upload = await host.Services.GetRequiredService<UploadSessions>().BringAsync("orders.csv", content, admin, Ct);
        var intakes = host.Services.GetRequiredService<Intakes>();
        var started = await intakes.StartAsync((await intakes.LookAsync(upload, admin, Ct)).Single().Id, admin, Ct);
        RunSnapshot? last = null;
        await foreach (var run in host.Services.GetRequiredService<Runs>().WatchAsync(started.Run!.Value, admin, Ct))
        {
            if ((last = run).State.HasEnded())
                break;
        }
        return last!;
    }
}
