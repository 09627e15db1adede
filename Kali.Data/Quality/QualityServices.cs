using Kali.Data.Ingest;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Kali.Data.Quality;

internal static class QualityServices
{
    public static IServiceCollection AddQuality(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddCheckedOptions<RuleOptions>(configuration, RuleOptions.Section);
        services.AddSingleton<IUploadComparison, UploadComparison>();
        services.AddSingleton<CleaningChoice>();
        services.AddSingleton<Profiler>();
        services.AddSingleton<Checks>();
        services.AddSingleton<FailingRows>();
        services.AddSingleton<RuleFindings>();
        services.AddSingleton<Findings>();
        services.AddSingleton<DetectedFindings>();
        services.AddSingleton<FindingSearch>();
        services.AddSingleton<FindingLessons>();
        services.AddSingleton<FindingReferences>();
        services.AddSingleton<Rules>();
        services.AddSingleton<EmptyColumns>();
        services.AddSingleton<RuleReviews>();
        services.AddSingleton<RuleBacktests>();
        services.AddSingleton<RuleSuggestions>();
        services.AddSingleton<ScoreHistory>();
        services.AddSingleton<ScoreFixes>();
        services.AddSingleton<QualityRecords>();
        services.AddSingleton<QualityReports>();
        services.AddSingleton<RuleTrials>();
        services.AddSingleton<BiteTrials>();
        services.AddSingleton<Exchange.RuleExchange>();
        services.AddSingleton<TablePreviews>();
        services.AddSingleton<TableProfiles>();
        return services;
    }
}
