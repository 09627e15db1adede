using System.Text.RegularExpressions;
using Kali.Data;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Xunit;

namespace Kali.Web.Tests.Browser;

public sealed class ExplorePageTests(BrowserFixture browsers, LoadedKali kali)
{
    [Theory]
    [InlineData("light", 1440)]
    [InlineData("dark", 360)]
    public async Task Explore_AnswersWithItsTrust_DrawsRefusesStopsSavesAndDownloads(string theme, int width)
    {
        var look = new Look(theme, width);
        var host = (await kali.ReadyAsync(TestContext.Current.CancellationToken)).Host;
        await using var visit = await Visit.SignedInAsync(browsers, host, look, KaliRole.Analyst);
        await visit.GoAsync("/explore");
        var page = visit.Page;

        await WriteAsync(page, "SELECT country, count(*) AS n FROM orders GROUP BY country ORDER BY n DESC");
        await page.Keyboard.PressAsync("Control+Enter");
        var strip = page.Locator(".trust-strip");
        await Assertions.Expect(strip).ToBeVisibleAsync();
        await Assertions.Expect(strip).ToContainTextAsync("reads orders (Gold, version 0)");
        await Assertions.Expect(strip).ToContainTextAsync("not in this answer");
        await Assertions.Expect(page.GetByRole(AriaRole.Grid)).ToBeVisibleAsync();
        Assert.Empty(await visit.BarriersAsync());
        await page.GetByRole(AriaRole.Button, new() { Name = "Plot" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Img, new() { NameRegex = new("^n by country") })).ToBeVisibleAsync();
        await visit.PictureAsync("explore-plot", look);
        Assert.Empty(await visit.BarriersAsync());
        Assert.False(await visit.ScrollsSidewaysAsync());

        await page.GetByRole(AriaRole.Button, new() { Name = "Download" }).ClickAsync();
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Menuitem, new() { Name = "as CSV", Exact = true }).ClickAsync());
        Assert.Equal("query.csv", download.SuggestedFilename);

        await WriteAsync(page, "DELETE FROM orders");
        await page.Keyboard.PressAsync("Control+Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Only reading is possible here: DELETE was found on line 1.");
        await Assertions.Expect(page.Locator(".cm-lintRange-error")).ToHaveTextAsync("DELETE");
        await visit.PictureAsync("explore-refused", look);

        await WriteAsync(page, "SELECT sum(a.range * b.range) AS n FROM range(1000000) AS a, range(1000000) AS b LIMIT 1");
        await page.Keyboard.PressAsync("Control+Enter");
        await Assertions.Expect(page.GetByText("The statement is running.")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.GetByText("The statement was stopped. Nothing was changed.")).ToBeVisibleAsync();

        await WriteAsync(page, "SELECT 42 AS answer");
        await page.Keyboard.PressAsync("Control+s");
        await page.GetByLabel("Name of the query").FillAsync($"The answer in {theme}");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save the query" }).ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new Regex(@"/explore\?query="));
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = $"The answer in {theme}" })).ToBeVisibleAsync();
        await page.ReloadAsync();
        await visit.ReadyAsync();
        await Assertions.Expect(page.Locator(".cm-content")).ToContainTextAsync("SELECT 42 AS answer");
        visit.AssertNoComplaints();
    }

    [Fact]
    public async Task Explore_ForBusinessUsers_OffersSavedQueriesAndTables_AndNoEditor()
    {
        var host = (await kali.ReadyAsync(TestContext.Current.CancellationToken)).Host;
        var analyst = new Actor("somebody", "Somebody", [KaliRole.Analyst]);
        var query = await host.Services.GetRequiredService<Kali.Data.Explore.SavedQueries>().SaveAsync(null, "Orders a country", "SELECT country, count(*) AS n FROM orders GROUP BY country", isShared: true, analyst, TestContext.Current.CancellationToken);
        await using var visit = await Visit.SignedInAsync(browsers, host, role: KaliRole.BusinessUser);

        await visit.GoAsync($"/explore?query={query.Id}");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Run the query Orders a country" }).ClickAsync();
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Grid)).ToBeVisibleAsync();
        await Assertions.Expect(visit.Page.Locator(".sql-editor")).ToHaveCountAsync(0);
        await visit.PictureAsync("explore-business", new Look());
        visit.AssertNoComplaints();
    }

    private static async Task WriteAsync(IPage page, string sql)
    {
        await page.Locator(".cm-content").ClickAsync();
        await page.Keyboard.PressAsync("Control+a");
        await page.Keyboard.InsertTextAsync(sql);
    }
}
