using System.Text;
using System.Text.RegularExpressions;
using Kali.Data;
using Kali.Data.Uploads;
using Kali.Web.Tests.Browser;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Xunit;

namespace Kali.Web.Tests.Uploads;

/// <summary>The queue in a real browser: chosen files arrive hashed and checked, and what is no table is told as such.</summary>
public sealed partial class UploadInBrowserTests(BrowserFixture browsers)
{

    [Fact]
    public async Task ChosenFiles_ArriveEqual_AndAreShownAsKaliReadsThem()
    {
        using var host = KaliHost.OnRealPort();
        await using var visit = await Visit.SignedInAsync(browsers, host, role: KaliRole.BusinessUser);
        await visit.GoAsync("/upload");
        var page = visit.Page;
        var rows = new StringBuilder("Bestell-Nr;Liefertermin;Betrag\r\n");
        for (var row = 0; row < 120_000; row++)
            rows.Append(System.Globalization.CultureInfo.InvariantCulture, $"A-{row};{row % 12 + 1:00}/{(row + 3) % 12 + 1:00}/2026;{row},50\r\n");
        var orders = new FilePayload { Name = "orders_2026-09.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(rows.ToString()) };
        var program = new FilePayload { Name = "prices.csv", MimeType = "text/csv", Buffer = [0x7F, (byte)'E', (byte)'L', (byte)'F', .. new byte[500]] };
        await (await ChooserAsync(page)).SetFilesAsync([orders, program]);

        await Assertions.Expect(page.GetByText("Sent, equal to your file")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("prices.csv is a program, not a CSV. Nothing was stored.")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "orders_2026-09.csv" }).First.ClickAsync();
        await Assertions.Expect(page.GetByText("How are dates written?")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Cell, new PageGetByRoleOptions { Name = "A-0", Exact = true })).ToBeVisibleAsync();
        await visit.PictureAsync("upload-question", new Look());

        var stored = Assert.Single(await UploadsAsync(host), upload => upload.State == UploadState.Complete);
        Assert.Equal(Sha256(orders), stored.Sha256);
        // A refused upload is answered with 422, which a browser writes to its console.
        Assert.DoesNotContain(visit.Complaints(), complaint => !complaint.Contains("422", StringComparison.Ordinal));
    }

    [Fact]
    public async Task AFileThatWasPaused_WhoseTabWasClosed_GoesOnWhereItWasWhenChosenAgain()
    {
        using var host = KaliHost.OnRealPort();
        await using var visit = await Visit.SignedInAsync(browsers, host, role: KaliRole.BusinessUser);
        var large = Csv("large.csv", 500_000);
        using var folder = new TemporaryFolder();
        // A file on a disk: chosen again, it has the name, size and time it had.
        await File.WriteAllBytesAsync(folder.At(large.Name), large.Buffer, TestContext.Current.CancellationToken);
        await visit.GoAsync("/upload");
        // The first part goes through; the next one hangs in the network until it is taken back.
        var parts = 0;
        await visit.Page.RouteAsync("**/api/uploads/**", route =>
            route.Request.Method == "PATCH" && Interlocked.Increment(ref parts) > 1 ? Task.CompletedTask : route.ContinueAsync());

        var firstPart = visit.Page.WaitForResponseAsync(response => response is { Request.Method: "PATCH", Status: 204 }, new PageWaitForResponseOptions { Timeout = Visit.Patience });
        await (await ChooserAsync(visit.Page)).SetFilesAsync(folder.At(large.Name));
        await firstPart;
        await Button(visit.Page, "Pause large.csv").ClickAsync();
        await Assertions.Expect(Button(visit.Page, "Go on with large.csv")).ToBeVisibleAsync();
        var paused = Assert.Single(await UploadsAsync(host));
        Assert.InRange(paused.Received, 1, large.Buffer.Length - 1);

        await visit.CloseTabAsync();
        await visit.GoAsync("/upload");
        await (await ChooserAsync(visit.Page)).SetFilesAsync(folder.At(large.Name));
        await Assertions.Expect(visit.Page.GetByText("Sent, equal to your file")).ToBeVisibleAsync();

        var whole = Assert.Single(await UploadsAsync(host));
        Assert.Equal((paused.Id, UploadState.Complete, Sha256(large)), (whole.Id, whole.State, whole.Sha256));
        visit.AssertNoComplaints();
    }

    [Fact]
    public async Task AFolder_ArrivesWithAllItsFiles()
    {
        using var host = KaliHost.OnRealPort();
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.At("month", "north"));
        await File.WriteAllBytesAsync(folder.At("month", "total.csv"), Csv("total.csv", 20).Buffer, TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(folder.At("month", "north", "sales.csv"), Csv("sales.csv", 30).Buffer, TestContext.Current.CancellationToken);
        await using var visit = await Visit.SignedInAsync(browsers, host, role: KaliRole.BusinessUser);
        await visit.GoAsync("/upload");

        var chooser = await visit.Page.RunAndWaitForFileChooserAsync(() => Button(visit.Page, "Choose a folder").ClickAsync());
        await chooser.SetFilesAsync(folder.At("month"));
        await Assertions.Expect(visit.Page.GetByText("Sent, equal to your file")).ToHaveCountAsync(2);

        Assert.Equal(["sales.csv", "total.csv"], (await UploadsAsync(host)).Where(upload => upload.State == UploadState.Complete).Select(upload => upload.FileName).Order(StringComparer.Ordinal));
        visit.AssertNoComplaints();
    }

    private static ILocator Button(IPage page, string name) => page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = name }).First;

    private static Task<IFileChooser> ChooserAsync(IPage page) =>
        page.RunAndWaitForFileChooserAsync(() => page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { NameRegex = ChooseOrAdd() }).First.ClickAsync());

    // An empty page offers to choose files, one with a list to add some.
    [GeneratedRegex("^(Choose|Add) files$")]
    private static partial Regex ChooseOrAdd();

    private static async Task<IReadOnlyList<Upload>> UploadsAsync(KaliHost host) =>
        await host.Services.GetRequiredService<UploadSessions>().ListAsync(DateTimeOffset.UnixEpoch, new Actor("local-business-user", "Business user", [KaliRole.BusinessUser]), TestContext.Current.CancellationToken);

    private static string Sha256(FilePayload file) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(file.Buffer));

    private static FilePayload Csv(string name, int rows)
    {
        var text = new StringBuilder("Bestell-Nr;Betrag\r\n");
        for (var row = 0; row < rows; row++)
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"A-{row};{row},50\r\n");
        return new FilePayload { Name = name, MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(text.ToString()) };
    }
}
