using System.Text;
using Kali.Data;
using Kali.Data.Uploads;
using Kali.Web.Tests.Browser;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Xunit;

namespace Kali.Web.Tests.Uploads;

/// <summary>The queue in a real browser: chosen files arrive hashed and checked, and what is no table is told as such.</summary>
public sealed class UploadInBrowserTests(BrowserFixture browsers)
{
    private static readonly LocatorAssertionsToBeVisibleOptions Patient = new() { Timeout = 60_000 };

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
        var chooser = await page.RunAndWaitForFileChooserAsync(() => page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Choose files" }).First.ClickAsync());
        await chooser.SetFilesAsync([orders, program]);

        await Assertions.Expect(page.GetByText("Sent, equal to your file")).ToBeVisibleAsync(Patient);
        await Assertions.Expect(page.GetByText("prices.csv is a program, not a CSV. Nothing was stored.")).ToBeVisibleAsync(Patient);
        await page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "orders_2026-09.csv" }).First.ClickAsync();
        await Assertions.Expect(page.GetByText("How are dates written?")).ToBeVisibleAsync(Patient);
        await Assertions.Expect(page.GetByRole(AriaRole.Cell, new PageGetByRoleOptions { Name = "A-0", Exact = true })).ToBeVisibleAsync(Patient);
        await visit.PictureAsync("upload-question", new Look());

        var uploads = await host.Services.GetRequiredService<UploadSessions>().ListAsync(DateTimeOffset.UnixEpoch, new Actor("local-business-user", "Business user", [KaliRole.BusinessUser]), TestContext.Current.CancellationToken);
        var stored = Assert.Single(uploads, upload => upload.State == UploadState.Complete);
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(orders.Buffer)), stored.Sha256);
        // A refused upload is answered with 422, which a browser writes to its console.
        Assert.DoesNotContain(visit.Complaints(), complaint => !complaint.Contains("422", StringComparison.Ordinal));
    }
}
