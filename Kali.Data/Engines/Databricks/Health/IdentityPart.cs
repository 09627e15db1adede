using Kali.Data.Engines.Databricks.Rest;
using Kali.Data.Engines.Databricks.Unity;

namespace Kali.Data.Engines.Databricks.Health;

/// <summary>Whom the application's own tokens belong to, as the workspace sees it.</summary>
internal sealed class IdentityPart(ITokens tokens, UnityClient unity) : WorkspacePart
{
    public override string Name => "identity";

    protected override Said Refused => Said.Of("The workspace does not take the application's token. Add the managed identity or service principal to the workspace, or correct the identity in Kali:Databricks; a personal access token may have run out.");

    protected override Said RefusedToken => Refused;

    protected override async Task<PartState> AskAsync(CancellationToken ct)
    {
        await tokens.GetAsync(Actor.System, ct);
        var me = await unity.MeAsync(Actor.System, ct);
        return PartState.Well(Said.Of($"Kali is known to the workspace as {me.DisplayName ?? me.UserName ?? me.Id}."));
    }
}
