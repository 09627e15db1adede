using System.Security.Claims;
using Kali.Data.Catalog;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.Options;

namespace Kali.Web.Security;

/// <summary>The cookie that carries a session: never readable by scripts, refused once the session is over, no redirect for machines.</summary>
internal sealed class SessionCookie(Sessions sessions, IWebHostEnvironment environment) : IConfigureNamedOptions<CookieAuthenticationOptions>
{
    public void Configure(CookieAuthenticationOptions options) => Configure(CookieAuthenticationDefaults.AuthenticationScheme, options);

    public void Configure(string? name, CookieAuthenticationOptions options)
    {
        if (name != CookieAuthenticationDefaults.AuthenticationScheme)
            return;
        options.Cookie.Name = "kali-session";
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.SecurePolicy = environment.IsProduction() ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
        options.LoginPath = "/sign-in";
        options.AccessDeniedPath = "/no-role";
        options.ReturnUrlParameter = "returnUrl";
        options.ExpireTimeSpan = TimeSpan.FromHours(8);
        options.SlidingExpiration = true;
        options.Events.OnSigningIn = context =>
        {
            if (context.Principal?.Identity is ClaimsIdentity identity)
                sessions.Begin(identity);
            return Task.CompletedTask;
        };
        options.Events.OnSignedIn = context => context.HttpContext.RequestServices.GetRequiredService<People>()
            .SeenAsync(context.Principal!.ToActor(), context.HttpContext.RequestAborted);
        options.Events.OnValidatePrincipal = async context =>
        {
            if (context.Principal is null || !sessions.IsOver(context.Principal))
                return;
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        };
        options.Events.OnRedirectToLogin = ToSignInAsync;
        options.Events.OnRedirectToAccessDenied = ToNoRoleAsync;
    }

    /// <summary>Where to return to is told without the path under which a proxy shows Kali; sign-in adds it again.</summary>
    private static Task ToSignInAsync(RedirectContext<CookieAuthenticationOptions> context)
    {
        var request = context.Request;
        if (IsPage(request))
            context.Response.Redirect($"{request.PathBase}{context.Options.LoginPath}{QueryString.Create(context.Options.ReturnUrlParameter, $"{request.Path}{request.QueryString}")}");
        else
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        return Task.CompletedTask;
    }

    private static Task ToNoRoleAsync(RedirectContext<CookieAuthenticationOptions> context)
    {
        var request = context.Request;
        if (IsPage(request))
        {
            context.Response.Redirect($"{request.PathBase}{context.Options.AccessDeniedPath}");
            return Task.CompletedTask;
        }
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return context.Response.WriteAsJsonAsync(
            new { code = "no-role", message = "This account has no role in Kali. Nothing was changed. Ask an admin for one, then sign out and in again." }, context.HttpContext.RequestAborted);
    }

    private static bool IsPage(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) && !request.Path.StartsWithSegments("/api") && !request.Path.StartsWithSegments("/_blazor");
}
