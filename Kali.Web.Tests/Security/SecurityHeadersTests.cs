using System.Net;
using Xunit;

namespace Kali.Web.Tests.Security;

public sealed class SecurityHeadersTests : IDisposable
{
    private readonly KaliHost _host = new();

    public void Dispose() => _host.Dispose();

    [Theory]
    [InlineData("/sign-in")]
    [InlineData("/css/kali.css")]
    [InlineData("/healthz/live")]
    [InlineData("/api/uploads")]
    public async Task EveryAnswer_SaysWhatABrowserMayDoWithIt(string path)
    {
        using var answer = await _host.Caller().GetAsync(path, TestContext.Current.CancellationToken);

        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("script-src 'self';", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe-eval", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("same-origin", Assert.Single(answer.Headers.GetValues("Referrer-Policy")));
        Assert.False(answer.Headers.Contains("Server"));
    }

    [Fact]
    public async Task Css_IsServedWithItsBytes()
    {
        using var answer = await _host.Caller().GetAsync("/css/kali.css", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("--kali-ink", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }
}
