using System.Collections.Immutable;
using Kali.Data;
using Kali.Data.Engines;
using Kali.Data.Ingest;
using Kali.Data.Pipeline;
using Kali.Data.Uploads;
using Kali.Web.Tests.Pipeline;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Xunit;

namespace Kali.Web.Tests.Browser;

/// <summary>
/// The closed loop, by hand: a workbook goes out with its failing cells marked, is edited, comes back, is tested again, approved by a second person
/// and merged; the row in gold tells its story; undoing brings back the former version.
/// </summary>
public sealed class RepairJourneyTests(BrowserFixture browsers)
{
    private const string Orders = "orders";
    private static readonly DatasetName Dataset = new(new KaliOptions().Catalog, Orders);
    private static readonly Actor Engineer = new("local-data-engineer", "Data engineer", [KaliRole.DataEngineer]);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Workbook_OutMarked_BackEdited_Approved_Merged_AndUndone()
    {
        using var host = KaliHost.OnRealPort();
        await LoadAsync(host);
        var former = await TablesAsync(host);
        await using var engineer = await Visit.SignedInAsync(browsers, host, role: KaliRole.DataEngineer);

        var sent = await DownloadAsync(engineer);
        await SendBackAsync(engineer, OrdersWorkbook.Edit(sent, new Dictionary<string, string> { ["D10"] = "17.5", ["E30"] = "2026-02-28" }));
        await TestAndProposeAsync(engineer);

        await using (var admin = await Visit.SignedInAsync(browsers, host, role: KaliRole.Admin))
        {
            await ApproveAsync(admin);
            admin.AssertNoComplaints();
        }
        await StoryIsToldAsync(engineer, host);
        await UndoAsync(engineer);
        Assert.Equal(former, await TablesAsync(host));
        engineer.AssertNoComplaints();
    }

    private static async Task LoadAsync(KaliHost host)
    {
        using var content = new MemoryStream(OrdersWorkbook.Make());
        var upload = await host.Services.GetRequiredService<UploadSessions>().BringAsync("orders.xlsx", content, Engineer, Ct);
        var intakes = host.Services.GetRequiredService<Intakes>();
        foreach (var intake in await intakes.LookAsync(upload, Engineer, Ct))
        {
            if (intake.Draft.Part?.Sheet != "Orders")
                continue;
            var started = await intakes.StartAsync((await intakes.IntoAsync(intake.Id, Orders, Engineer, Ct)).Id, Engineer, Ct);
            await foreach (var run in host.Services.GetRequiredService<Runs>().WatchAsync(started.Run!.Value, Engineer, Ct))
            {
                if (run.State.HasEnded())
                    break;
            }
        }
        Assert.Equal(3, await CountAsync(host, Dataset.Quarantine));
    }

    private static async Task<byte[]> DownloadAsync(Visit visit)
    {
        var page = visit.Page;
        await visit.GoAsync($"/data/{Dataset.Catalog}/{Orders}/quality");
        await page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Open repairs" }).ClickAsync();
        await Assertions.Expect(page.Locator("h1")).ToContainTextAsync("Repair orders");
        await visit.ReadyAsync();
        await visit.PictureAsync("repair-workspace", new Look());
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "As a workbook" }).ClickAsync();
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "orders.xlsx, 3 rows held back" }).ClickAsync());
        Assert.Equal("orders.xlsx", download.SuggestedFilename);
        return await File.ReadAllBytesAsync(await download.PathAsync(), Ct);
    }

    private static async Task SendBackAsync(Visit visit, byte[] workbook)
    {
        var page = visit.Page;
        await page.GetByLabel("The changed workbook").SetInputFilesAsync(new FilePayload { Name = "orders.xlsx", MimeType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", Buffer = workbook });
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Send it back" }).ClickAsync();
        await Assertions.Expect(page.Locator("h1")).ToContainTextAsync("2 cells were changed in the workbook");
        await Assertions.Expect(page.GetByRole(AriaRole.Row).Filter(new LocatorFilterOptions { HasText = "viel" })).ToContainTextAsync("17.5");
        await visit.PictureAsync("repair-workbook-changes", new Look());
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Take 2 cells into a proposal" }).ClickAsync();
        await Assertions.Expect(page.GetByText("2 cells change in 2 rows. Raw stays as it is.")).ToBeVisibleAsync();
    }

    private static async Task TestAndProposeAsync(Visit visit)
    {
        var page = visit.Page;
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Test again" }).ClickAsync();
        await Assertions.Expect(page.GetByText("2 cells change, and 2 held-back rows would pass.")).ToBeVisibleAsync();
        await page.GetByLabel("Why, for the second person and for later").FillAsync("The sales desk has looked it up");
        await visit.PictureAsync("repair-tested", new Look());
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Ask a second person about 2 cells" }).ClickAsync();
        await Assertions.Expect(page.GetByText("This is your own proposal.")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Approve 2 cells" })).ToHaveCountAsync(0);
    }

    private static async Task ApproveAsync(Visit visit)
    {
        var page = visit.Page;
        await visit.GoAsync("/repairs");
        await Assertions.Expect(page.Locator("h1")).ToContainTextAsync("1 repair waits for a second person");
        await page.GetByRole(AriaRole.Row).Filter(new LocatorFilterOptions { HasText = "waits for a second person" }).GetByRole(AriaRole.Link).ClickAsync();
        await Assertions.Expect(page.GetByText("The sales desk has looked it up")).ToBeVisibleAsync();
        await visit.PictureAsync("repair-to-approve", new Look());
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Approve 2 cells" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status).First).ToContainTextAsync("in silver and gold");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Undo this repair" })).ToBeVisibleAsync();
    }

    private static async Task StoryIsToldAsync(Visit visit, KaliHost host)
    {
        Assert.Equal(1, await CountAsync(host, Dataset.Quarantine));
        var row = (long)(await RowsAsync(host, Sql.Of($"SELECT _row_id FROM {Dataset.Gold} WHERE order_id = {"A-0010"}")))[0][0]!;
        var page = visit.Page;
        await visit.GoAsync(FormattableString.Invariant($"/lineage/{Dataset.Catalog}/gold_layer/{Orders}?row={row}&follow=amount"));
        var story = page.GetByRole(AriaRole.Complementary, new PageGetByRoleOptions { Name = "Story of a row" });
        await Assertions.Expect(story).ToContainTextAsync("How Amount became 17.50");
        var lines = await story.Locator("ol.story > li .strong").AllInnerTextsAsync();
        Assert.Equal(["In gold", "Typed", "Repaired by Data engineer, agreed by Admin", "Kept as text in raw", "Row 10 of orders.xlsx"], lines);
        await Assertions.Expect(story).ToContainTextAsync("The sales desk has looked it up");
        await visit.PictureAsync("repair-story", new Look());
        await story.GetByRole(AriaRole.Link, new LocatorGetByRoleOptions { Name = "Repair 1", Exact = true }).ClickAsync();
    }

    private static async Task UndoAsync(Visit visit)
    {
        var page = visit.Page;
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Undo this repair" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status).First).ToContainTextAsync("taken back");
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "took it back" })).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status).First).Not.ToContainTextAsync("being");
    }

    private static async Task<ImmutableArray<string>> TablesAsync(KaliHost host)
    {
        var tables = ImmutableArray.CreateBuilder<string>();
        foreach (var table in new[] { Dataset.Raw, Dataset.Silver, Dataset.Quarantine, Dataset.Gold })
            tables.Add(string.Join('\n', (await RowsAsync(host, Sql.Of($"SELECT * FROM {table} ORDER BY _row_id"))).Select(row => string.Join('|', row))));
        return tables.ToImmutable();
    }

    private static async Task<long> CountAsync(KaliHost host, TableName table) =>
        Convert.ToInt64((await RowsAsync(host, Sql.Of($"SELECT count(*) FROM {table}")))[0][0], System.Globalization.CultureInfo.InvariantCulture);

    private static async Task<List<object?[]>> RowsAsync(KaliHost host, Sql sql)
    {
        await using var result = await host.Services.GetRequiredService<ILakehouse>().QueryAsync(sql, Engineer, Ct);
        return await result.ToListAsync(Ct);
    }
}
