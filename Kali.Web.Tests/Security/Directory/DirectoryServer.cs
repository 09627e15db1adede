using System.Security.Claims;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Kali.Web.Tests.Security.Directory;

/// <summary>A real OpenID Connect server on loopback with Entra's addresses: one tenant, one application, and whoever sits at the browser.</summary>
internal sealed class DirectoryServer : IAsyncDisposable
{
    public const string Tenant = "7d7a2b1c-35ce-4d1b-9a0e-3f1d7d0f6a11";
    public const string Client = "b0a1c2d3-4e5f-4a6b-8c7d-9e0f1a2b3c4d";
    internal const string Secret = "of-the-tests";

    private readonly WebApplication _app;

    private DirectoryServer(WebApplication app) => _app = app;

    /// <summary>Told of every token that is given out on somebody's behalf, with whose it is.</summary>
    public Action<string, string>? Issued { get; set; }

    /// <summary>What it wants to see of the application in place of a secret.</summary>
    public ClientProofs? Proofs { get; set; }

    /// <summary>Who signs in next; without anybody the directory refuses.</summary>
    public DirectoryPerson? Person { get; set; }

    public Uri Address => new(AddressOf(_app.Services.GetRequiredService<IServer>()));

    public string Issuer => $"{Address}{Tenant}/v2.0";

    public static async Task<DirectoryServer> StartAsync(CancellationToken ct, bool isEncrypted = false)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0, listen =>
        {
            if (isEncrypted)
                listen.UseHttps(DirectoryCertificate.Instance);
        }));
        DirectoryServer? server = null;
        builder.Services.AddOpenIddict().AddServer(options => options
            .EnableDegradedMode()
            .SetConfigurationEndpointUris($"{Tenant}/v2.0/.well-known/openid-configuration")
            .SetJsonWebKeySetEndpointUris($"{Tenant}/discovery/v2.0/keys")
            .SetAuthorizationEndpointUris($"{Tenant}/oauth2/v2.0/authorize")
            .SetTokenEndpointUris($"{Tenant}/oauth2/v2.0/token")
            .AllowAuthorizationCodeFlow()
            .AllowRefreshTokenFlow()
            .AllowCustomFlow(OnBehalfOf.GrantType)
            .DisableScopeValidation()
            .DisableAccessTokenEncryption()
            .RequireProofKeyForCodeExchange()
            .RegisterScopes(Scopes.Profile, Scopes.Email)
            .AddEphemeralEncryptionKey()
            .AddEphemeralSigningKey()
            .AddEventHandler<ValidateAuthorizationRequestContext>(handler => handler.UseInlineHandler(KnowsClientAsync))
            .AddEventHandler<ValidateTokenRequestContext>(handler => handler.UseInlineHandler(KnowsSecretAsync))
            .AddEventHandler<HandleAuthorizationRequestContext>(handler => handler.UseInlineHandler(context => server!.SignInAsync(context)))
            .AddEventHandler<HandleTokenRequestContext>(handler => handler.UseInlineHandler(context => OnBehalfOf.ExchangeAsync(context, context.Options)))
            .AddEventHandler<ApplyTokenResponseContext>(handler => handler.UseInlineHandler(context => server!.TellAsync(context)))
            .UseAspNetCore().DisableTransportSecurityRequirement());
        builder.Services.AddOptions<OpenIddictServerOptions>().Configure<IServer>((options, at) => options.Issuer = new Uri($"{AddressOf(at)}{Tenant}/v2.0"));
        var app = builder.Build();
        app.Use((context, next) => server!.Proofs is { } proofs ? proofs.LookAsync(context, next) : next(context));
        app.UseAuthentication();
        server = new DirectoryServer(app);
        await app.StartAsync(ct);
        return server;
    }

    /// <summary>What an admin sets to let Kali use this directory.</summary>
    public Dictionary<string, string?> Settings() => new()
    {
        ["AzureAd:Instance"] = Address.ToString(),
        ["AzureAd:TenantId"] = Tenant,
        ["AzureAd:ClientId"] = Client,
        ["AzureAd:ClientSecret"] = Secret,
    };

    /// <summary>What only a directory on loopback needs: no TLS, and an issuer that is not Microsoft's.</summary>
    public void OnLoopback(IServiceCollection services) => services.Configure<OpenIdConnectOptions>(OpenIdConnectDefaults.AuthenticationScheme, options =>
    {
        options.RequireHttpsMetadata = false;
        options.BackchannelHttpHandler = DirectoryCertificate.Handler();
        options.TokenValidationParameters.ValidIssuer = Issuer;
        options.TokenValidationParameters.IssuerValidator = null;
    });

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static string AddressOf(IServer server) => server.Features.Get<IServerAddressesFeature>()!.Addresses.First() + "/";

    private static ValueTask KnowsClientAsync(ValidateAuthorizationRequestContext context)
    {
        if (context.ClientId != Client)
            context.Reject(Errors.InvalidClient);
        return default;
    }

    private static ValueTask KnowsSecretAsync(ValidateTokenRequestContext context)
    {
        if (context.ClientId != Client || context.ClientSecret != Secret)
            context.Reject(Errors.InvalidClient);
        return default;
    }

    private ValueTask TellAsync(ApplyTokenResponseContext context)
    {
        if (context.Request?.GrantType is not (OnBehalfOf.GrantType or GrantTypes.RefreshToken) || context.Response.AccessToken is not { } token)
            return default;
        context.Response["client_info"] = OnBehalfOf.ClientInfo(token);
        Issued?.Invoke(token, new Microsoft.IdentityModel.JsonWebTokens.JsonWebToken(token).GetClaim("oid").Value);
        return default;
    }

    private ValueTask SignInAsync(HandleAuthorizationRequestContext context)
    {
        if (Person is not { } person)
        {
            context.Reject(Errors.AccessDenied, "Nobody is there.");
            return default;
        }
        var identity = new ClaimsIdentity("directory", Claims.Name, "roles");
        identity.AddClaim(new Claim(Claims.Subject, "of-this-application-" + person.ObjectId));
        identity.AddClaim(new Claim("oid", person.ObjectId));
        identity.AddClaim(new Claim("tid", Tenant));
        identity.AddClaim(new Claim(Claims.Name, person.Name));
        foreach (var role in person.Roles)
            identity.AddClaim(new Claim("roles", role));
        foreach (var group in person.Groups)
            identity.AddClaim(new Claim("groups", group));
        identity.SetScopes(context.Request.GetScopes());
        identity.SetResources(OnBehalfOf.Audience);
        identity.SetDestinations(_ => [Destinations.IdentityToken, Destinations.AccessToken]);
        context.SignIn(new ClaimsPrincipal(identity));
        return default;
    }
}
