using Azure.Core;
using Kali.Data;
using Kali.Data.Engines;
using Kali.Web.Security;
using Kali.Web.Tests.Emulators.Http;
using Kali.Web.Tests.Engines.Databricks;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Xunit;

namespace Kali.Web.Tests.Security.Directory;

/// <summary>What people ask is asked with their own tokens, what Kali does by itself with its own: a real directory over TLS gives them out.</summary>
public sealed class OnBehalfOfTests : IAsyncLifetime
{
    private static readonly DirectoryPerson Ada = new("a1b2c3d4-0000-4000-8000-00000000ada0", "Ada Analyst") { Roles = ["kali_analysts"] };
    private static readonly Actor AsActor = new(Ada.ObjectId, Ada.Name, [KaliRole.Analyst]);

    private readonly TestWorkspace _workspace = new();
    private DirectoryServer _directory = null!;
    private readonly TemporaryFolder _folder = new();
    private readonly ClientProofs _proofs = new();
    private KaliHost? _host;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _directory = await DirectoryServer.StartAsync(Ct, isEncrypted: true);
        _directory.Issued = _workspace.Emulated.Take;
    }

    private KaliHost Start(params (string Key, string? Value)[] directory)
    {
        var settings = new Dictionary<string, string?>(_workspace.Settings.Concat(_directory.Settings()))
        {
            ["Kali:Engine"] = KaliOptions.Databricks,
            ["Kali:Databricks:PersonalAccessToken"] = null,
            ["Kali:Databricks:ActsAsUser"] = "true",
        };
        foreach (var (key, value) in directory)
            settings[$"AzureAd:{key}"] = value;
        return new KaliHost(settings: settings, services: services =>
        {
            _directory.OnLoopback(services);
            services.AddHttpClient(DirectoryHttp.Name).ConfigurePrimaryHttpMessageHandler(DirectoryCertificate.Handler);
            services.AddSingleton<TokenCredential>(new OwnToken(_workspace.Emulated.Token));
        });
    }

    public async ValueTask DisposeAsync()
    {
        if (_host is not null)
            await _host.DisposeAsync();
        await _directory.DisposeAsync();
        _workspace.Dispose();
        _proofs.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task AFederatedCredential_IsShownAsItIs()
    {
        await File.WriteAllTextAsync(_folder.At("assertion"), _proofs.Signed("api://AzureADTokenExchange"), Ct);
        var credential = new DirectoryCredential(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["AzureAd:Instance"] = "https://login.microsoftonline.com/",
            ["AzureAd:ClientId"] = DirectoryServer.Client,
            ["AzureAd:ClientCredentials:0:SourceType"] = "SignedAssertionFilePath",
            ["AzureAd:ClientCredentials:0:SignedAssertionFileDiskPath"] = _folder.At("assertion"),
        }).Build(), TimeProvider.System);
        var request = new OpenIdConnectMessage { ClientSecret = "of somebody" };

        await credential.AddToAsync(request, "https://login.microsoftonline.com/token", Ct);

        Assert.Equal((null, await File.ReadAllTextAsync(_folder.At("assertion"), Ct)), (request.ClientSecret, request.ClientAssertion));
    }

    [Fact]
    public async Task AStatement_OfSomebodySignedIn_RunsWithTheirToken_AndKalisOwnWithKalis()
    {
        await File.WriteAllBytesAsync(_folder.At("kali.pfx"), _proofs.Pkcs12, Ct);
        _host = Start(("ClientSecret", null), ("ClientCredentials:0:SourceType", "Path"), ("ClientCredentials:0:CertificateDiskPath", _folder.At("kali.pfx")));
        _directory.Proofs = _proofs;
        _directory.Person = Ada;
        using var visit = new DirectoryVisit(_host!);
        await visit.SignInAsync();

        await AskAsync(AsActor);
        await AskAsync(Actor.System);
        await AskAsync(AsActor);
        Assert.Equal([Ada.ObjectId, "kali@example.com", Ada.ObjectId], _workspace.Emulated.Statements.RanBy);

        // A token that the service refuses is renewed, and what was asked is answered.
        _workspace.Emulated.Inject(new Fault(FaultKind.TokenExpired, "POST", "/sql/statements"));
        await AskAsync(AsActor);
        Assert.Equal(Ada.ObjectId, _workspace.Emulated.Statements.RanBy.Last());
        // Kali proved itself by its certificate each time, and showed no secret.
        Assert.Equal(["authorization_code", OnBehalfOf.GrantType, "refresh_token"], _proofs.Proven.Distinct());
    }

    [Fact]
    public async Task SigningOut_EndsWhatCanBeAskedForThem_AndLeavesTheirOtherSignInAlone()
    {
        _host = Start();
        _directory.Person = Ada;
        using var visit = new DirectoryVisit(_host!);
        using var elsewhere = new DirectoryVisit(_host!);
        await visit.SignInAsync();
        await elsewhere.SignInAsync();
        await AskAsync(AsActor);

        await SignOutAsync(elsewhere);
        await AskAsync(AsActor);

        await SignOutAsync(visit);
        Assert.Contains("Sign out and in again", (await Assert.ThrowsAsync<NotAllowedException>(() => AskAsync(AsActor))).Message, StringComparison.Ordinal);
    }

    private static async Task SignOutAsync(DirectoryVisit visit)
    {
        var (header, token) = await visit.Kali.AntiforgeryAsync();
        visit.Kali.DefaultRequestHeaders.Add(header, token);
        using var left = await visit.Kali.PostAsync("/sign-out", null, Ct);
        Assert.Equal("/sign-in?signedOut=true", left.Headers.Location!.ToString());
    }

    [Fact]
    public async Task SomebodyWhoseSignInIsNotKnownAnyMore_IsAskedToSignInAgain()
    {
        _host = Start();
        var fault = await Assert.ThrowsAsync<NotAllowedException>(() => AskAsync(AsActor));

        Assert.Contains("Sign out and in again", fault.Message, StringComparison.Ordinal);
        Assert.Empty(_workspace.Emulated.Statements.Ran);
    }

    private async Task AskAsync(Actor actor)
    {
        await using var rows = await _host!.Services.GetRequiredService<ILakehouse>().QueryAsync(Sql.Of($"SELECT 1 AS one"), actor, Ct);
        Assert.Equal([[1]], await rows.ToListAsync(Ct));
    }

    /// <summary>The application's identity.</summary>
    private sealed class OwnToken(string token) : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) => new(token, TimeProvider.System.GetUtcNow().AddHours(1));

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) => new(GetToken(requestContext, cancellationToken));
    }
}
