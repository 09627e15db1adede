using Kali.Data.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Kali.Web.Operations;

/// <summary>Somebody works on runs: at least one process holds its lease.</summary>
internal sealed class WorkerHealth(IDbContextFactory<KaliStore> stores, TimeProvider time) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        await using var store = await stores.CreateDbContextAsync(cancellationToken);
        var now = time.GetUtcNow();
        return await store.Set<WorkerRecord>().AnyAsync(worker => worker.LeaseEndsAt > now, cancellationToken)
            ? HealthCheckResult.Healthy("Runs are worked on.")
            : HealthCheckResult.Degraded("Nobody works on runs: they wait in the queue and are kept. Restart Kali if this stays.");
    }
}
