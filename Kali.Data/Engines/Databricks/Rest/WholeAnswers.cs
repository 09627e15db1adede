namespace Kali.Data.Engines.Databricks.Rest;

/// <summary>Reads small answers whole while the attempt still counts, so that one that breaks off is repeated like one that never came.</summary>
internal sealed class WholeAnswers : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var answer = await base.SendAsync(request, cancellationToken);
        if (!request.Options.TryGetValue(CallOptions.IsWhole, out var isWhole) || !isWhole)
            return answer;
        try
        {
            await answer.Content.LoadIntoBufferAsync(cancellationToken);
            return answer;
        }
        catch
        {
            answer.Dispose();
            throw;
        }
    }
}
