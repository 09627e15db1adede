using System.Globalization;
using System.Text.Json.Nodes;
using Azure;
using Microsoft.AspNetCore.Http;

namespace Kali.Web.Tests.Emulators.Storage;

/// <summary>The dfs endpoint: what a hierarchical namespace can do, as strictly as the service.</summary>
internal sealed partial class DfsEndpoints
{
    private const int MostPerPage = 5_000;
    private const int DeletedPerCall = 3;
    private const int ChangedPerCall = 2;

    public static async Task AnswerAsync(StorageCall call, EmulatedContainer container)
    {
        DemandKnownConditions(call.Request);
        await container.Gate.WaitAsync();
        try
        {
            await (call.Request.Method switch
            {
                "GET" when call["resource"] == "filesystem" => ListAsync(call, container),
                "HEAD" when call["resource"] == "filesystem" => LookAtContainerAsync(call),
                "HEAD" => LookAsync(call, container),
                "PUT" when call.Header("x-ms-rename-source").Length > 0 => RenameAsync(call, container),
                "PUT" => CreateAsync(call, container),
                "PATCH" => ChangeAsync(call, container),
                "DELETE" => DeleteAsync(call, container),
                _ => throw StorageRefusal.NotEmulated($"{call.Request.Method} of dfs"),
            });
        }
        finally
        {
            container.Gate.Release();
        }
    }

    private static Task LookAtContainerAsync(StorageCall call)
    {
        call.Context.Response.Headers["x-ms-namespace-enabled"] = "true";
        return Task.CompletedTask;
    }

    private static async Task LookAsync(StorageCall call, EmulatedContainer container)
    {
        var path = await FoundAsync(container, call.Path);
        Show(call, path);
        var headers = call.Context.Response.Headers;
        headers["x-ms-resource-type"] = path.IsFolder ? "directory" : "file";
        headers["x-ms-owner"] = AccessLists.Owner;
        headers["x-ms-group"] = AccessLists.Owner;
        headers["x-ms-permissions"] = container.Access.ShortOf(path);
        if (call["action"] == "getAccessControl")
            headers["x-ms-acl"] = container.Access.Of(path);
        else
            call.Context.Response.ContentLength = path.Length;
    }

    private static async Task CreateAsync(StorageCall call, EmulatedContainer container)
    {
        var isFolder = call["resource"] switch
        {
            "directory" => true,
            "file" => false,
            _ => throw new StorageRefusal(400, "MissingRequiredQueryParameter", "resource is neither file nor directory."),
        };
        DemandNoBody(call);
        var there = await container.FindAsync(call.Path);
        if (there is not null && call.Header("If-None-Match") == "*")
            throw new StorageRefusal(409, "PathAlreadyExists", "The specified path already exists.");
        if (there is not null && there.IsFolder != isFolder)
            throw new StorageRefusal(409, "PathConflict", "The specified path, or an element of the path, exists and its resource type is invalid for this operation.");
        DemandMatch(call, there);
        await container.DemandFoldersAboveAsync(call.Path, "PathConflict");
        await container.MakeFoldersAboveAsync(call.Path);
        var made = there is { IsFolder: true } ? there : await container.PutAsync(call.Path, [], isFolder);
        if (!isFolder)
            (container.OfDfs[call.Path], _) = (true, container.Appended.TryRemove(call.Path, out _));
        Show(call, made);
        call.Context.Response.StatusCode = 201;
    }

    private static async Task RenameAsync(StorageCall call, EmulatedContainer container)
    {
        if (call["mode"] is not ("posix" or "legacy"))
            throw new StorageRefusal(400, "InvalidQueryParameterValue", "mode is neither posix nor legacy.");
        DemandNoBody(call);
        var header = call.Header("x-ms-rename-source").Split('?')[0];
        if (!header.StartsWith('/'))
            throw new StorageRefusal(400, "InvalidSourceUri", "The source URI is invalid.");
        var (sourceContainer, sourcePath) = StorageCall.Taken(StorageCall.WithoutAccount(header));
        if (sourceContainer != container.Name)
            throw StorageRefusal.NotEmulated("rename between containers");
        var source = await container.FindAsync(sourcePath) ?? throw new StorageRefusal(404, "SourcePathNotFound", "The source path for a rename operation does not exist.");
        if (call.Header("x-ms-source-if-match") is { Length: > 0 } expected && expected != source.ETag.ToString("H"))
            throw new StorageRefusal(412, "SourceConditionNotMet");
        if ((call.Path + "/").StartsWith(sourcePath + "/", StringComparison.Ordinal))
            throw new StorageRefusal(409, "InvalidRenameSourcePath", "The source directory cannot be the same as the destination directory, nor can the destination be a subdirectory of the source directory.");
        var target = await container.FindAsync(call.Path);
        if (target is not null && call.Header("If-None-Match") == "*")
            throw new StorageRefusal(409, "PathAlreadyExists", "The specified path already exists.");
        DemandMatch(call, target);
        if (target is not null && target.IsFolder != source.IsFolder)
            throw new StorageRefusal(409, "InvalidSourceOrDestinationResourceType");
        if (target is { IsFolder: true } && (await container.BelowAsync(call.Path)).Count > 0)
            throw new StorageRefusal(409, "DirectoryNotEmpty");
        var slash = call.Path.LastIndexOf('/');
        if (slash > 0 && await container.FindAsync(call.Path[..slash]) is not { IsFolder: true })
            throw new StorageRefusal(404, "RenameDestinationParentPathNotFound", "The parent directory of the destination path does not exist.");
        await container.RenameAsync(source, call.Path);
        call.Context.Response.StatusCode = 201;
    }

    private static async Task DeleteAsync(StorageCall call, EmulatedContainer container)
    {
        var path = await FoundAsync(container, call.Path);
        DemandMatch(call, path);
        if (path.IsFolder)
        {
            var below = await container.BelowAsync(call.Path);
            if (below.Count > 0 && call["recursive"] != "true")
                throw new StorageRefusal(409, "DirectoryNotEmpty", "The recursive query parameter value must be true to delete a non-empty directory.");
            // Deepest first, a few at a time: a client that does not go on leaves the rest.
            foreach (var one in Enumerable.Reverse(below).Take(DeletedPerCall))
                await container.DeleteAsync(one.Name);
            if (below.Count > DeletedPerCall)
            {
                call.Context.Response.Headers["x-ms-continuation"] = $"{below.Count - DeletedPerCall} to go";
                return;
            }
        }
        await container.DeleteAsync(call.Path);
    }

    private static async Task ListAsync(StorageCall call, EmulatedContainer container)
    {
        if (call["recursive"] is not ("true" or "false"))
            throw new StorageRefusal(400, "MissingRequiredQueryParameter", "recursive is needed.");
        var most = call["maxResults"].Length > 0 ? call.Number("maxResults") : MostPerPage;
        if (most is < 1 or > MostPerPage)
            throw new StorageRefusal(400, "InvalidQueryParameterValue", $"maxResults is {most}.");
        var folder = call["directory"].Trim('/');
        if (await FoundAsync(container, folder) is { IsFolder: false })
            throw new StorageRefusal(409, "PathConflict", $"'{folder}' is a file.");
        var below = await container.BelowAsync(folder);
        if (call["recursive"] == "false")
            below.RemoveAll(path => path.Name.AsSpan(folder.Length == 0 ? 0 : folder.Length + 1).Contains('/'));
        // The first page of several is empty, as pages of the service may be.
        var isFirst = call["continuation"].Length == 0;
        var from = isFirst ? 0 : (int)call.Number("continuation");
        var page = isFirst && below.Count > most ? [] : below.Skip(from).Take((int)most).ToList();
        if (from + page.Count < below.Count)
            call.Context.Response.Headers["x-ms-continuation"] = (from + page.Count).ToString(CultureInfo.InvariantCulture);
        await JsonAsync(call, new JsonObject { ["paths"] = new JsonArray([.. page.Select(path => Shown(container, path))]) });
    }

    private static JsonObject Shown(EmulatedContainer container, StoredPath path)
    {
        var shown = new JsonObject { ["name"] = path.Name };
        if (path.IsFolder)
            shown["isDirectory"] = "true";
        shown["contentLength"] = path.Length.ToString(CultureInfo.InvariantCulture);
        shown["lastModified"] = path.ChangedAt.ToString("R", CultureInfo.InvariantCulture);
        shown["etag"] = path.ETag.ToString();
        shown["owner"] = AccessLists.Owner;
        shown["group"] = AccessLists.Owner;
        shown["permissions"] = container.Access.ShortOf(path);
        return shown;
    }

    private static async Task<StoredPath> FoundAsync(EmulatedContainer container, string path) =>
        await container.FindAsync(path) ?? throw new StorageRefusal(404, "PathNotFound", "The specified path does not exist.");

    private static void Show(StorageCall call, StoredPath path)
    {
        call.Context.Response.Headers.ETag = path.ETag.ToString("H");
        call.Context.Response.Headers.LastModified = path.ChangedAt.ToString("R", CultureInfo.InvariantCulture);
    }

    private static Task JsonAsync(StorageCall call, JsonObject body)
    {
        call.Context.Response.ContentType = "application/json;charset=utf-8";
        return call.Context.Response.WriteAsync(body.ToJsonString());
    }

    private static void DemandMatch(StorageCall call, StoredPath? path)
    {
        if (call.Header("If-Match") is { Length: > 0 } expected && (path is null || expected != "*" && new ETag(expected.Trim('"')) != new ETag(path.ETag.ToString().Trim('"'))))
            throw new StorageRefusal(412, "ConditionNotMet", "The condition specified using HTTP conditional header(s) is not met.");
    }

    private static void DemandNoBody(StorageCall call)
    {
        if (call.Request.ContentLength is not 0)
            throw new StorageRefusal(400, "ContentLengthMustBeZero", "The Content-Length request header must be zero.");
    }

    /// <summary>A condition that is passed over would let a wrong caller pass.</summary>
    private static void DemandKnownConditions(HttpRequest request)
    {
        foreach (var name in request.Headers.Keys.Where(name => name.StartsWith("If-", StringComparison.OrdinalIgnoreCase) || name.StartsWith("x-ms-source-if-", StringComparison.OrdinalIgnoreCase)))
        {
            if (name.ToLowerInvariant() is not ("if-match" or "if-none-match" or "x-ms-source-if-match") || name.Equals("If-None-Match", StringComparison.OrdinalIgnoreCase) && request.Headers[name] != "*")
                throw StorageRefusal.NotEmulated($"condition {name}: {request.Headers[name]}");
        }
    }
}
