using System.Collections.Immutable;
using System.Security.Claims;
using Kali.Data;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace Kali.Web.Security;

/// <summary>
/// The four roles as people to be on this computer, where no directory is configured. Named for their roles: they are nobody.
/// </summary>
public static class LocalPersonas
{
    public static ImmutableArray<Persona> All { get; } =
    [
        new("local-business-user", "Business user", KaliRole.BusinessUser),
        new("local-analyst", "Analyst", KaliRole.Analyst),
        new("local-data-engineer", "Data engineer", KaliRole.DataEngineer),
        new("local-admin", "Admin", KaliRole.Admin),
    ];

    public static Persona? Find(string? id) => All.FirstOrDefault(persona => persona.Id == id);

    /// <param name="Id">The id that stands in lake paths.</param>
    /// <param name="Name">The name shown.</param>
    /// <param name="Role">The one role held.</param>
    public sealed record Persona(string Id, string Name, KaliRole Role)
    {
        public ClaimsPrincipal ToPrincipal() => new(new ClaimsIdentity(
            [
                new Claim(ClaimTypes.NameIdentifier, Id),
                new Claim("name", Name),
                new Claim("roles", Role.DirectoryName()),
                new Claim("persona", "local"),
            ],
            CookieAuthenticationDefaults.AuthenticationScheme, "name", "roles"));
    }
}
