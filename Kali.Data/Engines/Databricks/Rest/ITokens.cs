namespace Kali.Data.Engines.Databricks.Rest;

/// <summary>Where the token of a call comes from: the application's identity or the user's own. Never a header that all calls share.</summary>
internal interface ITokens
{
    /// <summary>A token that is good for at least <see cref="TokenLife.Reserve"/> from now.</summary>
    ValueTask<string> GetAsync(Actor actor, CancellationToken ct);

    /// <summary>The service has refused this token: the next call gets another one.</summary>
    void Forget(Actor actor, string token);
}

internal static class TokenLife
{
    /// <summary>Azure Databricks refuses tokens that expire within 30 seconds.</summary>
    public static readonly TimeSpan Reserve = TimeSpan.FromSeconds(40);

    /// <summary>All of the service Azure Databricks, in every Azure cloud.</summary>
    public const string Scope = "2ff814a6-3304-4ab8-85cb-cd0e6f879c1d/.default";
}
