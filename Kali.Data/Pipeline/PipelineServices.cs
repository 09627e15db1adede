using Kali.Data.Catalog;
using Kali.Data.Engines;
using Kali.Data.Ingest;
using Kali.Data.Lake;
using Kali.Data.Pipeline.Steps;
using Kali.Data.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Kali.Data.Pipeline;

internal static class PipelineServices
{
    public static IServiceCollection AddPipeline(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddCheckedOptions<PipelineOptions>(configuration, PipelineOptions.Section);
        services.AddCheckedOptions<UpkeepOptions>(configuration, UpkeepOptions.Section);
        services.AddSingleton<LayerUpkeep>();
        services.AddHostedService(provider => provider.GetRequiredService<LayerUpkeep>());
        services.AddSingleton<RunSignals>();
        services.AddSingleton<ReceivedFiles>();
        services.AddSingleton<RejectedRows>();
        services.AddSingleton<ReceivedBytes>();
        services.AddSingleton<TableWriter>();
        services.AddSingleton<PipelinePlans>();
        services.AddSingleton<RunFindings>();
        services.AddSingleton<DqxSettings>();
        services.AddSingleton<DqxTables>();
        services.AddRepairs();
        services.AddSingleton<RunStep, LandStep>();
        services.AddSingleton<RunStep, RawStep>();
        services.AddSingleton<RunStep, ProfileStep>();
        services.AddSingleton<RunStep, SilverStep>();
        services.AddSingleton<RunStep, ChecksStep>();
        services.AddSingleton<RunStep, QuarantineStep>();
        services.AddSingleton<RunStep, GoldStep>();
        services.AddSingleton<RunStep, LineageStep>();
        services.AddSingleton<RunStep, RecordsStep>();
        services.AddSingleton<RunReading>();
        services.AddSingleton<Workbench>();
        services.AddSingleton<StatementPlans>();
        services.AddSingleton<Provisioning>();
        services.AddSingleton<RunJournal>();
        services.AddSingleton<RunJobs>();
        services.AddSingleton<RunAccounts>();
        services.AddSingleton<RunCleaning>();
        services.AddSingleton<WorkerLease>();
        services.AddSingleton<RunQueue>();
        services.AddTransient<RunExecution>();
        services.AddSingleton(provider => new Runs(
            provider.GetRequiredService<IDbContextFactory<KaliStore>>(),
            provider.GetRequiredService<Datasets>(),
            provider.GetRequiredService<RunReading>(),
            provider.GetRequiredService<RunSignals>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<RunPasswords>();
        services.AddSingleton<SampleLoad>();
        services.AddSingleton<IPartLoads>(provider => provider.GetRequiredService<Runs>());
        services.AddSingleton(provider => new RunWorker(
            provider.GetRequiredService<RunQueue>(),
            provider.GetRequiredService<WorkerLease>(),
            provider.GetRequiredService<RunExecution>,
            provider.GetRequiredService<RunSignals>(),
            provider.GetRequiredService<PipelineOptions>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<RunWorker>>()));
        services.AddHostedService(provider => provider.GetRequiredService<RunWorker>());
        return services;
    }
}
