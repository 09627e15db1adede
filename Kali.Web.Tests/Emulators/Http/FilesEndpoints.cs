using System.Globalization;
using System.Text.Json.Nodes;
using Kali.Web.Tests.Emulators.Warehouse;
using Microsoft.AspNetCore.Http;

namespace Kali.Web.Tests.Emulators.Http;

/// <summary>The Files API over volumes.</summary>
internal sealed class FilesEndpoints(EmulatedVolumes volumes)
{
    private const int MostAPage = 1000;

    /// <summary>The most entries that this service puts on a page, whatever is asked for.</summary>
    public int LongestPage { get; set; } = MostAPage;

    public Task AnswerAsync(HttpContext context, string rest)
    {
        var isFile = rest.StartsWith("files/", StringComparison.Ordinal);
        if (!isFile && !rest.StartsWith("directories/", StringComparison.Ordinal))
            throw new ApiFault(404, "ENDPOINT_NOT_FOUND", $"No API found for '{context.Request.Method} /fs/{rest}'");
        var path = rest[(isFile ? "files" : "directories").Length..];
        var local = volumes.LocalPath(path) ?? throw new ApiFault(404, "NOT_FOUND", $"Volume '{string.Join('.', path.Trim('/').Split('/').Skip(1).Take(3))}' does not exist.", "FILES_API_RESOURCE_NOT_FOUND");
        return (isFile, context.Request.Method) switch
        {
            (true, "PUT") => PutAsync(context, path, local),
            (true, "GET" or "HEAD") => GetAsync(context, path, local),
            (true, "DELETE") => DeleteAsync(context, path, local),
            (false, "PUT") => MakeAsync(context, local),
            (false, "GET") => ListAsync(context, path, local),
            (false, "HEAD") => LookAsync(context, local),
            (false, "DELETE") => DeleteFolderAsync(context, path, local),
            _ => throw new ApiFault(404, "ENDPOINT_NOT_FOUND", $"No API found for '{context.Request.Method} /fs/{rest}'"),
        };
    }

    private async Task PutAsync(HttpContext context, string path, string local)
    {
        if (!Directory.Exists(Path.GetDirectoryName(local)))
            throw new ApiFault(404, "NOT_FOUND", $"The parent directory of {path} does not exist.", "FILES_API_RESOURCE_NOT_FOUND");
        if (context.Request.Query["overwrite"] != "true" && File.Exists(local))
            throw new ApiFault(409, "ALREADY_EXISTS", $"File already exists at ({path}).");
        await volumes.WriteAsync(local, context.Request.Body, context.RequestAborted);
        context.Response.StatusCode = 204;
    }

    /// <summary>Whole or a range of it, and only while it is as the caller knows it.</summary>
    private static Task GetAsync(HttpContext context, string path, string local)
    {
        if (File.Exists(local))
            return TypedResults.Stream(File.OpenRead(local), "application/octet-stream", lastModified: File.GetLastWriteTimeUtc(local), enableRangeProcessing: true).ExecuteAsync(context);
        if (context.Request.Method != "HEAD")
            throw Missing(path);
        context.Response.StatusCode = 404;
        return Task.CompletedTask;
    }

    private static Task DeleteAsync(HttpContext context, string path, string local)
    {
        if (!File.Exists(local))
            throw Missing(path);
        File.Delete(local);
        context.Response.StatusCode = 204;
        return Task.CompletedTask;
    }

    private static Task MakeAsync(HttpContext context, string local)
    {
        if (File.Exists(local))
            throw new ApiFault(409, "ALREADY_EXISTS", "The given path points to an existing file. This API does not support operations on files.");
        Directory.CreateDirectory(local);
        context.Response.StatusCode = 204;
        return Task.CompletedTask;
    }

    private static Task LookAsync(HttpContext context, string local)
    {
        context.Response.StatusCode = Directory.Exists(local) ? 200 : 404;
        return Task.CompletedTask;
    }

    private static Task DeleteFolderAsync(HttpContext context, string path, string local)
    {
        if (!Directory.Exists(local))
            throw Missing(path);
        if (Directory.EnumerateFileSystemEntries(local).Any())
            throw new ApiFault(400, "DIRECTORY_NOT_EMPTY", $"The directory {path} is not empty.");
        Directory.Delete(local);
        context.Response.StatusCode = 204;
        return Task.CompletedTask;
    }

    private Task ListAsync(HttpContext context, string path, string local)
    {
        if (!Directory.Exists(local))
            throw Missing(path);
        var entries = new DirectoryInfo(local).EnumerateFileSystemInfos().OrderBy(entry => entry.Name, StringComparer.Ordinal).Select(entry =>
        {
            var item = new JsonObject { ["path"] = $"{path.TrimEnd('/')}/{entry.Name}", ["name"] = entry.Name, ["is_directory"] = entry is DirectoryInfo };
            if (entry is FileInfo file)
                (item["file_size"], item["last_modified"]) = (file.Length, new DateTimeOffset(file.LastWriteTimeUtc).ToUnixTimeMilliseconds());
            return item;
        }).ToList();
        var (from, size) = (PageTokens.From(context.Request), PageSize(context.Request));
        var page = entries.Skip(from).Take(size).ToList();
        var answer = new JsonObject();
        if (page.Count > 0)
            answer["contents"] = new JsonArray([.. page]);
        if (from + size < entries.Count)
            answer["next_page_token"] = PageTokens.Of(context.Request, from + size);
        return Answers.JsonAsync(context, answer);
    }

    private int PageSize(HttpRequest request) => request.Query["page_size"].ToString() is not { Length: > 0 } given
        ? LongestPage
        : int.Parse(given, CultureInfo.InvariantCulture) is var size and >= 0 and <= MostAPage ? Math.Min(size == 0 ? MostAPage : size, LongestPage) : throw ApiFault.Parameter($"page_size must be between 0 and {MostAPage}.");

    private static ApiFault Missing(string path) => new(404, "NOT_FOUND", $"The file being accessed is not found: {path}.", "FILES_API_RESOURCE_NOT_FOUND");
}
