using Kali.Data.Lake;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Kali.Web.Operations;

/// <summary>The lake can be written to and has room.</summary>
internal sealed class LakeHealth(ILakeFiles lake) : IHealthCheck
{
    public const string FreeBytes = "free";

    private const long LittleRoom = 2_000_000_000;
    private static readonly LakePath Probes = new("health");

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var probe = Probes / Guid.NewGuid().ToString("N");
        await lake.PutIfAbsentAsync(probe, "ok"u8.ToArray(), cancellationToken);
        await lake.DeleteAsync(probe, cancellationToken);
        if (lake.FreeBytes() is not { } free)
            return HealthCheckResult.Healthy("Files can be written.");
        var data = new Dictionary<string, object> { [FreeBytes] = free };
        return free < LittleRoom
            ? HealthCheckResult.Degraded("Files can be written, and room runs short. Make room, or vacuum tables.", null, data)
            : HealthCheckResult.Healthy("Files can be written.", data);
    }
}
