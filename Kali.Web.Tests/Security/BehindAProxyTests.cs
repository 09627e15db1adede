using System.Net;
using Kali.Data;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Kali.Web.Tests.Security;

/// <summary>Kali shown under a path by a proxy that ends TLS.</summary>
public sealed class BehindAProxyTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task UnderAPath_LinksAndCookiesAndUploadsStayUnderIt()
    {
        using var host = Host(new() { ["Kali:Proxy:BasePath"] = "/kali" });
        var caller = host.CreateClient(new() { AllowAutoRedirect = false, HandleCookies = true, BaseAddress = new Uri(host.Address, "/kali/") });

        using var refused = await caller.GetAsync("/kali/help?term=gate", Ct);
        Assert.EndsWith("/kali/sign-in?returnUrl=%2Fhelp%3Fterm%3Dgate", refused.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Contains("<base href=\"/kali/\"", await caller.GetStringAsync("/kali/sign-in", Ct), StringComparison.Ordinal);

        using var signedIn = await caller.SignInAsync(KaliRole.BusinessUser, "/help?term=gate", "/kali");
        Assert.Equal("/kali/help?term=gate", signedIn.Headers.Location!.ToString());
        Assert.Contains("path=/kali;", SessionCookie(signedIn) + ";", StringComparison.OrdinalIgnoreCase);

        using var page = await caller.GetAsync("/kali/help?term=gate", Ct);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);

        var (header, token) = await caller.AntiforgeryAsync("/kali");
        using var upload = new HttpRequestMessage(HttpMethod.Post, "/kali/api/uploads");
        upload.Headers.Add(header, token);
        upload.Headers.Add("Tus-Resumable", "1.0.0");
        upload.Headers.Add("Upload-Length", "3");
        using var created = await caller.SendAsync(upload, Ct);
        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        Assert.StartsWith("/kali/api/uploads/", created.Headers.Location!.ToString(), StringComparison.Ordinal);

        var leaving = new FormUrlEncodedContent([]);
        leaving.Headers.Add(header, token);
        using var left = await caller.PostAsync("/kali/sign-out", leaving, Ct);
        Assert.Equal("/kali/sign-in?signedOut=true", left.Headers.Location!.ToString());
    }

    [Theory]
    [InlineData("10.0.0.0/8", true)]
    [InlineData("192.168.0.0/16", false)]
    public async Task TheSchemeAProxyTells_IsBelievedFromTrustedNetworksOnly(string trusted, bool isBelieved)
    {
        // Personas answer loopback only, so the proxy says whom it speaks for.
        using var host = Host(new() { ["Kali:Proxy:TrustedNetworks:0"] = trusted }, isBelieved ? "10.1.2.3" : "127.0.0.1");
        var caller = host.Caller();
        caller.DefaultRequestHeaders.Add("X-Forwarded-For", "127.0.0.1");
        caller.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");

        using var signedIn = await caller.SignInAsync();

        Assert.Equal(isBelieved, SessionCookie(signedIn).Contains("secure", StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("10.0.0.0/8", "10.1.2.3", "203.0.113.7")]
    [InlineData("192.168.0.0/16", "10.1.2.3", "127.0.0.1")]
    public async Task WithPersonas_CallersFromElsewhereAreRefused(string trusted, string address, string forwardedFor)
    {
        using var host = Host(new() { ["Kali:Proxy:TrustedNetworks:0"] = trusted }, address);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/sign-in");
        request.Headers.Add("X-Forwarded-For", forwardedFor);

        using var answer = await host.Caller().SendAsync(request, Ct);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    private static string SessionCookie(HttpResponseMessage answer) =>
        answer.Headers.GetValues("Set-Cookie").First(value => value.StartsWith("kali-session=", StringComparison.Ordinal));

    private static KaliHost Host(Dictionary<string, string?> settings, string? address = null) => new(
        settings: settings,
        services: services =>
        {
            if (address is not null)
                services.AddSingleton<IStartupFilter>(new CalledFrom(IPAddress.Parse(address)));
        });

    /// <summary>Requests in memory come from nowhere; here they come from an address.</summary>
    private sealed class CalledFrom(IPAddress address) : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((context, rest) =>
            {
                context.Connection.RemoteIpAddress = address;
                return rest(context);
            });
            next(app);
        };
    }
}
