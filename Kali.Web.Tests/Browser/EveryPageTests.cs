using Kali.Data;
using Xunit;

namespace Kali.Web.Tests.Browser;

/// <summary>Every page that has an address of its own, in both themes, wide and narrow: drawn, quiet, without barriers, and kept as a picture.</summary>
public sealed class EveryPageTests(BrowserFixture browsers)
{
    private static readonly (string Name, string Path)[] Pages =
    [
        ("home", "/"),
        ("upload", "/upload"),
        ("runs", "/runs"),
        ("catalog", "/catalog"),
        ("quality", "/quality"),
        ("rules", "/rules"),
        ("lineage", "/lineage"),
        ("explore", "/explore"),
        ("admin-health", "/admin/health"),
        ("admin-settings", "/admin/settings"),
        ("admin-people", "/admin/people"),
        ("admin-runs", "/admin/runs"),
        ("help", "/help"),
        ("notices", "/help/notices"),
        ("not-found", "/there-is-no-such-page"),
    ];

    [Theory]
    [InlineData("light", 1440, "en")]
    [InlineData("dark", 1440, "en")]
    [InlineData("light", 360, "en")]
    [InlineData("dark", 360, "en")]
    [InlineData("light", 1440, "de")]
    [InlineData("light", 360, "de")]
    public async Task EveryPage_WhenLookedAt_IsQuietAndWithoutBarriers(string theme, int width, string language)
    {
        var look = new Look(theme, width, language);
        using var host = KaliHost.OnRealPort();
        await using var visit = await Visit.OpenAsync(browsers, host, look);
        var wrong = new List<string>();

        await visit.GoAsync("/sign-in");
        await LookAsync("sign-in");
        await visit.SignInAsync(KaliRole.Admin);
        foreach (var (name, path) in Pages)
        {
            await visit.GoAsync(path);
            await LookAsync(name);
        }
        Assert.Empty(wrong);

        async Task LookAsync(string name)
        {
            await visit.PictureAsync(name, look);
            wrong.AddRange((await visit.BarriersAsync()).Select(barrier => $"{name}: {barrier}"));
            wrong.AddRange(visit.Complaints().Where(complaint => !(name == "not-found" && complaint.Contains("404", StringComparison.Ordinal))).Select(complaint => $"{name}: {complaint}"));
            if (await visit.ScrollsSidewaysAsync())
                wrong.Add($"{name}: the page scrolls sideways");
        }
    }
}
