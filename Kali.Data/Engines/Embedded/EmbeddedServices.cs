using Kali.Data.Engines.Caching;
using Kali.Data.Engines.Embedded.DeltaLog;
using Kali.Data.Engines.Embedded.Sandbox;
using Kali.Data.Engines.Embedded.Sessions;
using Kali.Data.Engines.Embedded.Tables;
using Kali.Data.Engines.Embedded.Upkeep;
using Kali.Data.Engines.Embedded.Writing;
using Kali.Data.Lake;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Kali.Data.Engines.Embedded;

internal static class EmbeddedServices
{
    /// <summary>The lakehouse in process. Needs <see cref="ILakeFiles"/> and <see cref="ITableAccess"/>; for the composition root only.</summary>
    public static IServiceCollection AddEmbeddedEngine(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<EmbeddedOptions>().Bind(configuration.GetSection(EmbeddedOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(provider => new DuckThreads(Options(provider).MaxStatements));
        services.AddSingleton(provider => new DuckInstance(
            new DuckSettings(Options(provider).MemoryBytes, Options(provider).Threads, SpillFolder(provider)),
            // For interrupts and progress only, which concern statements that really run.
            TimeProvider.System));
        services.AddSingleton<TablePlaces>();
        services.AddSingleton<TablesInUse>();
        services.AddSingleton<DeltaTables>();
        services.AddSingleton<TableReads>();
        services.AddSingleton<TableLife>();
        services.AddSingleton<TableFolders>();
        services.AddSingleton<Committing>();
        services.AddSingleton<Restoring>();
        services.AddSingleton<Optimizing>();
        services.AddSingleton<Vacuuming>();
        services.AddSingleton<EmbeddedLakehouse>();
        services.TryAddSingleton<KeptReads>();
        services.AddSingleton<ILakehouse>(provider => new CachedLakehouse(
            provider.GetRequiredService<EmbeddedLakehouse>(), new SnapshotMarks(provider.GetRequiredService<TableReads>()), provider.GetRequiredService<KeptReads>()));
        services.AddSingleton<ISelectParser, DuckDbParser>();
        services.AddSingleton<ISandbox, DuckDbSandbox>();
        services.AddSingleton<IEngineSql, EmbeddedSql>();
        services.TryAddSingleton<EngineWaiting>();
        services.AddSingleton<IEnginePart, EmbeddedPart>();
        services.AddSingleton<IEnginePlaces, EmbeddedPlaces>();
        return services;
    }

    /// <summary>In the lake, or on this machine where the lake lies elsewhere: SQL of people is parsed by DuckDB whatever engine answers it.</summary>
    private static string SpillFolder(IServiceProvider provider) =>
        provider.GetRequiredService<ILakeFiles>().LocalPath(TablePlaces.Temporary) ?? Path.Combine(provider.GetRequiredService<LakeOptions>().Root, TablePlaces.Temporary.Value);

    private static EmbeddedOptions Options(IServiceProvider provider) => provider.GetRequiredService<IOptions<EmbeddedOptions>>().Value;
}
