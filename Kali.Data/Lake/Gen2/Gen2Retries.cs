using System.Net;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Kali.Data.Lake.Gen2;

/// <summary>
/// When a request to the storage is sent again: 429 and 503 after the time the service names; no answer, 408, 502 and 504 only where repeating is harmless;
/// a plain 500 never. All requests of the lake are harmless to repeat but renaming: what puts a file says by a mark of its own whose file lies there.
/// </summary>
internal sealed class Gen2Retries(int most, TimeSpan first, TimeSpan longest) : RetryPolicy(most, DelayStrategy.CreateExponentialDelayStrategy(first, longest))
{
    public const string RenameSource = "x-ms-rename-source";

    private readonly int _most = most;

    protected override bool ShouldRetry(HttpMessage message, Exception? exception) =>
        message.ProcessingContext.RetryNumber < _most && !message.CancellationToken.IsCancellationRequested && MayRepeat(message, exception);

    protected override ValueTask<bool> ShouldRetryAsync(HttpMessage message, Exception? exception) => ValueTask.FromResult(ShouldRetry(message, exception));

    private static bool MayRepeat(HttpMessage message, Exception? exception)
    {
        var isHarmless = !message.Request.Headers.Contains(RenameSource);
        return exception switch
        {
            null => (HttpStatusCode)message.Response.Status switch
            {
                // Refused before anything was done.
                HttpStatusCode.TooManyRequests => true,
                HttpStatusCode.ServiceUnavailable => isHarmless || message.Response.Headers.Contains("Retry-After"),
                HttpStatusCode.RequestTimeout or HttpStatusCode.BadGateway or HttpStatusCode.GatewayTimeout => isHarmless,
                _ => false,
            },
            RequestFailedException { Status: 0, InnerException: HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } } => false,
            // Never sent.
            RequestFailedException { Status: 0, InnerException: HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError } } => true,
            RequestFailedException { Status: 0 } or IOException or OperationCanceledException => isHarmless,
            _ => false,
        };
    }
}
