using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json.Serialization.Metadata;
using Kali.Data.Engines.Databricks.Rest;

namespace Kali.Data.Engines.Databricks.Files;

/// <summary>Files in volumes. Paths begin with <c>/Volumes/catalog/schema/volume/</c>.</summary>
internal sealed class FilesClient(DatabricksHttp http)
{
    private const string FilesPath = "api/2.0/fs/files";
    private const string FoldersPath = "api/2.0/fs/directories";

    /// <summary>What the service takes in one request.</summary>
    private const long MostBytes = 5L << 30;

    /// <summary>A connection that brings less than this in a second is taken for broken.</summary>
    private const long SlowestBytes = 1L << 20;

    /// <summary>Puts a local file there, in place of one of that name.</summary>
    public async Task PutAsync(string path, string localFile, Actor actor, CancellationToken ct)
    {
        var bytes = new FileInfo(localFile).Length;
        if (bytes > MostBytes)
            throw new RefusedException(string.Create(CultureInfo.InvariantCulture, $"The rows come to {bytes:N0} bytes, more than the {MostBytes:N0} that Databricks takes as one file. Nothing was changed. Load the file in parts."));
        using var request = new HttpRequestMessage(HttpMethod.Put, $"{FilesPath}{PathText.EscapeAll(path)}?overwrite=true") { Content = new FileContent(localFile) };
        request.Options.Set(CallOptions.Allowance, TimeSpan.FromSeconds(bytes / SlowestBytes));
        await http.SendAsync(request, isRepeatable: true, actor, ct);
    }

    public async Task PutAsync(string path, byte[] content, Actor actor, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, $"{FilesPath}{PathText.EscapeAll(path)}?overwrite=true") { Content = new ByteArrayContent(content) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        await http.SendAsync(request, isRepeatable: true, actor, ct);
    }

    /// <summary>A small file of JSON.</summary>
    public Task<T> ReadAsync<T>(string path, JsonTypeInfo<T> type, Actor actor, CancellationToken ct) =>
        http.GetAsync(FilesPath + PathText.EscapeAll(path), type, actor, ct);

    /// <summary>The file's bytes; disposing the answer ends the reading.</summary>
    public async Task<HttpResponseMessage> GetAsync(string path, Actor actor, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, FilesPath + PathText.EscapeAll(path));
        return await http.AnswerAsync(request, isRepeatable: true, actor, ct);
    }

    public async Task<bool> ExistsAsync(string path, Actor actor, CancellationToken ct)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Head, FilesPath + PathText.EscapeAll(path));
            await http.SendAsync(request, isRepeatable: true, actor, ct);
            return true;
        }
        catch (ServiceFault fault) when (fault.IsMissing)
        {
            return false;
        }
    }

    /// <summary>Deletes the file; one that is not there is deleted already.</summary>
    public async Task DeleteAsync(string path, Actor actor, CancellationToken ct)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Delete, FilesPath + PathText.EscapeAll(path));
            await http.SendAsync(request, isRepeatable: true, actor, ct);
        }
        catch (ServiceFault fault) when (fault.IsMissing)
        {
            // As wished.
        }
    }

    /// <summary>Makes a folder and those above it; can be repeated.</summary>
    public async Task MakeFolderAsync(string path, Actor actor, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, FoldersPath + PathText.EscapeAll(path));
        await http.SendAsync(request, isRepeatable: true, actor, ct);
    }

    public IAsyncEnumerable<FolderEntry> ListAsync(string folder, Actor actor, CancellationToken ct) => Pages.ReadAsync(
        page => http.GetAsync(PathText.WithQuery(FoldersPath + PathText.EscapeAll(folder), ("page_size", "1000"), ("page_token", page)), DatabricksJson.Default.FolderList, actor, ct),
        list => (list.Contents, list.NextPageToken), ct);
}
