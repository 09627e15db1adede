using Kali.Data.Engines;
using Kali.Data.Ingest;
using Kali.Data.Quality;
using Microsoft.Extensions.DependencyInjection;

namespace Kali.Data.Pipeline;

internal static class RepairServices
{
    public static IServiceCollection AddRepairs(this IServiceCollection services)
    {
        services.AddSingleton<HeldBackRowsReading>();
        services.AddSingleton<RepairLoads>();
        services.AddSingleton<RepairPlans>();
        services.AddSingleton<RepairStore>();
        services.AddSingleton<RepairWork>();
        services.AddSingleton<FormerRows>();
        services.AddSingleton<RepairTests>();
        services.AddSingleton<RepairMerging>();
        services.AddSingleton<WorkbookMaking>();
        services.AddSingleton<WorkbookTaking>();
        services.AddSingleton<IReturnedWorkbooks, ReturnedWorkbooks>();
        services.AddSingleton(provider => new RepairWorkbooks(
            provider.GetRequiredService<WorkbookMaking>(),
            provider.GetRequiredService<WorkbookTaking>(),
            provider.GetRequiredService<RepairStore>(),
            provider.GetRequiredService<RepairLoads>(),
            provider.GetRequiredService<ILakehouse>()));
        services.AddSingleton(provider => new Recipes(provider.GetRequiredService<RepairStore>(), provider.GetRequiredService<RepairPlans>(), provider.GetRequiredService<RepairTests>()));
        services.AddSingleton(provider => new UploadRecipes(
            provider.GetRequiredService<Recipes>(), provider.GetRequiredService<Intakes>(), provider.GetRequiredService<ILakehouse>(), provider.GetRequiredService<KaliOptions>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IRunSubscriber, RecipesAfterRun>();
        services.AddSingleton(provider => new RepairLoop(
            provider.GetRequiredService<RepairStore>(),
            provider.GetRequiredService<RepairPlans>(),
            provider.GetRequiredService<RepairTests>(),
            provider.GetRequiredService<RepairMerging>(),
            provider.GetRequiredService<FindingLessons>(),
            provider.GetRequiredService<ILakehouse>(),
            provider.GetRequiredService<TimeProvider>()));
        return services;
    }
}
