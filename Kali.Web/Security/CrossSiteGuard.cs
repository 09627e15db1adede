using Microsoft.AspNetCore.Antiforgery;

namespace Kali.Web.Security;

/// <summary>
/// Nothing is changed on behalf of another site: a changing request, and the opening of a circuit, must come from Kali's own pages;
/// endpoints for scripts need the antiforgery header as well.
/// </summary>
internal static class CrossSiteGuard
{
    public const string Header = "X-Kali-Antiforgery";

    public static void UseCrossSiteGuard(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        var request = context.Request;
        var changes = !HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method) && !HttpMethods.IsOptions(request.Method);
        if ((changes || request.Path.StartsWithSegments("/_blazor")) && IsFromElsewhere(request))
        {
            await RefuseAsync(context, "other-site", "This request came from another site. Nothing was changed.");
            return;
        }
        if (changes && request.Path.StartsWithSegments("/api") && context.User.Identity?.IsAuthenticated == true
            && !await context.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(context))
        {
            await RefuseAsync(context, "antiforgery", $"The header {Header} is missing or belongs to another session. Nothing was changed. Load the page again.");
            return;
        }
        await next(context);
    });

    /// <summary>For scripts of Kali's pages; another site can ask for it but never read the answer.</summary>
    public static IEndpointConventionBuilder MapAntiforgery(this IEndpointRouteBuilder app) =>
        app.MapGet("/api/antiforgery", (HttpContext context, IAntiforgery antiforgery) =>
            Results.Json(new { header = Header, token = antiforgery.GetAndStoreTokens(context).RequestToken })).RequireAuthorization(RolePolicies.SignedIn);

    /// <summary>Browsers say where a request comes from; what says nothing at all is no browser.</summary>
    internal static bool IsFromElsewhere(HttpRequest request)
    {
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        if (site.Length > 0)
            return site is not ("same-origin" or "none");
        var origin = request.Headers.Origin.ToString();
        return origin.Length > 0 && !(Uri.TryCreate(origin, UriKind.Absolute, out var from) && from.Authority == Authority(request));
    }

    private static string Authority(HttpRequest request) =>
        Uri.TryCreate($"{request.Scheme}://{request.Host}", UriKind.Absolute, out var own) ? own.Authority : "";

    private static Task RefuseAsync(HttpContext context, string code, string message)
    {
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return context.Response.WriteAsJsonAsync(new { code, message }, context.RequestAborted);
    }
}
