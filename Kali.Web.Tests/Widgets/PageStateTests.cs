using Bunit;
using Kali.Web.Shell;
using Kali.Web.Widgets;
using Xunit;

namespace Kali.Web.Tests.Widgets;

public sealed class PageStateTests : WidgetTests
{
    private int _retries;

    [Fact]
    public void WhatIsBeingRead_ShowsItsShapeAfterAMomentAndItsNameAfterFiveSeconds()
    {
        var page = Render(new Load<string>.Loading());
        Assert.NotEmpty(page.FindAll("[aria-busy=true]"));
        Assert.Empty(page.FindAll(".skeleton"));

        Time.Advance(TimeSpan.FromMilliseconds(150));
        page.WaitForElement(".skeleton");
        Assert.DoesNotContain("The rows are being read.", page.Markup, StringComparison.Ordinal);

        Time.Advance(TimeSpan.FromSeconds(5));
        page.WaitForElement("[role=status]");
        Assert.Contains("The rows are being read.", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void WhatIsEmpty_ShowsItsSentence() => Assert.Contains("Nothing yet.", Render(new Load<string>.Ready("")).Markup, StringComparison.Ordinal);

    [Fact]
    public void WhatIsReady_ShowsItself() => Assert.Contains("Here: rows", Render(new Load<string>.Ready("rows")).Markup, StringComparison.Ordinal);

    [Fact]
    public async Task WhatFailed_SaysSoWithItsReferenceAndCanBeTriedAgain()
    {
        var page = Render(new Load<string>.Failed("The store does not answer.", "A1B2C3"));

        var alert = page.Find("[role=alert]");
        Assert.Contains("The store does not answer.", alert.TextContent, StringComparison.Ordinal);
        Assert.Contains("Reference A1B2C3", alert.TextContent, StringComparison.Ordinal);
        await page.Find("button").ClickAsync(new());
        Assert.Equal(1, _retries);
    }

    private IRenderedComponent<PageState<string>> Render(Load<string> load) => Page.Render<PageState<string>>(parameters => parameters
        .Add(part => part.Load, load)
        .Add(part => part.ChildContent, value => $"Here: {value}")
        .Add(part => part.IsEmpty, value => value.Length == 0)
        .Add(part => part.Empty, "Nothing yet.")
        .Add(part => part.Reads, "The rows are being read.")
        .Add(part => part.Retry, () =>
        {
            _retries++;
            return Task.CompletedTask;
        }));
}
