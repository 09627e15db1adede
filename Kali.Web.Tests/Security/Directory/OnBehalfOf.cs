using System.Security.Claims;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Kali.Web.Tests.Security.Directory;

/// <summary>OAuth's on-behalf-of grant as Entra has it: a token made out to Kali becomes one made out to the service that Kali calls for its owner.</summary>
internal static class OnBehalfOf
{
    public const string GrantType = "urn:ietf:params:oauth:grant-type:jwt-bearer";

    public static async ValueTask ExchangeAsync(HandleTokenRequestContext context, OpenIddictServerOptions options)
    {
        if (context.Request.GrantType != GrantType)
            return;
        var shown = await new JsonWebTokenHandler().ValidateTokenAsync(context.Request.Assertion, new TokenValidationParameters
        {
            IssuerSigningKeys = options.SigningCredentials.Select(credentials => credentials.Key),
            ValidAudience = Audience,
            ValidateIssuer = false,
            ValidTypes = ["at+jwt"],
        });
        if (!shown.IsValid || (string?)context.Request["requested_token_use"] != "on_behalf_of")
        {
            context.Reject(Errors.InvalidGrant, $"AADSTS500131: Assertion is not for this application. {shown.Exception?.Message}");
            return;
        }
        var identity = new ClaimsIdentity("directory", Claims.Name, "roles");
        foreach (var claim in new[] { Claims.Subject, "oid", "tid", Claims.Name })
            identity.AddClaim(new Claim(claim, (string)shown.Claims[claim]));
        identity.SetScopes(context.Request.GetScopes());
        identity.SetResources(context.Request.GetScopes().First(scope => scope.Contains('/', StringComparison.Ordinal)).Split('/')[0]);
        identity.SetDestinations(_ => [Destinations.AccessToken, Destinations.IdentityToken]);
        context.SignIn(new ClaimsPrincipal(identity));
    }

    public static string Audience => $"api://{DirectoryServer.Client}";

    /// <summary>Entra tells whose tokens these are, beside them.</summary>
    public static string ClientInfo(string accessToken) => Base64UrlEncoder.Encode(Encoding.UTF8.GetBytes(
        JsonSerializer.Serialize(new { uid = new JsonWebToken(accessToken).GetClaim("oid").Value, utid = DirectoryServer.Tenant })));
}
