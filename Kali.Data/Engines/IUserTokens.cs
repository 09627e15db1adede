namespace Kali.Data.Engines;

/// <summary>Tokens of people who are signed in, for an engine that lets their own rights decide. On the command line there are none.</summary>
public interface IUserTokens
{
    /// <summary>A token with which Kali acts for that person, good for at least a minute.</summary>
    /// <exception cref="NotAllowedException">They have to sign in again, or have not agreed to it.</exception>
    ValueTask<string> GetAsync(Actor actor, string scope, CancellationToken ct);

    /// <summary>The service has refused this token: the next call gets another one.</summary>
    void Forget(Actor actor, string token);
}
