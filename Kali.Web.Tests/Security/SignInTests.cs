using System.Net;
using Kali.Data;
using Xunit;

namespace Kali.Web.Tests.Security;

public sealed class SignInTests : IDisposable
{
    private readonly KaliHost _host = new();

    public void Dispose() => _host.Dispose();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task APage_WhenNobodyIsSignedIn_LeadsToSignInAndBack()
    {
        var caller = _host.Caller();

        using var refused = await caller.GetAsync("/help?term=gate", Ct);
        Assert.Equal(HttpStatusCode.Redirect, refused.StatusCode);
        Assert.Contains("/sign-in?returnUrl=%2Fhelp%3Fterm%3Dgate", refused.Headers.Location!.ToString(), StringComparison.Ordinal);

        using var signedIn = await caller.SignInAsync(KaliRole.Analyst, "/help?term=gate");
        Assert.Equal("/help?term=gate", signedIn.Headers.Location!.ToString());

        using var page = await caller.GetAsync("/help?term=gate", Ct);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
    }

    [Theory]
    [InlineData("https://elsewhere.example/")]
    [InlineData("//elsewhere.example/")]
    [InlineData("/\\elsewhere.example")]
    public async Task SignIn_WhenToldToReturnElsewhere_ReturnsHome(string returnUrl)
    {
        using var signedIn = await _host.Caller().SignInAsync(returnUrl: returnUrl);

        Assert.Equal("/", signedIn.Headers.Location!.ToString());
    }

    [Fact]
    public async Task AnApi_WhenNobodyIsSignedIn_Answers401AndNoRedirect()
    {
        using var answer = await _host.Caller().PostAsync("/api/uploads", null, Ct);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Null(answer.Headers.Location);
    }

    [Fact]
    public async Task SignOut_EndsTheSessionEvenForACookieKept()
    {
        var caller = _host.Caller();
        using var signedIn = await caller.SignInAsync();
        var cookie = signedIn.Headers.GetValues("Set-Cookie").First(value => value.StartsWith("kali-session=", StringComparison.Ordinal)).Split(';')[0];
        var (header, token) = await caller.AntiforgeryAsync();
        using var form = new FormUrlEncodedContent([]);
        form.Headers.Add(header, token);

        using var signedOut = await caller.PostAsync("/sign-out", form, Ct);
        Assert.Equal(HttpStatusCode.Redirect, signedOut.StatusCode);

        using var kept = new HttpRequestMessage(HttpMethod.Get, "/api/antiforgery");
        kept.Headers.Add("Cookie", cookie);
        using var answer = await _host.CreateClient(new() { HandleCookies = false, AllowAutoRedirect = false }).SendAsync(kept, Ct);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task TheSessionCookie_CannotBeReadByScripts()
    {
        using var signedIn = await _host.Caller().SignInAsync();

        var cookie = signedIn.Headers.GetValues("Set-Cookie").First(value => value.StartsWith("kali-session=", StringComparison.Ordinal));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task SignIn_WithoutTheAntiforgeryToken_IsRefused()
    {
        using var answer = await _host.Caller().PostAsync("/sign-in/persona", new FormUrlEncodedContent([new("persona", "local-admin")]), Ct);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }
}
