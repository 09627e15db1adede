using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Polly.CircuitBreaker;
using Polly.RateLimiting;
using Polly.Timeout;

namespace Kali.Data.Engines.Databricks.Rest;

/// <summary>Requests to the workspace: JSON out, JSON in, faults as <see cref="ServiceFault"/>. What has no body is read as an empty object.</summary>
internal sealed class DatabricksHttp(HttpClient http)
{
    /// <summary>The code of an answer that is no JSON, or not the JSON expected.</summary>
    public const string Unreadable = "MALFORMED_RESPONSE";

    public Task<TAnswer> GetAsync<TAnswer>(string path, JsonTypeInfo<TAnswer> answer, Actor actor, CancellationToken ct) =>
        SendAsync(new HttpRequestMessage(HttpMethod.Get, path), answer, isRepeatable: true, actor, ct);

    /// <param name="path">Relative to the workspace.</param>
    /// <param name="body">What is sent.</param>
    /// <param name="bodyType">Its JSON.</param>
    /// <param name="answer">What comes.</param>
    /// <param name="isRepeatable">Whether carrying it out twice is the same as once.</param>
    /// <param name="actor">Whose token is used.</param>
    /// <param name="ct">Ends it.</param>
    public Task<TAnswer> PostAsync<TBody, TAnswer>(
        string path, TBody body, JsonTypeInfo<TBody> bodyType, JsonTypeInfo<TAnswer> answer, bool isRepeatable, Actor actor, CancellationToken ct) =>
        SendAsync(WithBody(HttpMethod.Post, path, body, bodyType), answer, isRepeatable, actor, ct);

    public Task<TAnswer> PatchAsync<TBody, TAnswer>(string path, TBody body, JsonTypeInfo<TBody> bodyType, JsonTypeInfo<TAnswer> answer, Actor actor, CancellationToken ct) =>
        SendAsync(WithBody(HttpMethod.Patch, path, body, bodyType), answer, isRepeatable: true, actor, ct);

    /// <summary>A request whose answer has nothing to tell.</summary>
    public async Task SendAsync(HttpRequestMessage request, bool isRepeatable, Actor actor, CancellationToken ct)
    {
        request.Options.Set(CallOptions.IsWhole, true);
        using var answer = await AnswerAsync(request, isRepeatable, actor, ct);
    }

    /// <summary>The answer to a request, good or bad status alike turned into an answer or a <see cref="ServiceFault"/>. The caller disposes it.</summary>
    public async Task<HttpResponseMessage> AnswerAsync(HttpRequestMessage request, bool isRepeatable, Actor actor, CancellationToken ct)
    {
        request.Options.Set(CallOptions.Actor, actor);
        request.Options.Set(CallOptions.IsRepeatable, isRepeatable);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        try
        {
            var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
            if (answer.IsSuccessStatusCode)
                return answer;
            using (answer)
                throw Fault(answer, await answer.Content.ReadAsStringAsync(ct));
        }
        catch (HttpRequestException fault)
        {
            var wasSent = fault.HttpRequestError is not (HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError);
            throw NoAnswer($"The workspace {http.BaseAddress?.Host} did not answer ({fault.Message}).", wasSent, fault);
        }
        catch (TimeoutRejectedException fault)
        {
            throw NoAnswer($"The workspace {http.BaseAddress?.Host} did not answer in time.", mayHaveHappened: true, fault);
        }
        catch (BrokenCircuitException fault)
        {
            throw NoAnswer($"The workspace {http.BaseAddress?.Host} failed again and again, so Kali asks nothing of it for some seconds.", mayHaveHappened: false, fault);
        }
        catch (RateLimiterRejectedException fault)
        {
            throw NoAnswer("More requests wait for the workspace than Kali lets wait.", mayHaveHappened: false, fault);
        }
    }

    private async Task<TAnswer> SendAsync<TAnswer>(HttpRequestMessage request, JsonTypeInfo<TAnswer> type, bool isRepeatable, Actor actor, CancellationToken ct)
    {
        using (request)
        {
            request.Options.Set(CallOptions.IsWhole, true);
            using var answer = await AnswerAsync(request, isRepeatable, actor, ct);
            byte[] body;
            try
            {
                body = await answer.Content.ReadAsByteArrayAsync(ct);
            }
            catch (Exception fault) when (fault is HttpRequestException or IOException)
            {
                throw NoAnswer($"The answer of the workspace {http.BaseAddress?.Host} broke off ({fault.Message}).", mayHaveHappened: true, fault);
            }
            try
            {
                return JsonSerializer.Deserialize(IsEmpty(body) ? "{}"u8 : body, type)
                    ?? throw new JsonException("It is null.");
            }
            catch (JsonException fault)
            {
                throw new ServiceFault(
                    $"The workspace's answer to {request.Method} {request.RequestUri?.OriginalString.Split('?')[0]} cannot be read: {fault.Message}", answer.StatusCode, Unreadable, mayHaveHappened: true, fault);
            }
        }
    }

    private static bool IsEmpty(byte[] body) => !body.AsSpan().ContainsAnyExcept((byte)' ', (byte)'\n', (byte)'\r');

    private static HttpRequestMessage WithBody<TBody>(HttpMethod method, string path, TBody body, JsonTypeInfo<TBody> type)
    {
        var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body, type));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json") { CharSet = "utf-8" };
        return new HttpRequestMessage(method, path) { Content = content };
    }

    private static ServiceFault NoAnswer(string said, bool mayHaveHappened, Exception cause) =>
        new($"{said} What is in the lake is unchanged as far as Kali knows. Try again in a moment; the health page shows when the workspace is back.", null, "NO_ANSWER", mayHaveHappened, cause);

    private static ServiceFault Fault(HttpResponseMessage answer, string body) => FaultReading.Read(answer, body);
}
