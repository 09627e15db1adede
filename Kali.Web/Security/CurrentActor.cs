using Kali.Data;
using Microsoft.AspNetCore.Components.Authorization;

namespace Kali.Web.Security;

/// <summary>The acting user of a circuit, read once from the principal it was opened with.</summary>
public sealed class CurrentActor(AuthenticationStateProvider authentication)
{
    private Actor? _actor;

    public async Task<Actor> GetAsync() => _actor ??= (await authentication.GetAuthenticationStateAsync()).User.ToActor();
}
