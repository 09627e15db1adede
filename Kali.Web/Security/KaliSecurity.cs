using Kali.Data;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.DataProtection;

namespace Kali.Web.Security;

/// <summary>Who may come in, from where, and what the browser is told about it.</summary>
public static class KaliSecurity
{
    public static void AddKaliSecurity(this WebApplicationBuilder builder)
    {
        var (services, configuration) = (builder.Services, builder.Configuration);
        services.AddCheckedOptions<IdentityOptions>(configuration, IdentityOptions.Section);
        services.AddCheckedOptions<ProxyOptions>(configuration, ProxyOptions.Section);
        services.AddSingleton<SignInWays>();
        services.AddSingleton<Sessions>();
        services.AddHttpContextAccessor();
        services.AddScoped<CurrentActor>();
        services.AddScoped<AuthenticationStateProvider, SessionState>();
        services.AddCascadingAuthenticationState();
        services.AddRolePolicies();
        services.AddAntiforgery(options => (options.HeaderName, options.Cookie.Name) = (CrossSiteGuard.Header, "kali-antiforgery"));
        if (SignInWays.IsDirectoryConfigured(configuration))
        {
            if (UserTokens.AreWanted(configuration) && !DirectoryCredential.IsThere(configuration))
                throw new RefusedException("Kali:Databricks:ActsAsUser is set and Kali cannot prove to the directory who it is. Set AzureAd:ClientCredentials (a certificate, or a managed identity) or AzureAd:ClientSecret, or leave ActsAsUser out.");
            services.AddEntra(configuration);
        }
        else
            builder.AddPersonas();
        services.ConfigureOptions<SessionCookie>();
        services.AddDataProtection().SetApplicationName("Kali");
        services.ConfigureOptions<KeysInLake>();
        services.AddRateLimits();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
    }

    /// <summary>In the order a request meets it, before it is known who asks.</summary>
    public static void UseKaliSecurity(this WebApplication app)
    {
        app.UseProxy();
        if (app.Services.GetRequiredService<SignInWays>().HasDirectory)
        {
            if (app.Environment.IsProduction())
                app.UseHsts();
        }
        else
        {
            app.UseLoopbackOnly();
        }
        app.UseMiddleware<SecurityHeaders>();
    }

    private static void AddPersonas(this WebApplicationBuilder builder)
    {
        if (builder.Environment.IsProduction())
        {
            throw new RefusedException(
                "Kali does not start in Production without a directory: anyone could choose to be an admin. "
                + "Set AzureAd:TenantId and AzureAd:ClientId, or start a laptop build with --environment Development.");
        }
        if (UserTokens.AreWanted(builder.Configuration))
            throw new RefusedException("Kali:Databricks:ActsAsUser is set and no directory is: there are no people to act for. Set AzureAd:TenantId, AzureAd:ClientId and AzureAd:ClientCredentials or AzureAd:ClientSecret, or leave ActsAsUser out.");
        builder.AddLoopbackOnly();
        builder.Services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie();
    }
}
