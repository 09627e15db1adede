using System.Text.Json.Nodes;
using Kali.Web.Tests.Emulators.Warehouse;
using Microsoft.AspNetCore.Http;

namespace Kali.Web.Tests.Emulators.Http;

/// <summary>The Files API over volumes.</summary>
internal sealed class FilesEndpoints(EmulatedVolumes volumes)
{
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

    private static async Task PutAsync(HttpContext context, string path, string local)
    {
        if (!Directory.Exists(Path.GetDirectoryName(local)))
            throw new ApiFault(404, "NOT_FOUND", $"The parent directory of {path} does not exist.", "FILES_API_RESOURCE_NOT_FOUND");
        if (context.Request.Query["overwrite"] != "true" && File.Exists(local))
            throw new ApiFault(409, "ALREADY_EXISTS", $"File already exists at ({path}).");
        await using (var file = File.Create(local))
            await context.Request.Body.CopyToAsync(file, context.RequestAborted);
        context.Response.StatusCode = 204;
    }

    private static async Task GetAsync(HttpContext context, string path, string local)
    {
        if (!File.Exists(local))
        {
            if (context.Request.Method == "HEAD")
            {
                context.Response.StatusCode = 404;
                return;
            }
            throw Missing(path);
        }
        context.Response.ContentLength = new FileInfo(local).Length;
        context.Response.ContentType = "application/octet-stream";
        if (context.Request.Method == "GET")
            await context.Response.SendFileAsync(local);
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

    private static Task ListAsync(HttpContext context, string path, string local)
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
        return Answers.JsonAsync(context, entries.Count == 0 ? [] : new JsonObject { ["contents"] = new JsonArray([.. entries]) });
    }

    private static ApiFault Missing(string path) => new(404, "NOT_FOUND", $"The file being accessed is not found: {path}.", "FILES_API_RESOURCE_NOT_FOUND");
}
