using System.Net;
using Kali.Data;
using Microsoft.AspNetCore.HostFiltering;

namespace Kali.Web.Security;

/// <summary>Personas let anyone be anyone, so they are answered on this computer only: its own addresses, its own names.</summary>
internal static class LoopbackOnly
{
    private static readonly string[] Hosts = ["localhost", "127.0.0.1", "[::1]"];

    public static void AddLoopbackOnly(this WebApplicationBuilder builder)
    {
        RefuseOtherAddresses(builder.Configuration);
        builder.Services.PostConfigure<HostFilteringOptions>(options =>
        {
            options.AllowedHosts = [.. Hosts];
            options.AllowEmptyHosts = false;
            options.IncludeFailureMessage = false;
        });
    }

    /// <summary>Callers from elsewhere are turned away even where a port forward or a container lets them in.</summary>
    public static void UseLoopbackOnly(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        if (context.Connection.RemoteIpAddress is { } caller && !IPAddress.IsLoopback(caller))
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            await context.Response.WriteAsync("Kali answers only this computer while no directory is configured.", context.RequestAborted);
            return;
        }
        await next(context);
    });

    internal static void RefuseOtherAddresses(IConfiguration configuration)
    {
        var addresses = (configuration["urls"] ?? configuration["ASPNETCORE_URLS"] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Concat(configuration.GetSection("Kestrel:Endpoints").GetChildren().Select(endpoint => endpoint["Url"]).OfType<string>());
        var foreign = addresses.Where(address => !Hosts.Contains(Host(address), StringComparer.OrdinalIgnoreCase)).ToList();
        if (foreign.Count > 0)
            throw new RefusedException($"Kali does not start: it was told to listen on {string.Join(", ", foreign)}, and no directory is configured, so anyone who reaches it could choose who to be. Nothing was changed. Listen on http://localhost:5080, or configure Entra ID (section AzureAd).");
    }

    /// <summary>Read by hand: <c>http://+:80</c> is an address for Kestrel, not for <see cref="Uri"/>.</summary>
    private static string Host(string address)
    {
        var start = address.IndexOf("://", StringComparison.Ordinal);
        var rest = start < 0 ? address : address[(start + 3)..];
        if (rest.StartsWith('['))
            return rest[..(rest.IndexOf(']') + 1)];
        var end = rest.IndexOfAny([':', '/']);
        return end < 0 ? rest : rest[..end];
    }
}
