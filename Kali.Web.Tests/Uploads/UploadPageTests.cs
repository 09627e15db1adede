using System.Globalization;
using System.Security.Claims;
using System.Text;
using Bunit;
using Kali.Data.Ingest;
using Kali.Data.Uploads;
using Kali.Web.Security;
using Kali.Web.Shell;
using Kali.Web.Uploads;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Xunit;

namespace Kali.Web.Tests.Uploads;

public sealed class UploadPageTests : BunitContext, IAsyncLifetime
{
    private readonly TemporaryLake _lake = new();

    private static CancellationToken Token => Xunit.TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en-US");
        RecordedLoads.AddTo(Services, _lake.Folder);
        Services.AddUploadPages();
        Services.AddSingleton<IStringLocalizer<Texts>, JsonTexts>();
        Services.AddSingleton<AuthenticationStateProvider>(new SignedIn());
        Services.AddScoped<CurrentActor>();
        DefaultWaitTimeout = TimeSpan.FromMinutes(2);
        JSInterop.Mode = JSRuntimeMode.Loose;
        var module = JSInterop.SetupModule("./scripts/uploads.js");
        module.Mode = JSRuntimeMode.Loose;
        foreach (var name in new[] { "watch", "acceptDrops" })
            module.SetupModule(call => call.Identifier == name).Mode = JSRuntimeMode.Loose;
        await RecordedLoads.CreateStoreAsync(Services);
    }

    async ValueTask IAsyncDisposable.DisposeAsync()
    {
        await base.DisposeAsync();
        _lake.Dispose();
    }

    [Fact]
    public void Page_BeforeAnyFile_OffersToChooseSome()
    {
        var page = Render<UploadPage>();
        page.WaitForAssertion(() => Assert.Contains("Drop files or a folder here", page.Markup, StringComparison.Ordinal));
        Assert.Contains("up to 10 GB a file", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Page_WhileAFileIsSent_ShowsHowFarItIs()
    {
        var page = Render<UploadPage>();
        Services.GetRequiredService<BrowserUploads>().Report(
            [new BrowserUpload { Key = "1", Name = "sensor.csv", Size = 2_500_000_000, Sent = 1_800_000_000, State = "sending", Speed = 11_000_000, IsChecked = true }]);
        page.WaitForAssertion(() => Assert.Equal("72", page.Find("[role=progressbar]").GetAttribute("aria-valuenow")));
        Assert.Contains("1.8 GB of 2.5 GB, 11 MB/s", page.Markup, StringComparison.Ordinal);
        Assert.Contains("One file, 1.8 GB of 2.5 GB sent, about 1 min left.", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Page_WhenAFileIsTooLarge_SaysSoWithBothSizes()
    {
        var page = Render<UploadPage>();
        Services.GetRequiredService<BrowserUploads>().Report([new BrowserUpload { Key = "1", Name = "sales.csv", Size = 14_000_000_000, State = "refused", Code = "too-large" }]);
        page.WaitForAssertion(() => Assert.Contains("sales.csv is 14 GB, Kali takes files up to 10 GB. Nothing was sent.", page.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Page_OfAFileWithAQuestion_ShowsItsRowsAndStartsWithTheAnswer()
    {
        var upload = await Services.GetRequiredService<UploadSessions>().BringAsync(
            "orders.csv", new MemoryStream(Encoding.UTF8.GetBytes("id,due\na,03/04/2026\nb,05/06/2026\nc,07/08/2026\n")), UploadServer.Uploader, Token);
        var intake = Assert.Single(await Services.GetRequiredService<Intakes>().ReadAsync(upload, UploadServer.Uploader, Token));
        var page = Render<UploadPage>(parameters => parameters.Add(shown => shown.Id, upload.Id.Value));
        page.WaitForElement(".preview tbody tr");
        Assert.Equal(["1", "2", "3", "4"], page.FindAll(".preview .rownum").Select(cell => cell.TextContent[..1]));
        Assert.Contains("No date in due settles it: 3 of 3 could be read both ways.", page.Markup, StringComparison.Ordinal);
        await page.InvokeAsync(() => page.FindAll("input[type=radio]")[1].ChangeAsync(true));
        page.WaitForAssertion(() => Assert.True(page.FindAll("input[type=radio]")[1].HasAttribute("checked")));
        await page.InvokeAsync(() => page.FindAll("button").Single(button => button.TextContent.Trim() == "Start with these answers").ClickAsync());
        page.WaitForAssertion(() => Assert.Contains("See how it is loaded", page.Markup, StringComparison.Ordinal));
        var started = Assert.Single(Services.GetRequiredService<RecordedLoads>().Started);
        Assert.Equal(new ValueFormat.Date(intake.Open[0].Options[1]), started.Columns[1].Format);
    }

    [Fact]
    public async Task Page_OfAFileWithUnitsAndTotals_ShowsThemAndTakesThemAsRowsWhenTold()
    {
        var upload = await Services.GetRequiredService<UploadSessions>().BringAsync(
            "weights.csv", new MemoryStream(Encoding.UTF8.GetBytes("Article;Weight;Due\nnone;kg;-\nbolt;1,5;03/04/2026\nnut;2,25;05/06/2026\nhinge;4;07/08/2026\nTotal;7,75;\n")), UploadServer.Uploader, Token);
        await Services.GetRequiredService<Intakes>().LookAsync(upload, UploadServer.Uploader, Token);

        var page = Render<UploadPage>(parameters => parameters.Add(shown => shown.Id, upload.Id.Value));
        page.WaitForElement(".preview tbody tr");
        Assert.Contains("· units, not data", page.Markup, StringComparison.Ordinal);
        Assert.Contains("· adds the others up, not data", page.Markup, StringComparison.Ordinal);
        Assert.Equal("kg", page.FindAll(".preview thead .unit")[0].TextContent.Trim());

        await page.InvokeAsync(() => page.Find("button[aria-label='Change: Units']").ClickAsync());
        page.WaitForElement("select[aria-label='Units']");
        await page.InvokeAsync(() => page.Find("select[aria-label='Units']").ChangeAsync("no"));
        page.WaitForAssertion(() => Assert.DoesNotContain("· units, not data", page.Markup, StringComparison.Ordinal));
        Assert.Contains("Read it as found", page.Markup, StringComparison.Ordinal);
    }

    private sealed class SignedIn : AuthenticationStateProvider
    {
        public override Task<AuthenticationState> GetAuthenticationStateAsync() => Task.FromResult(new AuthenticationState(new ClaimsPrincipal(
            new ClaimsIdentity([new Claim("oid", "u-uploader"), new Claim("name", "u-uploader"), new Claim("roles", "bayer_business_users")], "test"))));
    }
}
