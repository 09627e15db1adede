using Kali.Data.Engines;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Kali.Web.Operations;

/// <summary><c>/healthz/live</c>: the process answers. <c>/healthz/ready</c>: every part does, told one by one, without addresses, paths or faults.</summary>
internal static class KaliHealth
{
    private static readonly TimeSpan AtMost = TimeSpan.FromSeconds(10);

    public static void AddKaliHealth(this IServiceCollection services)
    {
        services.AddHealthChecks()
            .AddCheck<StoreHealth>("store", timeout: AtMost)
            .AddCheck<LakeHealth>("lake", timeout: AtMost)
            .AddCheck<WorkerHealth>("worker", timeout: AtMost);
        services.AddOptions<HealthCheckServiceOptions>().Configure<IEnumerable<IEnginePart>>((health, parts) =>
        {
            foreach (var part in parts)
                health.Registrations.Add(new HealthCheckRegistration(part.Name, _ => new EnginePartHealth(part), failureStatus: null, tags: null, AtMost));
        });
    }

    public static void MapKaliHealth(this IEndpointRouteBuilder app)
    {
        app.MapHealthChecks("/healthz/live", new HealthCheckOptions { Predicate = _ => false, ResponseWriter = WriteAsync }).AllowAnonymous();
        app.MapHealthChecks("/healthz/ready", new HealthCheckOptions { ResponseWriter = WriteAsync }).AllowAnonymous();
    }

    private static Task WriteAsync(HttpContext context, HealthReport report) => context.Response.WriteAsJsonAsync(
        new
        {
            status = Word(report.Status),
            parts = report.Entries.Select(entry => new { name = entry.Key, state = Word(entry.Value.Status), ms = Math.Round(entry.Value.Duration.TotalMilliseconds) }),
        },
        context.RequestAborted);

    private static string Word(HealthStatus status) => status switch
    {
        HealthStatus.Healthy => "well",
        HealthStatus.Degraded => "degraded",
        _ => "unwell",
    };
}
