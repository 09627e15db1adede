using System.Collections.Concurrent;
using System.Net;
using Kali.Web.Tests.Emulators.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Kali.Web.Tests.Emulators;

/// <summary>
/// An HTTP server on loopback that speaks Databricks' REST as the service does, errors included. One server for all tests;
/// each test has a workspace of its own, told by the bearer token.
/// </summary>
public static class EmulatedDatabricks
{
    private static readonly ConcurrentDictionary<string, EmulatedWorkspace> ByToken = new(StringComparer.Ordinal);
    private static readonly ConcurrentDictionary<string, EmulatedWorkspace> ByLink = new(StringComparer.Ordinal);
    private static readonly Lazy<Task<Uri>> Started = new(StartAsync);

    public static Task<Uri> AddressAsync() => Started.Value;

    internal static void Add(string token, EmulatedWorkspace workspace) => ByToken[token] = workspace;

    internal static void Remove(EmulatedWorkspace workspace)
    {
        foreach (var (token, of) in ByToken)
        {
            if (of == workspace)
                ByToken.TryRemove(token, out _);
        }
        foreach (var (link, of) in ByLink)
        {
            if (of == workspace)
                ByLink.TryRemove(link, out _);
        }
    }

    internal static void AddLink(string link, EmulatedWorkspace workspace) => ByLink[link] = workspace;

    private static async Task<Uri> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = "Production" });
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0);
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = null;
        });
        var application = builder.Build();
        application.Run(AnswerAsync);
        await application.StartAsync();
        return new Uri(application.Urls.First() + "/");
    }

    private static async Task AnswerAsync(HttpContext context)
    {
        context.Response.Headers.Server = "databricks";
        context.Response.Headers["x-request-id"] = Guid.NewGuid().ToString();
        context.Response.Headers["x-databricks-org-id"] = "1234567890123456";
        var path = context.Request.Path.Value ?? "/";
        if (path.StartsWith("/links/", StringComparison.Ordinal))
        {
            if (ByLink.TryGetValue(path, out var of))
                await of.AnswerLinkAsync(context, path);
            else
                context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }
        var header = context.Request.Headers.Authorization.ToString();
        if (!header.StartsWith("Bearer ", StringComparison.Ordinal))
        {
            context.Response.Headers.WWWAuthenticate = "Bearer realm=\"DatabricksRealm\"";
            await Answers.AuthAsync(context, 401, "Credential was not sent or was of an unsupported type for this API.");
            return;
        }
        var token = header["Bearer ".Length..];
        if (!ByToken.TryGetValue(token, out var workspace) || !workspace.IsGood(token))
        {
            await Answers.AuthAsync(context, 403, "Invalid access token.");
            return;
        }
        await workspace.AnswerAsync(context, token);
    }
}
