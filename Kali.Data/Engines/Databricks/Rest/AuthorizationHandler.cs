using System.Net;
using System.Net.Http.Headers;

namespace Kali.Data.Engines.Databricks.Rest;

/// <summary>Gives each attempt the token of its actor; one that the service refuses is exchanged once. Such a request was not carried out, so sending it again is safe.</summary>
internal sealed class AuthorizationHandler(ITokens tokens) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (!request.Options.TryGetValue(CallOptions.Actor, out var actor))
            throw new InvalidOperationException($"The request to {request.RequestUri?.AbsolutePath} has no actor.");
        var token = await tokens.GetAsync(actor, cancellationToken);
        var answer = await SendAsync(request, token, cancellationToken);
        if (!IsTokenFault(answer))
            return answer;
        tokens.Forget(actor, token);
        var other = await tokens.GetAsync(actor, cancellationToken);
        if (other == token)
            return answer;
        answer.Dispose();
        return await SendAsync(request, other, cancellationToken);
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, string token, CancellationToken ct)
    {
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await base.SendAsync(request, ct);
    }

    /// <summary>401, or 403 as the gate before the workspace says it, in its own content type.</summary>
    private static bool IsTokenFault(HttpResponseMessage answer) =>
        answer.StatusCode == HttpStatusCode.Unauthorized || answer.Headers.Contains("x-databricks-reason-phrase");
}
