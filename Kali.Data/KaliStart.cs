using Kali.Data.Catalog;
using Kali.Data.Pipeline;
using Kali.Data.Store;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Kali.Data;

/// <summary>What must be well before anything of Kali is used: the settings, then the store, then renames and deletions that a killed process left half done. A host does it by itself; a command calls it.</summary>
public sealed class KaliStart(IServiceProvider services)
{
    public async Task PrepareAsync(CancellationToken ct)
    {
        var problems = services.GetServices<OptionsCheck>().SelectMany(check => check.Problems()).ToList();
        if (problems.Count > 0)
            throw new RefusedException($"Kali cannot start with these settings. Nothing was changed.{Environment.NewLine}{string.Join(Environment.NewLine, problems.Select(problem => "  · " + problem))}");
        await services.GetRequiredService<StoreKeeper>().PrepareAsync(ct);
        await services.GetRequiredService<DatasetLife>().FinishAsync(ct);
        await services.GetRequiredService<RepairMerging>().FinishAsync(ct);
    }
}

/// <summary>Prepares before any other hosted service starts.</summary>
internal sealed class KaliStartWithHost(KaliStart start) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken) => start.PrepareAsync(cancellationToken);

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
