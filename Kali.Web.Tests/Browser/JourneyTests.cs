using System.Globalization;
using System.Text.RegularExpressions;
using Kali.Data;
using Kali.Data.Explore.Export;
using Kali.Data.Ingest.Sample;
using Kali.Web.Widgets;
using Microsoft.Playwright;
using Xunit;

namespace Kali.Web.Tests.Browser;

/// <summary>
/// The main job, by hand: a messy file becomes governed tables, what is wrong with it is seen and taken home, a gold row is led back to the
/// line of the file it came from, a second version comes in and is taken back. One person, one browser, one empty lake; below a base path,
/// as behind a proxy that has other applications, too.
/// </summary>
public sealed partial class JourneyTests(BrowserFixture browsers)
{

    /// <summary>Loading the sample takes seconds on an idle machine; several tests share this one.</summary>
    private static readonly LocatorAssertionsToContainTextOptions AtTheEnd = new() { Timeout = 240_000 };

    [Fact]
    public async Task Journey_FromASampleToARestoredVersion()
    {
        using var host = KaliHost.OnRealPort(new Dictionary<string, string?> { ["Kali:Proxy:BasePath"] = "/tools/kali" });
        await using var visit = await Visit.SignedInAsync(browsers, host, role: KaliRole.DataEngineer);

        await TryTheSampleAsync(visit);
        await SeeWhatIsWrongAsync(visit);
        await TakeHomeTheHeldBackRowsAsync(visit);
        await FollowAGoldRowToItsLineAsync(visit);
        await SendANewVersionAsync(visit);
        await RestoreTheEarlierVersionAsync(visit);
        await SignOutAsync(visit);
        visit.AssertNoComplaints();
    }

    private static async Task TryTheSampleAsync(Visit visit)
    {
        var page = visit.Page;
        await Assertions.Expect(page.Locator("h1")).ToContainTextAsync("Drop your first file, or try the sample");
        await visit.PictureAsync("home-empty", new Look());
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Try the sample" }).ClickAsync();

        await Assertions.Expect(page).ToHaveURLAsync(RunAddress());
        await Assertions.Expect(page.Locator("h1")).ToContainTextAsync("orders is ready: 47,681 of 48,213 rows are in gold", AtTheEnd);
        await ExpectLedgerAsync(page, "48,213", "47,681", "411", "118", "3");
        await visit.PictureAsync("run-ended", new Look());
    }

    private static async Task SeeWhatIsWrongAsync(Visit visit)
    {
        var page = visit.Page;
        await page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "See what is wrong" }).ClickAsync();
        await visit.ReadyAsync();
        await ExpectLedgerAsync(page, "48,213", "47,681", "411", "118", "3");
        // Each kind of mistake the sample has is a rule of its own, with the rows that break it.
        foreach (var count in new[] { SampleOrders.CountrySpelledOut, SampleOrders.DeliveredBeforeOrdered, SampleOrders.EmailsWithoutAt })
            await Assertions.Expect(page.Locator("main").GetByText($"{Numbers.Count(count)} of").First).ToBeVisibleAsync();
    }

    private static async Task TakeHomeTheHeldBackRowsAsync(Visit visit)
    {
        var page = visit.Page;
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Download" }).First.ClickAsync();
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Menuitem, new PageGetByRoleOptions { Name = "Held-back rows with reasons, CSV" }).ClickAsync());
        Assert.Equal("orders_held_back.csv", download.SuggestedFilename);
        var lines = DelimitedText.Read(await File.ReadAllTextAsync(await download.PathAsync(), TestContext.Current.CancellationToken));

        Assert.Equal(SampleOrders.HeldBack, lines.Count - 1);
        Assert.DoesNotContain(lines.SelectMany(line => line), SafeCell.IsFormula);
        Assert.Contains(lines, line => line.Exists(cell => cell.Contains("Deutschland", StringComparison.Ordinal)));
    }

    private static async Task FollowAGoldRowToItsLineAsync(Visit visit)
    {
        var page = visit.Page;
        await visit.GoAsync($"/data/{Catalog}/orders/lineage?layer=gold");
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Story of a row" }).ClickAsync();
        var story = page.GetByRole(AriaRole.Complementary, new PageGetByRoleOptions { Name = "Story of a row" });
        await story.GetByRole(AriaRole.Listitem).First.GetByRole(AriaRole.Link).ClickAsync();
        await Assertions.Expect(story.GetByRole(AriaRole.Heading, new LocatorGetByRoleOptions { Name = "This row is in gold" })).ToBeVisibleAsync();
        await story.GetByRole(AriaRole.Link, new LocatorGetByRoleOptions { Name = "Order ID", Exact = true }).ClickAsync();
        await Assertions.Expect(story.Locator(".raw-line")).ToBeVisibleAsync();

        // What the page shows is, cell by cell, the line of the file with that number.
        var number = int.Parse((await story.Locator("header .caption").InnerTextAsync()).Split(' ')[1], NumberStyles.AllowThousands, CultureInfo.GetCultureInfo("en-GB"));
        var line = SampleText.Line(number);
        var shown = await story.Locator(".raw-line span[title]").AllTextContentsAsync();
        Assert.Equal(SampleText.Cells(line), shown.Select(Undrawn));
        await visit.PictureAsync("lineage-story", new Look());
    }

    private static async Task SendANewVersionAsync(Visit visit)
    {
        var page = visit.Page;
        await visit.GoAsync($"/data/{Catalog}/orders/preview?layer=gold");
        await page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "New version" }).ClickAsync();
        await Assertions.Expect(page.Locator("h1")).ToContainTextAsync("A new version of orders");
        var file = new FilePayload { Name = "orders_2026-10.csv", MimeType = "text/csv", Buffer = SampleText.NextVersion(orders: 1_000) };
        var chooser = await page.RunAndWaitForFileChooserAsync(() => page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Choose files" }).First.ClickAsync());
        await chooser.SetFilesAsync(file);

        await page.GetByRole(AriaRole.Combobox, new PageGetByRoleOptions { Name = "What happens to the rows it has" }).SelectOptionAsync(new SelectOptionValue { Label = "Replace all rows" });
        await Assertions.Expect(page.GetByRole(AriaRole.Combobox, new PageGetByRoleOptions { Name = "Dataset" })).ToHaveValueAsync("orders");
        await visit.PictureAsync("upload-new-version", new Look());
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { NameRegex = StartLoading() }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "See how it is loaded" }).ClickAsync();
        await Assertions.Expect(page.Locator("h1")).ToContainTextAsync("orders is ready:", AtTheEnd);
        await Assertions.Expect(page.Locator(".ledger-part.whole .value")).ToHaveTextAsync("1,000");
    }

    private static async Task RestoreTheEarlierVersionAsync(Visit visit)
    {
        var page = visit.Page;
        await visit.GoAsync($"/data/{Catalog}/orders/history?layer=gold");
        var versions = page.Locator(".timeline > li");
        await Assertions.Expect(versions).ToHaveCountAsync(2);
        await Assertions.Expect(versions.First).ToContainTextAsync("orders_2026-10.csv was loaded");
        await Assertions.Expect(versions.Last).ToContainTextAsync("47,681 rows");
        await visit.PictureAsync("history-two-versions", new Look());

        await versions.Last.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Restore version" }).ClickAsync();
        await versions.Last.GetByRole(AriaRole.Alertdialog).GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Restore version" }).ClickAsync();
        await Assertions.Expect(versions).ToHaveCountAsync(3);
        await Assertions.Expect(versions.First).ToContainTextAsync("was restored");
        await Assertions.Expect(versions.First).ToContainTextAsync("47,681 rows");
        await visit.GoAsync($"/data/{Catalog}/orders/preview?layer=gold");
        await Assertions.Expect(page.GetByRole(AriaRole.Navigation, new PageGetByRoleOptions { Name = "Layers" }).First).ToContainTextAsync("47,681");
    }

    private static async Task SignOutAsync(Visit visit)
    {
        var page = visit.Page;
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Data engineer, menu" }).ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new PageGetByRoleOptions { Name = "Sign out" }).ClickAsync();
        await Assertions.Expect(page.GetByText("You are signed out. Drafts are kept.")).ToBeVisibleAsync();
        await page.GotoAsync($"data/{Catalog}/orders/quality");
        await Assertions.Expect(page.Locator("h1")).ToContainTextAsync("Who are you here as?");
    }

    [GeneratedRegex("/runs/[^/]+$")]
    private static partial Regex RunAddress();

    // A new version that differs much from the last one asks about it first.
    [GeneratedRegex("^Start (loading|with these answers)$")]
    private static partial Regex StartLoading();

    private static string Catalog => new KaliOptions().Catalog;

    private static async Task ExpectLedgerAsync(IPage page, params string[] figures)
    {
        var values = page.Locator(".ledger").First.Locator(".value");
        await Assertions.Expect(values).ToHaveTextAsync(figures);
    }

    /// <summary>What is invisible in a cell is drawn; the file has the thing itself.</summary>
    private static string Undrawn(string drawn) => drawn.Replace('\u2423', ' ');
}
