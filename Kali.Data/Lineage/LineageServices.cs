using Kali.Data.Pipeline;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Kali.Data.Lineage;

internal static class LineageServices
{
    public static IServiceCollection AddLineage(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddCheckedOptions<OpenLineageOptions>(configuration, OpenLineageOptions.Section);
        services.AddSingleton<IRunSubscriber, LineageRecorder>();
        services.AddSingleton<OpenLineageOutbox>();
        services.AddSingleton<IRunSubscriber, OpenLineageReporter>();
        services.AddHttpClient(OpenLineageSender.HttpClientName);
        services.AddHostedService<OpenLineageSender>();
        services.AddSingleton<LineageGraphs>();
        services.AddSingleton<RowStories>();
        return services;
    }
}
