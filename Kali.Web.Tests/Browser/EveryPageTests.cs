using Kali.Data;
using Microsoft.Playwright;
using Xunit;

namespace Kali.Web.Tests.Browser;

/// <summary>
/// Every page, with the sample in it, in both themes, wide and narrow, in both languages: drawn, quiet and without barriers. With KALI_PICTURES
/// each is kept as a picture, too. Theme and width change where a page stands, and the next page begins as the last one ended.
/// </summary>
public sealed class EveryPageTests(BrowserFixture browsers, LoadedKali kali)
{
    private static readonly Look[] English = [new("light", 1440), new("light", 360), new("dark", 360), new("dark", 1440)];

    /// <summary>German is a third longer; what its words do to a page shows in one theme.</summary>
    private static readonly Look[] German = [new("light", 1440, "de"), new("light", 360, "de")];

    [Fact]
    public Task EveryPage_WhenLookedAt_IsQuietAndWithoutBarriers() => LookAtAllAsync(English);

    [Fact]
    public Task EveryPage_InGerman_IsQuietAndFits() => LookAtAllAsync(German);

    private async Task LookAtAllAsync(Look[] looks)
    {
        await kali.ReadyAsync(TestContext.Current.CancellationToken);
        await using var visit = await Visit.OpenAsync(browsers, kali.Host, looks[0]);
        var wrong = new List<string>();

        await visit.GoAsync("/sign-in");
        await LookAsync("sign-in");
        await visit.SignInAsync(KaliRole.Admin);
        foreach (var (name, path) in KaliAddresses.Of(kali))
        {
            try
            {
                looks = [.. looks.Reverse()];
                await visit.GoAsync(path);
                await LookAsync(name);
            }
            catch (PlaywrightException broken)
            {
                // The other pages are to be looked at too.
                wrong.Add($"{name}: {broken.Message}");
            }
        }
        Assert.True(wrong.Count == 0, string.Join(Environment.NewLine, wrong.Distinct()));

        async Task LookAsync(string name)
        {
            foreach (var look in looks)
            {
                await visit.LookAsAsync(look);
                await visit.PictureAsync(name, look);
                if (look.Language == "en")
                    wrong.AddRange((await visit.BarriersAsync(ofColoursOnly: look.Theme == "dark")).Select(barrier => $"{name} {look}: {barrier}"));
                if (await visit.ScrollsSidewaysAsync())
                    wrong.Add($"{name} {look}: the page scrolls sideways");
            }
            wrong.AddRange(visit.Complaints().Where(complaint => !(name == "not-found" && complaint.Contains("404", StringComparison.Ordinal))).Select(complaint => $"{name}: {complaint}"));
        }
    }
}
