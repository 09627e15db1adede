using System.Net;
using Kali.Data;
using Kali.Data.Catalog;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Kali.Web.Tests.Security.Directory;

/// <summary>Entra ID as Kali meets it: a real OpenID Connect server answers, nothing of the sign-in is made up.</summary>
public sealed class DirectorySignInTests : IAsyncLifetime
{
    private const string Engineers = "1f0e6c1a-7c58-4f4e-9d59-0d3f6a6b2f10";
    private static readonly DirectoryPerson Ada = new("a1b2c3d4-0000-4000-8000-00000000ada0", "Ada Analyst") { Roles = ["kali_analysts"] };

    private DirectoryServer _directory = null!;
    private KaliHost _host = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _directory = await DirectoryServer.StartAsync(Ct);
        var settings = _directory.Settings();
        settings[$"Kali:Identity:GroupRoles:{Engineers}"] = "kali_data_engineers";
        _host = new KaliHost(settings: settings, services: _directory.OnLoopback);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await _directory.DisposeAsync();
    }

    [Fact]
    public async Task ADeepLink_WhenNobodyIsSignedIn_IsReachedThroughTheDirectory()
    {
        _directory.Person = Ada;
        using var visit = new DirectoryVisit(_host);

        var (path, status, text) = await visit.GoAsync("/help?term=gate");
        Assert.Equal(("/sign-in?returnUrl=%2Fhelp%3Fterm%3Dgate", HttpStatusCode.OK), (path, status));
        Assert.Contains("sign-in/directory?returnUrl=%2Fhelp%3Fterm%3Dgate", text, StringComparison.Ordinal);

        (path, status, _) = await visit.SignInAsync("/help?term=gate");
        Assert.Equal(("/help?term=gate", HttpStatusCode.OK), (path, status));
    }

    [Fact]
    public async Task Roles_FromAppRolesAndFromMappedGroups_ReachTheActor()
    {
        _directory.Person = Ada with { Roles = ["kali_analysts", "role_of_another_application"], Groups = [Engineers, "00000000-0000-4000-8000-000000000000"] };
        using var visit = new DirectoryVisit(_host);

        await visit.SignInAsync();

        var person = Assert.Single(await _host.Services.GetRequiredService<People>().ListAsync(Actor.System, Ct));
        Assert.Equal((Ada.ObjectId, Ada.Name), (person.UserId, person.DisplayName));
        Assert.Equal(["kali_analysts", "kali_data_engineers"], person.Roles.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task SomebodyWithoutARole_ReachesNothingAndIsToldWhatToDo()
    {
        _directory.Person = Ada with { Roles = ["role_of_another_application"] };
        using var visit = new DirectoryVisit(_host);

        var (path, status, text) = await visit.SignInAsync("/upload");
        Assert.Equal(("/no-role", HttpStatusCode.OK), (path, status));
        Assert.Contains("Your account has no role in Kali", text, StringComparison.Ordinal);
        Assert.Contains(Ada.Name, text, StringComparison.Ordinal);
        Assert.Contains(Ada.ObjectId, text, StringComparison.Ordinal);

        var (header, token) = await visit.Kali.AntiforgeryAsync();
        visit.Kali.DefaultRequestHeaders.Add(header, token);
        foreach (var api in new[] { "/api/uploads", "/_blazor/negotiate?negotiateVersion=1" })
        {
            using var refused = await visit.Kali.PostAsync(api, null, Ct);
            Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
            Assert.Contains("no-role", await refused.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        }
        using var left = await visit.Kali.PostAsync("/sign-out", null, Ct);
        Assert.Equal("/sign-in?signedOut=true", left.Headers.Location!.ToString());
    }

    [Fact]
    public async Task SomebodyTheDirectoryRefuses_IsBackAtSignInWithAMessage()
    {
        _directory.Person = null;
        using var visit = new DirectoryVisit(_host);

        var (path, status, text) = await visit.SignInAsync("/upload");

        Assert.Equal(("/sign-in?failed=true", HttpStatusCode.OK), (path, status));
        Assert.Contains("The directory did not sign you in", text, StringComparison.Ordinal);
        Assert.Null(visit.Cookie);
    }

    [Fact]
    public async Task Personas_WhenADirectoryIsConfigured_AreGone()
    {
        using var visit = new DirectoryVisit(_host);

        var (_, _, text) = await visit.GoAsync("/sign-in");
        Assert.DoesNotContain("local-admin", text, StringComparison.Ordinal);

        using var answer = await visit.Kali.PostAsync("/sign-in/persona", new FormUrlEncodedContent([new("persona", "local-admin")]), Ct);
        Assert.False(answer.IsSuccessStatusCode);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task SignOut_EndsTheSessionOfTheDirectorysPerson()
    {
        _directory.Person = Ada;
        using var visit = new DirectoryVisit(_host);
        await visit.SignInAsync();
        var (header, token) = await visit.Kali.AntiforgeryAsync();
        visit.Kali.DefaultRequestHeaders.Add(header, token);

        using var left = await visit.Kali.PostAsync("/sign-out", null, Ct);
        Assert.Equal("/sign-in?signedOut=true", left.Headers.Location!.ToString());

        using var kept = new HttpRequestMessage(HttpMethod.Get, "/api/antiforgery");
        kept.Headers.Add("Cookie", visit.Cookie);
        using var answer = await _host.CreateClient(new() { HandleCookies = false, AllowAutoRedirect = false }).SendAsync(kept, Ct);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task AnApi_WhenNobodyIsSignedIn_Answers401AndNoRedirect()
    {
        using var visit = new DirectoryVisit(_host);

        using var answer = await visit.Kali.PostAsync("/api/uploads", null, Ct);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Null(answer.Headers.Location);
    }

    [Fact]
    public async Task Hosts_WhenADirectoryIsConfigured_AreThoseOfAllowedHosts()
    {
        var settings = _directory.Settings();
        settings["AllowedHosts"] = "kali.example";
        using var host = new KaliHost(settings: settings, services: _directory.OnLoopback);
        var caller = host.CreateClient();

        foreach (var (name, expected) in new[] { ("kali.example", HttpStatusCode.OK), ("localhost", HttpStatusCode.BadRequest) })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/healthz/live") { Headers = { Host = name } };
            using var answer = await caller.SendAsync(request, Ct);
            Assert.Equal(expected, answer.StatusCode);
        }
    }
}
