using System.Net;
using Xunit;

namespace Kali.Web.Tests.Security.Directory;

/// <summary>What a browser does between Kali and the directory: it keeps Kali's cookies and goes where it is sent.</summary>
internal sealed class DirectoryVisit(KaliHost host) : IDisposable
{
    private static readonly Uri KaliAddress = new("https://localhost/");

    private readonly HttpClient _directory = new(DirectoryCertificate.Handler());

    public HttpClient Kali { get; } = host.CreateClient(new() { AllowAutoRedirect = false, HandleCookies = true, BaseAddress = KaliAddress });

    /// <summary>The session's cookie as it was last set.</summary>
    public string? Cookie { get; private set; }

    /// <summary>Where the browser ends up, and what it is shown there.</summary>
    public async Task<(string Path, HttpStatusCode Status, string Text)> GoAsync(string path)
    {
        var ct = TestContext.Current.CancellationToken;
        var at = new Uri(KaliAddress, path);
        for (var hop = 0; hop < 12; hop++)
        {
            using var answer = await (at.Host == KaliAddress.Host ? Kali : _directory).GetAsync(at, ct);
            if (answer.Headers.TryGetValues("Set-Cookie", out var cookies))
                Cookie = cookies.FirstOrDefault(cookie => cookie.StartsWith("kali-session=", StringComparison.Ordinal))?.Split(';')[0] ?? Cookie;
            if (answer.Headers.Location is not { } next)
                return (at.PathAndQuery, answer.StatusCode, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(ct)));
            at = new Uri(at, next);
        }
        throw new InvalidOperationException($"Sent round in circles, last to {at}.");
    }

    public Task<(string Path, HttpStatusCode Status, string Text)> SignInAsync(string returnUrl = "/") =>
        GoAsync($"/sign-in/directory?returnUrl={Uri.EscapeDataString(returnUrl)}");

    public void Dispose() => _directory.Dispose();
}
