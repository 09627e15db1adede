using System.Collections.Concurrent;
using Kali.Data;
using Kali.Data.Catalog;
using Kali.Data.Ingest;
using Kali.Data.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Kali.Web.Tests.Uploads;

/// <summary>Notes what would be loaded, and makes the dataset as the pipeline does.</summary>
internal sealed class RecordedLoads(Datasets datasets) : IPartLoads
{
    public ConcurrentQueue<PartToLoad> Started { get; } = new();

    public async Task<RunId> StartAsync(PartToLoad part, Actor actor, CancellationToken ct)
    {
        await datasets.FindOrBeginAsync(part.Dataset, part.DatasetLabel, part.SourceName, actor, ct);
        Started.Enqueue(part);
        return new RunId(Started.Count);
    }

    /// <summary>All of Kali.Data over a lake of the test's own, with this in the pipeline's place.</summary>
    public static IServiceCollection AddTo(IServiceCollection services, string lake)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Kali:Lake:Folder", lake)]).Build();
        services.AddKaliData(configuration);
        services.AddSingleton<RecordedLoads>();
        services.AddSingleton<IPartLoads>(provider => provider.GetRequiredService<RecordedLoads>());
        Directory.CreateDirectory(lake);
        return services;
    }

    public static async Task CreateStoreAsync(IServiceProvider services)
    {
        await using var store = await services.GetRequiredService<IDbContextFactory<KaliStore>>().CreateDbContextAsync();
        await store.Database.EnsureCreatedAsync();
    }
}
