using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Security.Claims;
using Kali.Data;
using Kali.Data.Engines;
using Microsoft.Identity.Client;
using Microsoft.Identity.Client.Extensibility;

namespace Kali.Web.Security;

/// <summary>
/// Acts on behalf of people (OAuth's on-behalf-of grant): the token of their sign-in, made out to Kali, is exchanged for one made out to the service that Kali calls for them.
/// Tokens live in this process alone and are renewed minutes before they end; nobody sees them.
/// </summary>
internal sealed class UserTokens(IConfiguration configuration, DirectoryCredential credential, DirectoryHttp http, ILogger<UserTokens> log) : IUserTokens
{
    private const string ActsAsUser = "Kali:Databricks:ActsAsUser";

    private const string SessionClaim = "kali_on_behalf";

    private readonly ConcurrentDictionary<string, ImmutableList<Session>> _sessions = new(StringComparer.Ordinal);
    private readonly Lazy<IConfidentialClientApplication> _kali = new(() => Build(configuration.GetSection(SignInWays.DirectorySection), credential, http));

    public static bool AreWanted(IConfiguration configuration) => configuration.GetValue<bool>(ActsAsUser);

    /// <summary>What a sign-in asks for, so that its token is made out to Kali.</summary>
    public static string KaliScope(IConfiguration configuration) =>
        configuration[$"{SignInWays.DirectorySection}:ApiScope"] ?? $"api://{configuration[$"{SignInWays.DirectorySection}:ClientId"]}/access_as_user";

    /// <summary>Somebody has signed in; the identity remembers which of their sign-ins it is.</summary>
    public void Begin(ClaimsIdentity identity, string userId, string token)
    {
        var session = new Session(token);
        identity.AddClaim(new Claim(SessionClaim, session.Key));
        _sessions.AddOrUpdate(userId, [session], (_, others) => others.Add(session));
    }

    /// <summary>Somebody has signed out: the tokens that came of that sign-in are forgotten, also by the library that renews them.</summary>
    public async Task EndAsync(ClaimsPrincipal user, CancellationToken ct)
    {
        var userId = user.ToActor().UserId;
        if (user.FindFirstValue(SessionClaim) is not { } key || !_sessions.TryGetValue(userId, out var known) || known.Find(session => session.Key == key) is not { } ended)
            return;
        _sessions.AddOrUpdate(userId, [], (_, others) => others.Remove(ended));
        if (ended.HasBegun)
            await ((ILongRunningWebApi)_kali.Value).StopLongRunningProcessInWebApiAsync(key, ct);
    }

    public async ValueTask<string> GetAsync(Actor actor, string scope, CancellationToken ct)
    {
        if (!_sessions.TryGetValue(actor.UserId, out var known) || known is not [.., var session])
            throw SignInAgain();
        try
        {
            var result = await AskAsync(session, scope, isFresh: false, ct);
            if (result.AccessToken == session.Refused)
                result = await AskAsync(session, scope, isFresh: true, ct);
            return result.AccessToken;
        }
        catch (MsalUiRequiredException fault)
        {
            log.LogInformation(fault, "The directory wants {User} to sign in again", actor.UserId);
            throw SignInAgain();
        }
        catch (MsalException fault)
        {
            log.LogWarning(fault, "No token for {User}", actor.UserId);
            throw new NotAllowedException(Said.Of($"The directory gave Kali no token to act for you ({fault.ErrorCode}). Nothing was changed. An admin can look whether Kali may use Azure Databricks on behalf of people."));
        }
    }

    public void Forget(Actor actor, string token)
    {
        if (_sessions.TryGetValue(actor.UserId, out var known) && known is [.., var session])
            session.Refused = token;
    }

    private async Task<AuthenticationResult> AskAsync(Session session, string scope, bool isFresh, CancellationToken ct)
    {
        var kali = (ILongRunningWebApi)_kali.Value;
        if (session.HasBegun)
            return await kali.AcquireTokenInLongRunningProcess([scope], session.Key).WithForceRefresh(isFresh).ExecuteAsync(ct);
        var key = session.Key;
        var first = await kali.InitiateLongRunningProcessInWebApi([scope], session.Token, ref key).ExecuteAsync(ct);
        session.HasBegun = true;
        return first;
    }

    private static NotAllowedException SignInAgain() => new(Said.Of("Databricks is asked with your own rights, and your sign-in for it has ended. Nothing was changed. Sign out and in again."));

    private static IConfidentialClientApplication Build(IConfigurationSection directory, DirectoryCredential credential, DirectoryHttp http) => credential
        .AddTo(ConfidentialClientApplicationBuilder.Create(directory["ClientId"]))
        .WithAuthority($"{(directory["Instance"] ?? "https://login.microsoftonline.com/").TrimEnd('/')}/{directory["TenantId"]}", validateAuthority: false)
        .WithInstanceDiscovery(false)
        .WithHttpClientFactory(http)
        .Build();

    /// <summary>A sign-in: its token, and the name under which the tokens that come of it are kept.</summary>
    private sealed class Session(string token)
    {
        public string Token => token;

        public string Key { get; } = Guid.NewGuid().ToString("N");

        public bool HasBegun { get; set; }

        /// <summary>The last token of it that the service would not take, though it should still be good.</summary>
        public string? Refused { get; set; }
    }
}
