using System.Net;
using Azure.Core;
using Azure.Core.Pipeline;
using Kali.Data.Engines.Caching;
using Kali.Data.Engines.Databricks.Exploring;
using Kali.Data.Engines.Databricks.Files;
using Kali.Data.Engines.Databricks.Health;
using Kali.Data.Engines.Databricks.Jobs;
using Kali.Data.Engines.Databricks.Jobs.Pipelines;
using Kali.Data.Engines.Databricks.Provisioning;
using Kali.Data.Engines.Databricks.Reading;
using Kali.Data.Engines.Databricks.Rest;
using Kali.Data.Engines.Databricks.Statements;
using Kali.Data.Engines.Databricks.Tables;
using Kali.Data.Engines.Databricks.Unity;
using Kali.Data.Engines.Databricks.Warehouses;
using Kali.Data.Engines.Databricks.Writing;
using Kali.Data.Lake;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Kali.Data.Engines.Databricks;

internal static class DatabricksServices
{
    /// <summary>The workspace's clients and the lakehouse over them; for the composition root only.</summary>
    public static IServiceCollection AddDatabricksEngine(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddCheckedOptions<DatabricksOptions>(configuration, DatabricksOptions.Section);
        services.AddCheckedOptions<JobOptions>(configuration, JobOptions.Section);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<ITokens>(Tokens);
        services.AddTransient<AuthorizationHandler>();
        services.AddTransient<WholeAnswers>();
        services.AddHttpClient<DatabricksHttp>((provider, client) =>
            {
                client.BaseAddress = provider.GetRequiredService<DatabricksOptions>().WorkspaceAddress;
                client.Timeout = Timeout.InfiniteTimeSpan;
                client.DefaultRequestHeaders.UserAgent.ParseAdd($"Kali/{KaliVersion.Text}");
            })
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
            .AddServiceResilience()
            .AddHttpMessageHandler<AuthorizationHandler>()
            .AddHttpMessageHandler<WholeAnswers>();
        services.AddHttpClient<LinkClient>(client => client.Timeout = Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
            .RemoveAllLoggers();
        services.AddSingleton<StatementsClient>();
        services.AddSingleton<QueryHistoryClient>();
        services.AddSingleton<ResultParts>();
        services.AddSingleton<WarehousesClient>();
        services.AddSingleton<WarehouseWaking>();
        services.TryAddSingleton<EngineWaiting>();
        services.AddSingleton<JobsClient>();
        services.AddSingleton<UnityClient>();
        services.AddSingleton<FilesClient>();
        services.AddSingleton<WarehouseSql>();
        services.AddSingleton<WarehouseQueries>();
        services.AddSingleton<QueryRoute>();
        services.AddSingleton<ResultShapes>();
        services.AddSingleton<TableSizes>();
        services.AddSingleton<TableReading>();
        services.AddSingleton<TableUpkeep>();
        services.AddSingleton<TableTurns>();
        services.AddSingleton<Staging>();
        services.AddSingleton<KeyCheck>();
        services.AddSingleton<ChangeRoute>();
        services.AddSingleton<LateStatements>();
        services.AddSingleton<ChangeSending>();
        services.AddSingleton<CatalogChanges>();
        services.AddSingleton<TaskFiles>();
        services.AddSingleton<PipelineJob>();
        services.AddSingleton<RunRepairing>();
        services.AddSingleton<PipelineJobRuns>();
        services.AddSingleton<IRunJobs>(provider => provider.GetRequiredService<PipelineJobRuns>());
        services.AddSingleton<Committing>();
        services.AddSingleton<DatabricksLakehouse>();
        services.AddSingleton<WarehouseMarks>();
        services.TryAddSingleton<KeptReads>();
        services.AddSingleton<ILakehouse>(provider => new CachedLakehouse(
            provider.GetRequiredService<DatabricksLakehouse>(), provider.GetRequiredService<WarehouseMarks>(), provider.GetRequiredService<KeptReads>()));
        services.AddSingleton<ISandbox, WarehouseSandbox>();
        services.AddSingleton<IEnginePlaces, UnityPlaces>();
        services.RemoveAll<IEnginePart>();
        services.AddSingleton<IEnginePart, IdentityPart>();
        services.AddSingleton<IEnginePart, WarehousePart>();
        services.AddSingleton<IEnginePart, CatalogPart>();
        if (configuration.GetSection(JobOptions.Section).GetValue<bool>(nameof(JobOptions.Enabled)))
            services.AddSingleton<IEnginePart, JobPart>();
        if (configuration.GetSection(DatabricksOptions.Section).GetValue<bool>(nameof(DatabricksOptions.PrivateLink)))
            services.AddSingleton<IEnginePart>(provider => new NetworkPart(Dns.GetHostAddressesAsync, provider.GetRequiredService<DatabricksOptions>(), provider.GetService<LakeOptions>()));
        return services;
    }

    /// <summary>How Databricks writes Kali's statements; needs no workspace.</summary>
    public static IServiceCollection AddDatabricksSql(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<DatabricksOptions>().Bind(configuration.GetSection(DatabricksOptions.Section));
        services.AddOptions<JobOptions>().Bind(configuration.GetSection(JobOptions.Section));
        services.AddSingleton<IEngineSql, DatabricksSql>();
        return services;
    }

    private static ITokens Tokens(IServiceProvider provider)
    {
        var options = provider.GetRequiredService<DatabricksOptions>();
        ITokens application = string.IsNullOrWhiteSpace(options.PersonalAccessToken)
            ? new ApplicationTokens(provider.GetService<TokenCredential>() ?? ApplicationIdentity.Of(options.Principal, options.ManagedIdentityClientId, provider.GetService<HttpPipelineTransport>()), provider.GetRequiredService<TimeProvider>())
            : new PersonalToken(options.PersonalAccessToken);
        return options.ActsAsUser && provider.GetService<IUserTokens>() is { } users ? new ActorTokens(application, users) : application;
    }
}
