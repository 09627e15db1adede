using System.Runtime.CompilerServices;
using System.Text.Json;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Kali.Data.Lake.Gen2;

/// <summary>The calls of the dfs endpoint that the blob endpoint has no like of: folders, renaming, access lists, deleting a whole folder.</summary>
internal sealed class DfsClient(HttpPipeline pipeline, Uri account, string container)
{
    private const string Version = "2023-11-03";
    private const string Continuation = "x-ms-continuation";

    /// <summary>Makes a folder with those above it, unless there is something of that name.</summary>
    public async Task CreateFolderAsync(LakePath folder, CancellationToken ct)
    {
        using var message = Message(RequestMethod.Put, folder.Value, ("resource", "directory"));
        message.Request.Headers.Add("If-None-Match", "*");
        try
        {
            await SendAsync(message, ct);
        }
        catch (RequestFailedException fault) when (Gen2Fault.IsTaken(fault))
        {
            // Somebody made it first.
        }
    }

    /// <summary>Gives a file or a folder another name in one step, unless that is taken. Never repeated by itself: the second one would find nothing to rename.</summary>
    public async Task RenameAsync(LakePath from, LakePath to, CancellationToken ct)
    {
        string? continuation = null;
        do
        {
            using var message = Message(RequestMethod.Put, to.Value, ("mode", "posix"), ("continuation", continuation));
            message.Request.Headers.Add(Gen2Retries.RenameSource, $"/{container}/{Escape(from.Value)}");
            message.Request.Headers.Add("If-None-Match", "*");
            continuation = ContinuationOf(await SendAsync(message, ct));
        }
        while (continuation is not null);
    }

    /// <summary>Deletes a folder with all below it.</summary>
    public async Task DeleteFolderAsync(LakePath folder, CancellationToken ct)
    {
        string? continuation = null;
        do
        {
            using var message = Message(RequestMethod.Delete, folder.Value, ("recursive", "true"), ("continuation", continuation));
            continuation = ContinuationOf(await SendAsync(message, ct));
        }
        while (continuation is not null);
    }

    /// <summary>All below a folder, folders too.</summary>
    public async IAsyncEnumerable<(LakePath Path, bool IsFolder)> ListAsync(LakePath folder, [EnumeratorCancellation] CancellationToken ct)
    {
        string? continuation = null;
        do
        {
            using var message = Message(RequestMethod.Get, "", ("resource", "filesystem"), ("recursive", "true"), ("directory", folder.Value), ("continuation", continuation));
            var answer = await SendAsync(message, ct);
            using var told = JsonDocument.Parse(answer.Content);
            if (told.RootElement.TryGetProperty("paths", out var paths))
            {
                foreach (var path in paths.EnumerateArray())
                    yield return (new LakePath(path.GetProperty("name").GetString()!), path.TryGetProperty("isDirectory", out var mark) && mark.ToString().Equals("true", StringComparison.OrdinalIgnoreCase));
            }
            continuation = ContinuationOf(answer);
        }
        while (continuation is not null);
    }

    /// <summary>Who may do what with a path, or with the container itself: <c>user::rwx,group::r-x,other::---</c>.</summary>
    public async Task<string> AccessAsync(LakePath? path, CancellationToken ct)
    {
        using var message = Message(RequestMethod.Head, path?.Value ?? "", ("action", "getAccessControl"), ("upn", "false"));
        var answer = await SendAsync(message, ct);
        return answer.Headers.TryGetValue("x-ms-acl", out var list) ? list : "";
    }

    /// <summary>Sets who may do what with a file or folder, or with the container itself.</summary>
    public async Task SetAccessAsync(LakePath? path, string list, CancellationToken ct)
    {
        using var message = Message(RequestMethod.Patch, path?.Value ?? "", ("action", "setAccessControl"));
        message.Request.Headers.Add("x-ms-acl", list);
        await SendAsync(message, ct);
    }

    private static string? ContinuationOf(Response answer) => answer.Headers.TryGetValue(Continuation, out var token) && token.Length > 0 ? token : null;

    private HttpMessage Message(RequestMethod method, string path, params (string Name, string? Value)[] query)
    {
        var message = pipeline.CreateMessage();
        var request = message.Request;
        request.Method = method;
        request.Uri.Reset(new Uri($"{account.AbsoluteUri.TrimEnd('/')}/{container}/{Escape(path)}"));
        foreach (var (name, value) in query)
        {
            if (value is not null)
                request.Uri.AppendQuery(name, value, escapeValue: true);
        }
        request.Headers.Add("x-ms-version", Version);
        request.Headers.Add("Accept", "application/json");
        if (method == RequestMethod.Put || method == RequestMethod.Patch)
            request.Content = RequestContent.Create(ReadOnlyMemory<byte>.Empty);
        return message;
    }

    private async Task<Response> SendAsync(HttpMessage message, CancellationToken ct)
    {
        await pipeline.SendAsync(message, ct);
        var answer = message.Response;
        return answer.IsError ? throw new RequestFailedException(answer) : answer;
    }

    private static string Escape(string path) => string.Join('/', path.Split('/').Select(Uri.EscapeDataString));
}
