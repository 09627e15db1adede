using Kali.Data;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;

namespace Kali.Web.Security;

/// <summary>A circuit outlives requests: every half hour its principal is looked at again, and one that is no longer good ends it.</summary>
internal sealed class RecheckedAuthentication(ILoggerFactory logs, TimeProvider time) : RevalidatingServerAuthenticationStateProvider(logs)
{
    private static readonly TimeSpan LongestCircuit = TimeSpan.FromHours(12);
    private readonly DateTimeOffset _begun = time.GetUtcNow();

    protected override TimeSpan RevalidationInterval => TimeSpan.FromMinutes(30);

    protected override Task<bool> ValidateAuthenticationStateAsync(AuthenticationState authenticationState, CancellationToken cancellationToken) =>
        Task.FromResult(time.GetUtcNow() - _begun < LongestCircuit && authenticationState.User.Identity?.IsAuthenticated == true && authenticationState.User.ToActor().Roles.Count > 0);
}
