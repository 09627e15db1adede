using System.Net;
using System.Text.Json;
using Kali.Data.Engines.Databricks.Rest;

namespace Kali.Data.Engines.Databricks.Statements;

/// <summary>Fetches parts of a result from the storage they lie in. Never with a token, and its address is never told.</summary>
internal sealed class LinkClient(HttpClient http, TimeProvider time)
{
    /// <summary>How long a part may take from the first byte to the last.</summary>
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(10);

    /// <summary>The part's rows, or null when the link has expired and a new one is needed.</summary>
    public async Task<string?[][]?> RowsAsync(ExternalLink link, CancellationToken ct)
    {
        if (!Uri.TryCreate(link.Address, UriKind.Absolute, out var address))
            throw Broken(link, "has no address", null);
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        foreach (var (name, value) in link.HttpHeaders ?? [])
            request.Headers.TryAddWithoutValidation(name, value);
        using var limit = new CancellationTokenSource(Deadline, time);
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(ct, limit.Token);
        try
        {
            using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ends.Token);
            if (answer.StatusCode is HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized or HttpStatusCode.Gone or HttpStatusCode.NotFound)
                return null;
            if (!answer.IsSuccessStatusCode)
                throw Broken(link, FormattableString.Invariant($"was answered with {(int)answer.StatusCode}"), null);
            await using var body = await answer.Content.ReadAsStreamAsync(ends.Token);
            return await JsonSerializer.DeserializeAsync(body, DatabricksJson.Default.StringArrayArray, ends.Token) ?? throw Broken(link, "is null", null);
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException or JsonException)
        {
            throw Broken(link, "broke off", fault);
        }
        catch (OperationCanceledException fault) when (!ct.IsCancellationRequested)
        {
            throw Broken(link, "did not come in time", fault);
        }
    }

    private static ServiceFault Broken(ExternalLink link, string how, Exception? cause) =>
        new(FormattableString.Invariant($"Part {link.ChunkIndex} of the result {how}. Nothing was changed. Run the query again."), null, "LINK", mayHaveHappened: false, cause);
}
