using System.Security.Claims;
using Kali.Data;

namespace Kali.Web.Security;

/// <summary>Reads the acting user from a signed-in principal; both claim types that carry app roles count.</summary>
public static class PrincipalActor
{
    private const string ObjectIdClaim = "http://schemas.microsoft.com/identity/claims/objectidentifier";

    public static Actor ToActor(this ClaimsPrincipal user)
    {
        if (user.Identity?.IsAuthenticated != true)
            throw new NotAllowedException("Nobody is signed in.");
        var id = user.FindFirstValue("oid") ?? user.FindFirstValue(ObjectIdClaim) ?? user.FindFirstValue(ClaimTypes.NameIdentifier)
            ?? throw new NotAllowedException("The directory gave no object id for this account.");
        var roles = user.Claims
            .Where(claim => claim.Type is "roles" or ClaimTypes.Role)
            .Select(claim => KaliRoles.TryParse(claim.Value, out var role) ? role : (KaliRole?)null)
            .OfType<KaliRole>();
        return new Actor(id, user.FindFirstValue("name") ?? user.Identity.Name ?? id, [.. roles]);
    }
}
