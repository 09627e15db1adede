using Kali.Data.Engines;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Kali.Web.Operations;

/// <summary>A part of the engine in force, as a health check. What it says travels beside, so that it can be told in the reader's language.</summary>
internal sealed class EnginePartHealth(IEnginePart part) : IHealthCheck
{
    public const string Says = "says";

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var state = await part.LookAsync(cancellationToken);
        var status = state.Condition switch
        {
            PartCondition.Well => HealthStatus.Healthy,
            PartCondition.NeedsALook => HealthStatus.Degraded,
            _ => HealthStatus.Unhealthy,
        };
        return new HealthCheckResult(status, state.Says.Text, null, new Dictionary<string, object> { [Says] = state.Says });
    }
}
