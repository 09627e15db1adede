using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Mvc;

namespace Kali.Web.Security;

/// <summary>Coming in and going out.</summary>
public static class SignInEndpoints
{
    public static void MapSignIn(this WebApplication app)
    {
        var ways = app.Services.GetRequiredService<SignInWays>();
        if (ways.HasDirectory)
            app.MapPost("/sign-in/directory", ([FromForm] string? returnUrl) =>
                Results.Challenge(new AuthenticationProperties { RedirectUri = Local(returnUrl) }, [OpenIdConnectDefaults.AuthenticationScheme])).AllowAnonymous();
        else
            app.MapPost("/sign-in/persona", SignInAsPersona).AllowAnonymous();
        app.MapPost("/sign-out", (HttpContext context) => Results.SignOut(
            new AuthenticationProperties { RedirectUri = $"{context.Request.PathBase}/sign-in?signedOut=true" },
            ways.HasDirectory ? [CookieAuthenticationDefaults.AuthenticationScheme, OpenIdConnectDefaults.AuthenticationScheme] : [CookieAuthenticationDefaults.AuthenticationScheme]));
    }

    private static async Task<IResult> SignInAsPersona([FromForm] string persona, [FromForm] string? returnUrl, HttpContext context)
    {
        if (!IsLoopback(context))
            return Results.Problem("Personas are for this computer alone.", statusCode: StatusCodes.Status403Forbidden);
        if (LocalPersonas.Find(persona) is not { } chosen)
            return Results.BadRequest();
        await context.SignInAsync(CookieAuthenticationDefaults.AuthenticationScheme, chosen.ToPrincipal());
        return Results.LocalRedirect("~" + Local(returnUrl));
    }

    private static bool IsLoopback(HttpContext context) =>
        context.Connection.RemoteIpAddress is not { } address || System.Net.IPAddress.IsLoopback(address);

    /// <summary>An address of this application, or Home.</summary>
    private static string Local(string? returnUrl) =>
        returnUrl is ['/', ..] && !returnUrl.StartsWith("//", StringComparison.Ordinal) && !returnUrl.StartsWith("/\\", StringComparison.Ordinal) ? returnUrl : "/";
}
