using System.Globalization;
using System.Security.Claims;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;

namespace Kali.Web.Security;

/// <summary>How often one caller may ask. Chunks of an upload are work, not questions, and are not counted.</summary>
internal static class RateLimits
{
    public static void AddRateLimits(this IServiceCollection services) => services.AddRateLimiter(options =>
    {
        options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        options.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(Partition);
        options.OnRejected = async (context, ct) =>
        {
            var wait = context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromSeconds(1);
            var seconds = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds));
            context.HttpContext.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
            await context.HttpContext.Response.WriteAsJsonAsync(
                new { code = "too-often", message = $"Too many requests in a short time. Nothing was changed. Try again in {seconds} s." }, ct);
        };
    });

    private static RateLimitPartition<string> Partition(HttpContext context)
    {
        var path = context.Request.Path;
        var address = context.Connection.RemoteIpAddress?.ToString() ?? "local";
        if (path.StartsWithSegments("/sign-in") && !HttpMethods.IsGet(context.Request.Method))
            return RateLimitPartition.GetFixedWindowLimiter("sign-in " + address, _ => new FixedWindowRateLimiterOptions { PermitLimit = 30, Window = TimeSpan.FromMinutes(1) });
        if (path.StartsWithSegments("/api") && !HttpMethods.IsPatch(context.Request.Method))
        {
            var caller = context.User.FindFirstValue("oid") ?? context.User.FindFirstValue(ClaimTypes.NameIdentifier) ?? address;
            return RateLimitPartition.GetTokenBucketLimiter("api " + caller, _ => new TokenBucketRateLimiterOptions
            {
                TokenLimit = 300,
                TokensPerPeriod = 50,
                ReplenishmentPeriod = TimeSpan.FromSeconds(1),
            });
        }
        return RateLimitPartition.GetNoLimiter("");
    }
}
