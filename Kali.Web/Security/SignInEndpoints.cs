using Microsoft.AspNetCore.Antiforgery;
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
        // A link, not a form: the policy lets forms go to Kali only, and this one goes on to the directory.
        if (app.Services.GetRequiredService<SignInWays>().HasDirectory)
            app.MapGet("/sign-in/directory", (HttpContext context, string? returnUrl) => Results.Challenge(
                new AuthenticationProperties { RedirectUri = context.Request.PathBase + Local(returnUrl) }, [OpenIdConnectDefaults.AuthenticationScheme])).AllowAnonymous();
        else
            app.MapPost("/sign-in/persona", SignInAsPersonaAsync).AllowAnonymous();
        app.MapPost("/sign-out", SignOutAsync).RequireAuthorization(RolePolicies.SignedIn);
        app.MapAntiforgery();
    }

    private static async Task<IResult> SignInAsPersonaAsync([FromForm] string persona, [FromForm] string? returnUrl, HttpContext context)
    {
        if (LocalPersonas.Find(persona) is not { } chosen)
            return Results.BadRequest();
        await context.SignInAsync(CookieAuthenticationDefaults.AuthenticationScheme, chosen.ToPrincipal());
        return Results.LocalRedirect("~" + Local(returnUrl));
    }

    /// <summary>Ends the session everywhere. The account of the directory stays signed in there: other applications use it too.</summary>
    private static async Task<IResult> SignOutAsync(HttpContext context, Sessions sessions, IAntiforgery antiforgery)
    {
        if (!await antiforgery.IsRequestValidAsync(context))
            return Results.BadRequest();
        sessions.End(context.User);
        if (context.RequestServices.GetService<UserTokens>() is { } tokens)
            await tokens.EndAsync(context.User, context.RequestAborted);
        await context.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        return Results.LocalRedirect("~/sign-in?signedOut=true");
    }

    /// <summary>An address of this application, or Home.</summary>
    private static string Local(string? returnUrl) =>
        returnUrl is ['/', ..] && !returnUrl.StartsWith("//", StringComparison.Ordinal) && !returnUrl.StartsWith("/\\", StringComparison.Ordinal) ? returnUrl : "/";
}
