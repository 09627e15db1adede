using System.Net;
using System.Threading.RateLimiting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http.Resilience;
using Polly;

namespace Kali.Data.Engines.Databricks.Rest;

/// <summary>
/// When a request is sent again: 429 and 503 after the time the service names; no answer, 408, 502 and 504 only where repeating is harmless; a plain 500 never.
/// Before that Kali holds itself back, and after many faults in a row it asks nothing for a while.
/// </summary>
internal static class ServiceResilience
{
    private const int MostWaiting = 10_000;
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    public static IHttpClientBuilder AddServiceResilience(this IHttpClientBuilder client)
    {
        client.AddResilienceHandler("workspace", (pipeline, context) =>
        {
            var options = context.ServiceProvider.GetRequiredService<DatabricksOptions>();
            pipeline.TimeProvider = context.ServiceProvider.GetRequiredService<TimeProvider>();
            var limiter = new TokenBucketRateLimiter(new TokenBucketRateLimiterOptions
            {
                TokenLimit = options.RequestsPerSecond,
                TokensPerPeriod = Math.Max(1, options.RequestsPerSecond / 5),
                ReplenishmentPeriod = options.RequestsPerSecond >= 5 ? TimeSpan.FromSeconds(0.2) : TimeSpan.FromSeconds(1.0 / options.RequestsPerSecond),
                QueueLimit = MostWaiting,
            });
            context.OnPipelineDisposed(limiter.Dispose);
            pipeline
                .AddTimeout(Within(options.Deadline))
                .AddRetry(Repeating(options))
                .AddRateLimiter(limiter)
                .AddCircuitBreaker(Breaking())
                .AddTimeout(Within(options.AttemptDeadline));
        });
        return client;
    }

    private static HttpTimeoutStrategyOptions Within(TimeSpan usual) => new()
    {
        TimeoutGenerator = call => ValueTask.FromResult(usual + CallOptions.AllowanceOf(call.Context.GetRequestMessage())),
    };

    private static HttpRetryStrategyOptions Repeating(DatabricksOptions options) => new()
    {
        MaxRetryAttempts = 60,
        BackoffType = DelayBackoffType.Exponential,
        UseJitter = true,
        Delay = options.FirstPause,
        MaxDelay = LongestPause,
        ShouldRetryAfterHeader = true,
        ShouldHandle = static attempt => ValueTask.FromResult(MayRepeat(attempt.Outcome, CallOptions.MayRepeat(attempt.Context.GetRequestMessage()))),
    };

    private static HttpCircuitBreakerStrategyOptions Breaking() => new()
    {
        FailureRatio = 0.9,
        MinimumThroughput = 20,
        SamplingDuration = TimeSpan.FromSeconds(30),
        BreakDuration = TimeSpan.FromSeconds(15),
        ShouldHandle = static attempt => ValueTask.FromResult(attempt.Outcome switch
        {
            { Exception: HttpRequestException or Polly.Timeout.TimeoutRejectedException } => true,
            { Result.StatusCode: >= HttpStatusCode.InternalServerError } => true,
            _ => false,
        }),
    };

    internal static bool MayRepeat(Outcome<HttpResponseMessage> outcome, bool isHarmless) => outcome switch
    {
        // Refused before anything was done.
        { Result.StatusCode: HttpStatusCode.TooManyRequests } => true,
        { Result: { StatusCode: HttpStatusCode.ServiceUnavailable } answer } => isHarmless || answer.Headers.RetryAfter is not null,
        { Result.StatusCode: HttpStatusCode.RequestTimeout or HttpStatusCode.BadGateway or HttpStatusCode.GatewayTimeout } => isHarmless,
        // Never sent.
        { Exception: HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError } } => true,
        { Exception: HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } } => false,
        { Exception: HttpRequestException or Polly.Timeout.TimeoutRejectedException } => isHarmless,
        _ => false,
    };
}
