using Microsoft.Extensions.DependencyInjection;

namespace Kali.Data.Quality;

internal static class QualityServices
{
    public static IServiceCollection AddQuality(this IServiceCollection services)
    {
        services.AddSingleton<Profiler>();
        services.AddSingleton<Checks>();
        services.AddSingleton<FailingRows>();
        services.AddSingleton<RuleFindings>();
        services.AddSingleton<Findings>();
        services.AddSingleton<FindingSearch>();
        services.AddSingleton<FindingLessons>();
        services.AddSingleton<Rules>();
        services.AddSingleton<QualityRecords>();
        services.AddSingleton<QualityReports>();
        services.AddSingleton<RuleTrials>();
        services.AddSingleton<Exchange.RuleExchange>();
        services.AddSingleton<TablePreviews>();
        services.AddSingleton<TableProfiles>();
        return services;
    }
}
