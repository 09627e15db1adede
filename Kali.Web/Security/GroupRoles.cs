using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Options;

namespace Kali.Web.Security;

/// <summary>Maps group object ids of the directory to Kali's roles, as <c>AzureAd:GroupRoles:{id} = kali_analysts</c> says; read once at sign-in.</summary>
internal sealed class GroupRoles(IConfiguration configuration) : IPostConfigureOptions<OpenIdConnectOptions>
{
    public void PostConfigure(string? name, OpenIdConnectOptions options)
    {
        var roleOf = configuration.GetSection($"{SignInWays.DirectorySection}:GroupRoles").GetChildren()
            .Where(entry => entry.Value is not null)
            .ToDictionary(entry => entry.Key, entry => entry.Value!, StringComparer.OrdinalIgnoreCase);
        var before = options.Events.OnTokenValidated;
        options.Events.OnTokenValidated = async context =>
        {
            await before(context);
            if (context.Principal?.Identity is not ClaimsIdentity identity)
                return;
            foreach (var group in identity.FindAll("groups").ToList())
            {
                if (roleOf.TryGetValue(group.Value, out var role))
                    identity.AddClaim(new Claim("roles", role));
            }
        };
    }
}
