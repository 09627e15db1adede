using Kali.Data;
using Microsoft.AspNetCore.Authorization;

namespace Kali.Web.Security;

/// <summary>Without a role nothing is allowed: whoever is signed in and holds none reaches only the way out.</summary>
internal static class RolePolicies
{
    /// <summary>For what somebody without a role may do too: leave.</summary>
    public const string SignedIn = "signed-in";

    public static void AddRolePolicies(this IServiceCollection services)
    {
        var withRole = new AuthorizationPolicyBuilder().RequireAuthenticatedUser()
            .RequireAssertion(context => context.User.Identity?.IsAuthenticated == true && context.User.ToActor().Roles.Count > 0).Build();
        services.AddAuthorizationBuilder()
            .SetFallbackPolicy(withRole)
            .SetDefaultPolicy(withRole)
            .AddPolicy(SignedIn, policy => policy.RequireAuthenticatedUser());
    }
}
