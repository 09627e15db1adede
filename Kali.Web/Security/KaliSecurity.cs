using System.Threading.RateLimiting;
using Kali.Data;
using Kali.Data.Lake;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Identity.Web;

namespace Kali.Web.Security;

/// <summary>Who may come in, from where, and what the browser is told about it.</summary>
public static class KaliSecurity
{
    private const string LocalHosts = "localhost;127.0.0.1;[::1]";

    public static void AddKaliSecurity(this WebApplicationBuilder builder)
    {
        var hasDirectory = SignInWays.IsDirectoryConfigured(builder.Configuration);
        if (!hasDirectory && builder.Environment.IsProduction())
            throw new RefusedException(
                "Kali does not start in Production without a directory: anyone could choose to be an admin. "
                + "Set AzureAd:TenantId and AzureAd:ClientId, or start a laptop build with --environment Development.");
        var services = builder.Services;
        services.AddSingleton<SignInWays>();
        services.AddHttpContextAccessor();
        services.AddScoped<CurrentActor>();
        services.AddScoped<AuthenticationStateProvider, RecheckedAuthentication>();
        services.AddCascadingAuthenticationState();
        services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        services.AddAntiforgery(options => (options.HeaderName, options.Cookie.Name) = ("X-Kali-Antiforgery", "kali-antiforgery"));
        if (hasDirectory)
            builder.AddDirectory();
        else
            builder.AddPersonas();
        services.AddDataProtection().SetApplicationName("Kali");
        services.ConfigureOptions<KeysInLake>();
        services.AddRateLimiter(options =>
        {
            options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            options.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context => RateLimitPartition.GetTokenBucketLimiter(
                context.User.Identity?.IsAuthenticated == true ? context.User.ToActor().UserId : context.Connection.RemoteIpAddress?.ToString() ?? "",
                _ => new TokenBucketRateLimiterOptions { TokenLimit = 600, TokensPerPeriod = 100, ReplenishmentPeriod = TimeSpan.FromSeconds(1), QueueLimit = 50 }));
        });
        services.Configure<ForwardedHeadersOptions>(options =>
            options.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost | ForwardedHeaders.XForwardedPrefix);
    }

    /// <summary>In the order a request meets it.</summary>
    public static void UseKaliSecurity(this WebApplication app)
    {
        app.UseForwardedHeaders();
        if (app.Configuration["Kali:PathBase"] is { Length: > 0 } pathBase)
            app.UsePathBase(pathBase);
        if (app.Services.GetRequiredService<SignInWays>().HasDirectory)
            app.UseHsts();
        app.UseMiddleware<SecurityHeaders>();
        app.UseMiddleware<SameOriginOnly>();
    }

    private static void AddPersonas(this WebApplicationBuilder builder)
    {
        builder.Configuration["AllowedHosts"] = LocalHosts;
        builder.Services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie(Cookie);
    }

    private static void AddDirectory(this WebApplicationBuilder builder)
    {
        builder.Services.AddAuthentication(Microsoft.AspNetCore.Authentication.OpenIdConnect.OpenIdConnectDefaults.AuthenticationScheme)
            .AddMicrosoftIdentityWebApp(builder.Configuration.GetSection(SignInWays.DirectorySection), cookieScheme: CookieAuthenticationDefaults.AuthenticationScheme);
        builder.Services.Configure<CookieAuthenticationOptions>(CookieAuthenticationDefaults.AuthenticationScheme, Cookie);
        builder.Services.ConfigureOptions<GroupRoles>();
    }

    /// <summary>An API answers 401 and 403, a page leads to the sign-in page and back.</summary>
    private static void Cookie(CookieAuthenticationOptions options)
    {
        (options.Cookie.Name, options.Cookie.SameSite, options.Cookie.HttpOnly) = ("kali", SameSiteMode.Lax, true);
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        (options.LoginPath, options.ReturnUrlParameter, options.SlidingExpiration, options.ExpireTimeSpan) = ("/sign-in", "returnUrl", true, TimeSpan.FromHours(12));
        options.Events.OnRedirectToLogin = context => Answer(context, StatusCodes.Status401Unauthorized);
        options.Events.OnRedirectToAccessDenied = context => Answer(context, StatusCodes.Status403Forbidden);

        static Task Answer(Microsoft.AspNetCore.Authentication.RedirectContext<CookieAuthenticationOptions> context, int status)
        {
            if (status == StatusCodes.Status403Forbidden || context.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase))
                context.Response.StatusCode = status;
            else
                context.Response.Redirect(context.RedirectUri);
            return Task.CompletedTask;
        }
    }
}
