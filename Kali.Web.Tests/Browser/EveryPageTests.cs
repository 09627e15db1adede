using System.Reflection;
using Kali.Data;
using Kali.Web.Shell;
using Microsoft.AspNetCore.Components;
using Xunit;

namespace Kali.Web.Tests.Browser;

/// <summary>Every page that has an address of its own, in both themes, wide and narrow: drawn, quiet, without barriers, and kept as a picture.</summary>
public sealed class EveryPageTests(BrowserFixture browsers)
{
    /// <summary>Whatever has an address without parameters; a new page is looked at without being listed anywhere.</summary>
    private static readonly IReadOnlyList<(string Name, string Path)> Pages =
    [
        .. typeof(App).Assembly.GetTypes()
            .SelectMany(type => type.GetCustomAttributes<RouteAttribute>())
            .Select(route => route.Template)
            .Where(path => !path.Contains('{', StringComparison.Ordinal) && path is not ("/sign-in" or "/error" or "/not-found"))
            .Order(StringComparer.Ordinal)
            .Select(path => (path == "/" ? "home" : path[1..].Replace('/', '-'), path)),
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
