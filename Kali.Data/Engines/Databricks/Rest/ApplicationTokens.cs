using Azure.Core;
using Azure.Identity;

namespace Kali.Data.Engines.Databricks.Rest;

/// <summary>The application's own tokens: of its managed identity or service principal, each kept until shortly before it expires.</summary>
internal sealed class ApplicationTokens(TokenCredential credential, TimeProvider time) : ITokens, IDisposable
{
    private static readonly TokenRequestContext Context = new([TokenLife.Scope]);

    private readonly SemaphoreSlim _one = new(1);
    private Kept? _kept;

    public void Dispose() => _one.Dispose();

    public async ValueTask<string> GetAsync(Actor actor, CancellationToken ct)
    {
        if (Good() is { } ready)
            return ready;
        await _one.WaitAsync(ct);
        try
        {
            if (Good() is { } justFetched)
                return justFetched;
            var token = await credential.GetTokenAsync(Context, ct);
            _kept = new Kept(token.Token, token.ExpiresOn);
            return token.Token;
        }
        catch (AuthenticationFailedException fault)
        {
            throw new ServiceFault(
                $"Kali could not sign in to Azure Databricks: {fault.Message} Nothing was changed. Give the application's identity access to the workspace, or correct Kali:Databricks.",
                null, ServiceFault.NoToken, mayHaveHappened: false, fault);
        }
        finally
        {
            _one.Release();
        }
    }

    public void Forget(Actor actor, string token)
    {
        if (_kept is { } kept && kept.Token == token)
            Interlocked.CompareExchange(ref _kept, null, kept);
    }

    private string? Good() => _kept is { } kept && kept.ExpiresOn - time.GetUtcNow() > TokenLife.Reserve ? kept.Token : null;

    /// <summary>One object, so that nobody reads half of a token that is being exchanged.</summary>
    private sealed record Kept(string Token, DateTimeOffset ExpiresOn);
}
