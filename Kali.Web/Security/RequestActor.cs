using System.Collections.Immutable;
using System.Security.Claims;
using Kali.Data;

namespace Kali.Web.Security;

/// <summary>The acting user of a request, from the signed-in principal.</summary>
public static class RequestActor
{
    public static Actor Actor(this HttpContext context)
    {
        var user = context.User;
        var id = user.FindFirstValue("oid") ?? user.FindFirstValue(ClaimTypes.NameIdentifier)
            ?? throw new NotAllowedException("Nobody is signed in.");
        var roles = user.Claims.Where(claim => claim.Type is "roles" or ClaimTypes.Role)
            .Select(claim => KaliRoles.TryParse(claim.Value, out var role) ? role : (KaliRole?)null)
            .OfType<KaliRole>();
        return new Actor(id, user.FindFirstValue("name") ?? user.Identity?.Name ?? id, [.. roles]);
    }
}
