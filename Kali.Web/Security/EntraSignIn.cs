using System.Security.Claims;
using Kali.Data;
using Kali.Data.Engines;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Identity.Web;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Kali.Web.Security;

/// <summary>Signing in through Entra ID. What Kali keeps of the token is who it is and which roles; everything else is dropped at the door.</summary>
internal static class EntraSignIn
{
    private static readonly string[] RoleClaims = ["roles", ClaimTypes.Role];

    public static void AddEntra(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme)
            .AddMicrosoftIdentityWebApp(configuration.GetSection(SignInWays.DirectorySection));
        services.AddSingleton<DirectoryCredential>();
        // Whoever is not signed in meets Kali's own page first, so that a machine gets a 401 and a deep link survives.
        services.Configure<AuthenticationOptions>(options => options.DefaultChallengeScheme = CookieAuthenticationDefaults.AuthenticationScheme);
        var actsAsUser = UserTokens.AreWanted(configuration);
        if (actsAsUser)
            services.AddUserTokens();
        services.AddOptions<OpenIdConnectOptions>(OpenIdConnectDefaults.AuthenticationScheme).Configure<IdentityOptions>((options, identity) =>
        {
            options.ResponseType = OpenIdConnectResponseType.Code;
            options.ResponseMode = OpenIdConnectResponseMode.Query;
            options.UsePkce = true;
            options.SaveTokens = false;
            options.MapInboundClaims = false;
            options.CorrelationCookie.SameSite = SameSiteMode.Lax;
            options.NonceCookie.SameSite = SameSiteMode.Lax;
            if (actsAsUser)
                options.Scope.Add(UserTokens.KaliScope(configuration));
            options.Events.OnAuthorizationCodeReceived = async context =>
            {
                var endpoints = await context.Options.ConfigurationManager!.GetConfigurationAsync(context.HttpContext.RequestAborted);
                await context.HttpContext.RequestServices.GetRequiredService<DirectoryCredential>().AddToAsync(context.TokenEndpointRequest!, endpoints.TokenEndpoint, context.HttpContext.RequestAborted);
            };
            var before = options.Events.OnTokenValidated;
            options.Events.OnTokenValidated = async context =>
            {
                await before(context);
                context.Principal = Kept(context.Principal!, identity);
                if (actsAsUser && context.TokenEndpointResponse?.AccessToken is { } token)
                    context.HttpContext.RequestServices.GetRequiredService<UserTokens>().Begin((ClaimsIdentity)context.Principal.Identity!, context.Principal.ToActor().UserId, token);
            };
            options.Events.OnRemoteFailure = context =>
            {
                context.HttpContext.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(EntraSignIn))
                    .LogWarning(context.Failure, "The directory did not sign somebody in");
                context.Response.Redirect($"{context.Request.PathBase}/sign-in?failed=true");
                context.HandleResponse();
                return Task.CompletedTask;
            };
        });
    }

    private static void AddUserTokens(this IServiceCollection services)
    {
        services.AddHttpClient(DirectoryHttp.Name).RemoveAllLoggers();
        services.AddSingleton<DirectoryHttp>();
        services.AddSingleton<UserTokens>();
        services.AddSingleton<IUserTokens>(provider => provider.GetRequiredService<UserTokens>());
    }

    /// <summary>The principal that goes into the cookie: object id, name and Kali's roles, from app roles and from mapped groups.</summary>
    internal static ClaimsPrincipal Kept(ClaimsPrincipal token, IdentityOptions options)
    {
        var roles = token.Claims.Where(claim => RoleClaims.Contains(claim.Type)).Select(claim => claim.Value)
            .Concat(token.FindAll("groups").Select(group => options.GroupRoles.GetValueOrDefault(group.Value)).OfType<string>())
            .Where(role => KaliRoles.TryParse(role, out _))
            .Distinct(StringComparer.OrdinalIgnoreCase);
        var id = token.FindFirstValue("oid") ?? token.FindFirstValue(ClaimConstants.ObjectId) ?? token.FindFirstValue("sub")
            ?? throw new NotAllowedException("The directory gave no object id for this account, so Kali cannot tell who it is. Nobody was signed in.");
        return new ClaimsPrincipal(new ClaimsIdentity(
            [new Claim("oid", id), new Claim("name", token.FindFirstValue("name") ?? id), .. roles.Select(role => new Claim("roles", role))],
            CookieAuthenticationDefaults.AuthenticationScheme, "name", "roles"));
    }
}
