namespace Kali.Data.Engines.Databricks.Rest;

/// <summary>A person's access token, for development.</summary>
internal sealed class PersonalToken(string token) : ITokens
{
    public ValueTask<string> GetAsync(Actor actor, CancellationToken ct) => ValueTask.FromResult(token);

    public void Forget(Actor actor, string token)
    {
        // There is no other one.
    }
}
