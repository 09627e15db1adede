namespace Kali.Data.Engines.Databricks.Rest;

/// <summary>The person's own token for what a person asks, the application's for Kali's own work: runs, upkeep, provisioning, health.</summary>
internal sealed class ActorTokens(ITokens application, IUserTokens users) : ITokens, IDisposable
{
    private const string Scope = "2ff814a6-3304-4ab8-85cb-cd0e6f879c1d/user_impersonation";

    public ValueTask<string> GetAsync(Actor actor, CancellationToken ct) => actor.IsPipeline ? application.GetAsync(actor, ct) : users.GetAsync(actor, Scope, ct);

    public void Forget(Actor actor, string token)
    {
        if (actor.IsPipeline)
            application.Forget(actor, token);
        else
            users.Forget(actor, token);
    }

    public void Dispose() => (application as IDisposable)?.Dispose();
}
