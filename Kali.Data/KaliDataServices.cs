using Kali.Data.Catalog;
using Kali.Data.Engines;
using Kali.Data.Engines.Databricks;
using Kali.Data.Engines.Databricks.Jobs.Pipelines;
using Kali.Data.Engines.Embedded;
using Kali.Data.Explore;
using Kali.Data.Ingest;
using Kali.Data.Lake;
using Kali.Data.Lineage;
using Kali.Data.Pipeline;
using Kali.Data.Quality;
using Kali.Data.Store;
using Kali.Data.Uploads;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Kali.Data;

/// <summary>The composition root of Kali.Data: the only place that knows which engine and which store are behind the ports.</summary>
public static class KaliDataServices
{
    public static IServiceCollection AddKaliData(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddLogging();
        services.AddCheckedOptions<KaliOptions>(configuration, KaliOptions.Section);
        services.AddLake(configuration);
        services.AddSingleton(provider => new OptionsCheck(EnvironmentCheck.Section, () => new EnvironmentCheck(provider.GetRequiredService<KaliOptions>(), provider.GetRequiredService<LakeOptions>())));
        services.AddSingleton<SettingsInForce>();
        services.AddSingleton<KaliStart>();
        services.AddHostedService<KaliStartWithHost>();
        services.AddStore(configuration);
        services.AddEmbeddedEngine(configuration);
        services.AddOptions<EmbeddedOptions>().PostConfigure<KaliOptions>((engine, kali) => engine.Catalog = kali.Catalog);
        services.AddDatabricksSql(configuration);
        if (configuration[$"{KaliOptions.Section}:{nameof(KaliOptions.Engine)}"] is KaliOptions.Databricks)
            services.AddDatabricksEngine(configuration);
        services.AddOptions<DatabricksOptions>().PostConfigure<KaliOptions, IServiceProvider>((engine, kali, provider) =>
        {
            engine.Catalog = kali.Catalog;
            engine.IsProduction = kali.IsProduction || provider.GetService<IHostEnvironment>()?.IsProduction() == true;
        });
        services.AddOptions<JobOptions>().PostConfigure<KaliOptions>((jobs, kali) => jobs.Environment ??= kali.IsProduction ? JobOptions.Production : JobOptions.Development);
        services.AddCatalog();
        services.AddUploads(configuration);
        services.AddIngest(configuration);
        services.AddIntakes();
        services.AddQuality(configuration);
        services.AddPipeline(configuration);
        services.AddLineage(configuration);
        services.AddExplore(configuration);
        return services;
    }

    /// <summary>Binds a section to its options and has them checked at start, together with all others.</summary>
    public static IServiceCollection AddCheckedOptions<TOptions>(this IServiceCollection services, IConfiguration configuration, string section)
        where TOptions : class, ICheckedOptions
    {
        services.AddOptions<TOptions>().Bind(configuration.GetSection(section));
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<TOptions>>().Value);
        services.AddSingleton(provider => new OptionsCheck(section, provider.GetRequiredService<TOptions>));
        return services;
    }

    private static void AddStore(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddCheckedOptions<StoreOptions>(configuration, StoreOptions.Section);
        services.AddSingleton<SqliteSettings>();
        services.AddDbContextFactory<SqliteStore>((provider, options) => options
            .UseSqlite(provider.GetRequiredService<StoreOptions>().SqliteConnection(provider.GetRequiredService<LakeOptions>()))
            .AddInterceptors(provider.GetRequiredService<SqliteSettings>()));
        services.AddDbContextFactory<PostgresStore>((provider, options) => options
            .UseNpgsql(provider.GetRequiredService<StoreOptions>().ConnectionString));
        services.AddSingleton<IDbContextFactory<KaliStore>>(provider => provider.GetRequiredService<StoreOptions>().IsPostgres
            ? ActivatorUtilities.CreateInstance<StoreFactory<PostgresStore>>(provider)
            : ActivatorUtilities.CreateInstance<StoreFactory<SqliteStore>>(provider));
        services.AddSingleton<StoreKeeper>();
    }
}
