using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Kali.Data.Explore;

internal static class ExploreServices
{
    public static IServiceCollection AddExplore(this IServiceCollection services, IConfiguration configuration) => services
        .AddCheckedOptions<ExploreOptions>(configuration, ExploreOptions.Section)
        .AddSingleton<Explorer>()
        .AddSingleton<Quality.IRuleQueries, GuardedRuleQueries>()
        .AddSingleton<SavedQueries>()
        .AddSingleton<Export.DatasetDownloads>()
        .AddSingleton<AnswerTrust>();
}
