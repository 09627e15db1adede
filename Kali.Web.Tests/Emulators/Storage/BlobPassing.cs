using System.Globalization;
using System.Xml.Linq;
using Microsoft.AspNetCore.Http;

namespace Kali.Web.Tests.Emulators.Storage;

/// <summary>Passes blob calls on to Azurite, and shows of a hierarchical namespace what the service's blob endpoint shows of it.</summary>
internal sealed class BlobPassing(Uri azurite, string signature, HttpClient http)
{
    private static readonly string[] NotPassedOn = ["Host", "Authorization", "Connection", "Transfer-Encoding", "Content-Length"];

    public async Task AnswerAsync(StorageCall call, EmulatedContainer? container)
    {
        if (container is null || call.Path.Length == 0)
        {
            if (call["comp"] == "list" && container is not null)
                await ListAsync(call);
            else
                await PassAsync(call);
            return;
        }
        var commits = call.Request.Method == "PUT" && call["comp"] is "" or "blocklist";
        if (!commits && call.Request.Method != "DELETE")
        {
            await PassAsync(call);
            return;
        }
        await container.Gate.WaitAsync();
        try
        {
            if (commits)
                await CommitAsync(call, container);
            else
                await DeleteAsync(call, container);
        }
        finally
        {
            container.Gate.Release();
        }
    }

    private async Task CommitAsync(StorageCall call, EmulatedContainer container)
    {
        await container.DemandFoldersAboveAsync(call.Path, "PathAlreadyExists");
        var there = await container.FindAsync(call.Path);
        if (there is { IsFolder: true })
            throw new StorageRefusal(409, call.Header("If-None-Match") == "*" ? "BlobAlreadyExists" : "PathAlreadyExists", "The path is a directory.");
        // Which code the service has for it is not documented.
        if (call["comp"] == "blocklist" && container.OfDfs.ContainsKey(call.Path))
            throw new StorageRefusal(409, "InvalidBlobType", "The file was made by the dfs endpoint; the blob endpoint does not commit blocks over it.");
        await PassAsync(call);
        if (call.Context.Response.StatusCode is < 200 or > 299)
            return;
        container.OfDfs.TryRemove(call.Path, out _);
        await container.MakeFoldersAboveAsync(call.Path);
    }

    private async Task DeleteAsync(StorageCall call, EmulatedContainer container)
    {
        if (await container.FindAsync(call.Path) is { IsFolder: true } && (await container.BelowAsync(call.Path)).Count > 0)
            throw new StorageRefusal(409, "DirectoryIsNotEmpty", "This operation is not permitted on a non-empty directory.");
        await PassAsync(call);
        if (call.Context.Response.StatusCode == 202)
            container.Access.Forget(call.Path);
    }

    private async Task PassAsync(StorageCall call)
    {
        using var answer = await SendAsync(call, call.RawQuery);
        Copy(answer, call.Context.Response);
        if (answer.Headers.Contains($"x-ms-meta-{EmulatedContainer.FolderMark}"))
            call.Context.Response.Headers["x-ms-resource-type"] = "directory";
        if (call.Request.Method != "HEAD" && answer.StatusCode != System.Net.HttpStatusCode.NotModified)
            await answer.Content.CopyToAsync(call.Context.Response.Body);
    }

    /// <summary>Folders are among the blobs, by their mark, or are prefixes where the list is asked for by folders.</summary>
    private async Task ListAsync(StorageCall call)
    {
        if (call["delimiter"] is not ("" or "/"))
            throw new StorageRefusal(400, "InvalidQueryParameterValue", "With a hierarchical namespace the delimiter is /.");
        var asked = call["include"].Split(',');
        var query = call.RawQuery;
        if (!asked.Contains("metadata"))
            query = call["include"].Length > 0 ? query.Replace("include=", "include=metadata%2C", StringComparison.Ordinal) : query + "&include=metadata";
        using var answer = await SendAsync(call, query);
        if (!answer.IsSuccessStatusCode)
        {
            Copy(answer, call.Context.Response);
            await answer.Content.CopyToAsync(call.Context.Response.Body);
            return;
        }
        var list = XDocument.Parse(await answer.Content.ReadAsStringAsync());
        var blobs = list.Root!.Element("Blobs")!;
        foreach (var blob in blobs.Elements("Blob").ToList())
        {
            var metadata = blob.Element("Metadata");
            var isFolder = metadata?.Element(EmulatedContainer.FolderMark)?.Value == "true";
            if (!asked.Contains("metadata"))
                metadata?.Remove();
            if (!isFolder)
                continue;
            var prefix = blob.Element("Name")!.Value + "/";
            if (call["delimiter"] != "/")
            {
                blob.Element("Properties")!.Add(new XElement("ResourceType", "directory"));
                continue;
            }
            if (blobs.Elements("BlobPrefix").Any(other => other.Element("Name")!.Value == prefix))
                blob.Remove();
            else
                blob.ReplaceWith(new XElement("BlobPrefix", new XElement("Name", prefix)));
        }
        Copy(answer, call.Context.Response);
        call.Context.Response.ContentLength = null;
        await call.Context.Response.WriteAsync("<?xml version=\"1.0\" encoding=\"utf-8\"?>" + list.ToString(SaveOptions.DisableFormatting));
    }

    private async Task<HttpResponseMessage> SendAsync(StorageCall call, string query)
    {
        var address = string.Create(CultureInfo.InvariantCulture, $"{azurite}{AzuriteProcess.Account}{call.RawPath}?{query}&{signature}");
        using var request = new HttpRequestMessage(new HttpMethod(call.Request.Method), address);
        if (call.Request.ContentLength is { } length)
        {
            request.Content = new StreamContent(call.Request.Body);
            request.Content.Headers.ContentLength = length;
        }
        foreach (var (name, values) in call.Request.Headers)
        {
            if (NotPassedOn.Contains(name, StringComparer.OrdinalIgnoreCase))
                continue;
            if (!request.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values))
                request.Content?.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values);
        }
        return await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, call.Context.RequestAborted);
    }

    private static void Copy(HttpResponseMessage answer, HttpResponse response)
    {
        response.StatusCode = (int)answer.StatusCode;
        foreach (var (name, values) in answer.Headers.Concat(answer.Content.Headers))
        {
            if (name is not ("Transfer-Encoding" or "Connection" or "Keep-Alive"))
                response.Headers[name] = values.ToArray();
        }
    }
}
