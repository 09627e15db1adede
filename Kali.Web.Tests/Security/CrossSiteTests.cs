using System.Net;
using Xunit;

namespace Kali.Web.Tests.Security;

public sealed class CrossSiteTests : IDisposable
{
    private readonly KaliHost _host = new();

    public void Dispose() => _host.Dispose();

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    [InlineData("Origin", "https://elsewhere.example")]
    [InlineData("Origin", "null")]
    public async Task AChange_WhenAnotherSiteAsksForIt_IsRefused(string header, string value)
    {
        var caller = _host.Caller();
        using var _ = await caller.SignInAsync();
        var (name, token) = await caller.AntiforgeryAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/uploads");
        request.Headers.Add(name, token);
        request.Headers.Add(header, value);

        using var answer = await caller.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Contains("other-site", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ACircuit_WhenAnotherSiteOpensIt_IsRefused()
    {
        var caller = _host.Caller();
        using var _ = await caller.SignInAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/_blazor?id=x");
        request.Headers.Add("Origin", "https://elsewhere.example");

        using var answer = await caller.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task AnApiChange_WithoutTheAntiforgeryHeader_IsRefused()
    {
        var caller = _host.Caller();
        using var _ = await caller.SignInAsync();

        using var answer = await caller.PostAsync("/api/uploads", null, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Contains("antiforgery", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnApiChange_WithTheAntiforgeryHeader_ReachesItsEndpoint()
    {
        var caller = _host.Caller();
        using var _ = await caller.SignInAsync();
        var (name, token) = await caller.AntiforgeryAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/uploads");
        request.Headers.Add(name, token);
        request.Headers.Add("Sec-Fetch-Site", "same-origin");

        using var answer = await caller.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.PreconditionFailed, answer.StatusCode);
    }
}
