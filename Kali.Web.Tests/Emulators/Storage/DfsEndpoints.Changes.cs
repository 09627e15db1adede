using System.Globalization;
using System.Text.Json.Nodes;

namespace Kali.Web.Tests.Emulators.Storage;

/// <summary>What PATCH does: bytes at the end of a file, and access lists.</summary>
internal sealed partial class DfsEndpoints
{
    private static Task ChangeAsync(StorageCall call, EmulatedContainer container) => call["action"] switch
    {
        "append" => AppendAsync(call, container),
        "flush" => FlushAsync(call, container),
        "setAccessControl" => SetAccessAsync(call, container),
        "setAccessControlRecursive" => SetAccessBelowAsync(call, container),
        "" => throw new StorageRefusal(400, "MissingRequiredQueryParameter", "action is needed."),
        var other => throw StorageRefusal.NotEmulated($"action {other}"),
    };

    private static async Task AppendAsync(StorageCall call, EmulatedContainer container)
    {
        var position = call.Number("position");
        if (await FoundAsync(container, call.Path) is { IsFolder: true })
            throw new StorageRefusal(409, "ResourceTypeMismatch");
        DemandOfDfs(call, container);
        using var bytes = new MemoryStream();
        await call.Request.Body.CopyToAsync(bytes);
        if (bytes.Length == 0)
            throw new StorageRefusal(400, "InvalidInput", "There are no bytes to append.");
        container.Appended.GetOrAdd(call.Path, _ => [])[position] = bytes.ToArray();
        call.Context.Response.StatusCode = 202;
    }

    private static async Task FlushAsync(StorageCall call, EmulatedContainer container)
    {
        var position = call.Number("position");
        DemandNoBody(call);
        var file = await FoundAsync(container, call.Path);
        DemandOfDfs(call, container);
        DemandMatch(call, file);
        using var whole = new MemoryStream();
        whole.Write(await container.ContentAsync(call.Path));
        foreach (var (at, bytes) in container.Appended.GetValueOrDefault(call.Path) ?? [])
        {
            if (at != whole.Length)
                throw new StorageRefusal(400, "InvalidFlushPosition", "The uploaded data is not contiguous or the position query parameter value is not equal to the length of the file after appending the uploaded data.");
            whole.Write(bytes);
        }
        if (position != whole.Length)
            throw new StorageRefusal(400, "InvalidFlushPosition", string.Create(CultureInfo.InvariantCulture, $"The position is {position} and the file has {whole.Length} bytes."));
        container.Appended.TryRemove(call.Path, out _);
        Show(call, await container.PutAsync(call.Path, whole.ToArray(), isFolder: false));
    }

    private static async Task SetAccessAsync(StorageCall call, EmulatedContainer container)
    {
        var (list, rights) = (call.Header("x-ms-acl"), call.Header("x-ms-permissions"));
        if (list.Length > 0 == rights.Length > 0)
            throw new StorageRefusal(400, "InvalidInput", "Either x-ms-acl or x-ms-permissions is needed.");
        if (rights.Length > 0)
            throw StorageRefusal.NotEmulated("x-ms-permissions");
        var path = await FoundAsync(container, call.Path);
        DemandMatch(call, path);
        container.Access.Set(path, list);
        Show(call, path);
    }

    private static async Task SetAccessBelowAsync(StorageCall call, EmulatedContainer container)
    {
        Action<StoredPath, string> change = call["mode"] switch
        {
            "set" => container.Access.Set,
            "modify" => container.Access.Modify,
            "remove" => container.Access.Remove,
            var mode => throw new StorageRefusal(400, "InvalidQueryParameterValue", $"mode is '{mode}'."),
        };
        if (call["maxRecords"].Length > 0 && call.Number("maxRecords") is < 1 or > 2_000)
            throw new StorageRefusal(400, "InvalidQueryParameterValue", "maxRecords is between 1 and 2000.");
        var path = await FoundAsync(container, call.Path);
        List<StoredPath> all = path.IsFolder ? [path, .. await container.BelowAsync(call.Path)] : [path];
        var from = call["continuation"].Length > 0 ? (int)call.Number("continuation") : 0;
        var now = all.Skip(from).Take(ChangedPerCall).ToList();
        foreach (var one in now)
            change(one, call.Header("x-ms-acl"));
        if (from + now.Count < all.Count)
            call.Context.Response.Headers["x-ms-continuation"] = (from + now.Count).ToString(CultureInfo.InvariantCulture);
        await JsonAsync(call, new JsonObject
        {
            ["directoriesSuccessful"] = now.Count(one => one.IsFolder),
            ["filesSuccessful"] = now.Count(one => !one.IsFolder),
            ["failureCount"] = 0,
            ["failedEntries"] = new JsonArray(),
        });
    }

    private static void DemandOfDfs(StorageCall call, EmulatedContainer container)
    {
        if (!container.OfDfs.ContainsKey(call.Path))
            throw new StorageRefusal(409, "InvalidFlushOperation", "The resource was created or modified by the Azure Blob Service API and cannot be written to by the Azure Data Lake Storage Service API.");
    }
}
