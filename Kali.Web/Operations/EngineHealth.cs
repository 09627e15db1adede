using Kali.Data;
using Kali.Data.Engines;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Kali.Web.Operations;

/// <summary>The engine runs a statement.</summary>
internal sealed class EngineHealth(ILakehouse lakehouse) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        await using var answer = await lakehouse.QueryAsync(Sql.Of($"SELECT 1"), Actor.System, cancellationToken);
        return HealthCheckResult.Healthy("Statements run.");
    }
}
