using System.Collections.Concurrent;
using Deque.AxeCore.Commons;
using Kali.Data;
using Microsoft.Playwright;
using Xunit;

namespace Kali.Web.Tests.Browser;

/// <summary>How somebody looks at Kali.</summary>
/// <param name="Theme"><c>light</c> or <c>dark</c>.</param>
/// <param name="Width">Pixels of the window.</param>
/// <param name="Language"><c>en</c> or <c>de</c>.</param>
public sealed record Look(string Theme = "light", int Width = 1440, string Language = "en")
{
    public int Height => Width < 600 ? 800 : 900;

    public override string ToString() => $"{Theme}-{Width}{(Language == "en" ? "" : "-" + Language)}";
}

/// <summary>
/// A person at a browser: signed in as a persona, looking in some theme and width. Whatever the page complains about is a failure of the test:
/// errors on the console, refused content, requests to other hosts or beside the application's base path.
/// </summary>
public sealed class Visit : IAsyncDisposable
{
    /// <summary>Milliseconds a page may take on a machine that does other things too.</summary>
    public const float Patience = 120_000;

    private static readonly string AxeScript = new BundledAxeScriptProvider().GetScript();

    private readonly ConcurrentQueue<string> _complaints = new();
    private readonly IBrowserContext _context;
    private readonly Uri _address;

    private Visit(IBrowserContext context, IPage page, Uri address)
    {
        (_context, _address) = (context, address);
        Page = Watched(page);
    }

    public IPage Page { get; private set; }

    /// <summary>Opens a browser window on a started host; nobody is signed in yet.</summary>
    public static async Task<Visit> OpenAsync(BrowserFixture browsers, KaliHost host, Look? look = null)
    {
        look ??= new Look();
        var browser = await browsers.BrowserAsync();
        var context = await browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = host.Address.ToString(),
            ColorScheme = look.Theme == "dark" ? ColorScheme.Dark : ColorScheme.Light,
            Locale = look.Language == "de" ? "de-DE" : "en-GB",
            TimezoneId = "UTC",
            ReducedMotion = ReducedMotion.Reduce,
            ViewportSize = new ViewportSize { Width = look.Width, Height = look.Height },
        });
        context.SetDefaultTimeout(Patience);
        await context.AddInitScriptAsync("document.addEventListener('securitypolicyviolation', e => console.error('CSP: ' + e.violatedDirective + ' ' + e.blockedURI))");
        return new Visit(context, await context.NewPageAsync(), host.Address);
    }

    /// <summary>Closes the tab and opens another of the same browser; what the page held in memory is gone, what it stored is there.</summary>
    public async Task CloseTabAsync()
    {
        await Page.CloseAsync();
        Page = Watched(await _context.NewPageAsync());
    }

    /// <summary>Opens a window and signs in there.</summary>
    public static async Task<Visit> SignedInAsync(BrowserFixture browsers, KaliHost host, Look? look = null, KaliRole role = KaliRole.Admin)
    {
        var visit = await OpenAsync(browsers, host, look);
        await visit.SignInAsync(role);
        return visit;
    }

    public async Task SignInAsync(KaliRole role, string path = "/")
    {
        await Page.GotoAsync($"sign-in?returnUrl={Uri.EscapeDataString(path)}");
        await Page.GetByRole(AriaRole.Button).Filter(new LocatorFilterOptions { HasText = role.DirectoryName() }).ClickAsync();
        await ReadyAsync();
    }

    /// <summary>Goes to an address of Kali and waits until the page has been drawn whole.</summary>
    public async Task GoAsync(string path)
    {
        await Page.GotoAsync(path.TrimStart('/'));
        await ReadyAsync();
    }

    /// <summary>The page has its title and nothing on it is still loading.</summary>
    public async Task ReadyAsync()
    {
        await Page.Locator("h1").First.WaitForAsync();
        await Page.Locator("[aria-busy=true]").First.WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Detached });
    }

    /// <summary>Looks at the same page in another theme and width; pages follow both where they stand.</summary>
    public async Task LookAsAsync(Look look)
    {
        await Page.SetViewportSizeAsync(look.Width, look.Height);
        await Page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = look.Theme == "dark" ? ColorScheme.Dark : ColorScheme.Light, ReducedMotion = ReducedMotion.Reduce });
        await Page.Locator($"html[data-theme={look.Theme}]").WaitForAsync();
        await ReadyAsync();
    }

    /// <summary>Keeps a picture for a person to look at, under <c>artifacts/screenshots</c>, where KALI_PICTURES asks for them: drawing one takes longer than what is tested of it.</summary>
    public async Task PictureAsync(string name, Look look, bool whole = true)
    {
        await ReadyAsync();
        if (Environment.GetEnvironmentVariable("KALI_PICTURES") is null)
            return;
        var file = Path.Combine(RepositoryRoot.Path, "artifacts", "screenshots", $"{name}-{look}.png");
        await Page.ScreenshotAsync(new PageScreenshotOptions { Path = file, FullPage = whole, Animations = ScreenshotAnimations.Disabled });
    }

    /// <summary>Violations of WCAG that are serious or critical, one line each.</summary>
    /// <remarks>The script goes to a page once, however often it is looked at, and only violations come back.</remarks>
    /// <param name="ofColoursOnly">Only what a theme can change, for a page whose other theme is looked at whole.</param>
    public async Task<IReadOnlyList<string>> BarriersAsync(bool ofColoursOnly = false)
    {
        if (!await Page.EvaluateAsync<bool>("() => 'axe' in window"))
            await Page.EvaluateAsync(AxeScript);
        return await Page.EvaluateAsync<string[]>("""
            async ofColoursOnly => {
              // Rows of a grid are drawn alike: a few of them say what a thousand cells would, in a tenth of the time.
              const found = await axe.run(
                { exclude: [".cell-grid tbody tr:nth-child(n+8)"] },
                { resultTypes: ["violations"], preload: false, runOnly: ofColoursOnly ? { type: "rule", values: ["color-contrast", "link-in-text-block"] } : ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] });
              return found.violations.filter(one => one.impact === "serious" || one.impact === "critical")
                .flatMap(one => one.nodes.map(node => `${one.id}: ${node.html} (${one.help})`));
            }
            """, ofColoursOnly);
    }

    /// <summary>Whether the page as a whole can be scrolled sideways; only grids and graphs may.</summary>
    public async Task<bool> ScrollsSidewaysAsync() =>
        await Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth > document.documentElement.clientWidth");

    /// <summary>What the browser complained about since the last look.</summary>
    public IReadOnlyList<string> Complaints()
    {
        var complaints = new List<string>();
        while (_complaints.TryDequeue(out var complaint))
            complaints.Add(complaint);
        return complaints;
    }

    public void AssertNoComplaints() => Assert.Empty(Complaints());

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();

    private IPage Watched(IPage page)
    {
        page.Console += (_, message) =>
        {
            if (message.Type is "error")
                _complaints.Enqueue($"console: {message.Text} ({message.Location})");
        };
        page.PageError += (_, error) => _complaints.Enqueue($"page error: {error}");
        page.Request += (_, request) => WatchHost(request.Url);
        return page;
    }

    private void WatchHost(string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var to) || to.Scheme is not ("http" or "https" or "ws" or "wss"))
            return;
        if (to.Authority != _address.Authority)
            _complaints.Enqueue($"request to another host: {url}");
        else if (!to.AbsolutePath.StartsWith(_address.AbsolutePath, StringComparison.Ordinal))
            _complaints.Enqueue($"request beside the base path: {url}");
    }
}
