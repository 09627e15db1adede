using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Kali.Web.Tests.Emulators.Storage;

/// <summary>A request to the account, taken apart: both kinds come to one origin, with or without the account's name in the path.</summary>
internal sealed class StorageCall
{
    public StorageCall(HttpContext context)
    {
        Context = context;
        var target = context.Features.Get<IHttpRequestFeature>()!.RawTarget;
        var parts = target.Split('?', 2);
        RawPath = WithoutAccount(parts[0]);
        RawQuery = parts.Length > 1 ? parts[1] : "";
        (Container, Path) = Taken(RawPath);
    }

    public HttpContext Context { get; }

    public HttpRequest Request => Context.Request;

    /// <summary>As sent, from the container on.</summary>
    public string RawPath { get; }

    public string RawQuery { get; }

    public string Container { get; }

    /// <summary>The path in the container; empty for the container itself.</summary>
    public string Path { get; }

    /// <summary>dfs says what it wants by other parameters than blob; where neither says anything, the answer's format tells.</summary>
    public bool IsDfs =>
        Request.Method == "PATCH"
        || Request.Headers.ContainsKey("x-ms-rename-source")
        || new[] { "resource", "action", "mode", "recursive" }.Any(Request.Query.ContainsKey)
        || !Request.Query.ContainsKey("comp") && !Request.Query.ContainsKey("restype") && Request.Headers.Accept.ToString().Contains("json", StringComparison.Ordinal);

    public string this[string parameter] => Request.Query[parameter].ToString();

    public string Header(string name) => Request.Headers[name].ToString();

    public long Number(string parameter) =>
        long.TryParse(this[parameter], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw new StorageRefusal(400, "InvalidQueryParameterValue", $"{parameter} is '{this[parameter]}'.");

    public static string WithoutAccount(string path) =>
        path.StartsWith($"/{AzuriteProcess.Account}/", StringComparison.Ordinal) ? path[(AzuriteProcess.Account.Length + 1)..] : path;

    public static (string Container, string Path) Taken(string rawPath)
    {
        var parts = rawPath.TrimStart('/').Split('/', 2);
        return (parts[0], parts.Length > 1 ? Uri.UnescapeDataString(parts[1]).TrimEnd('/') : "");
    }
}
