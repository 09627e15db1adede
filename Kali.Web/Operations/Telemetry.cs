using OpenTelemetry.Exporter;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Kali.Web.Operations;

/// <summary>
/// Traces, metrics and logs. They leave the process only when <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> says where to;
/// addresses are noted without their query, and no header or body is ever noted.
/// </summary>
internal static class Telemetry
{
    private const string Everything = "Kali.*";

    public static void AddTelemetry(this WebApplicationBuilder builder)
    {
        var leaves = IsConfigured(builder.Configuration);
        var version = typeof(Telemetry).Assembly.GetName().Version?.ToString(3);
        builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("kali", serviceVersion: version))
            .WithTracing(tracing =>
            {
                tracing.AddSource(Everything).AddAspNetCoreInstrumentation(options =>
                {
                    options.Filter = context => !IsNoise(context.Request.Path);
                    options.EnrichWithHttpResponse = (activity, _) => activity.SetTag("url.query", null);
                });
                if (leaves)
                    tracing.AddOtlpExporter();
            })
            .WithMetrics(metrics =>
            {
                metrics.AddMeter(Everything, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.AspNetCore.Components", "System.Runtime");
                if (leaves)
                    metrics.AddOtlpExporter();
            });
        if (leaves)
            builder.Logging.AddOpenTelemetry(logging => logging.AddOtlpExporter(_ => { }));
    }

    internal static bool IsConfigured(IConfiguration configuration) => !string.IsNullOrWhiteSpace(configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]);

    /// <summary>Circuits and health checks would drown everything else.</summary>
    private static bool IsNoise(PathString path) => path.StartsWithSegments("/_blazor") || path.StartsWithSegments("/healthz");
}
