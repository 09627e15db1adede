using Kali.Data.Lake;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Kali.Data.Uploads;

public static class UploadServices
{
    public static IServiceCollection AddUploads(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddCheckedOptions<UploadOptions>(configuration, UploadOptions.Section);
        services.AddSingleton<UploadFeed>();
        services.AddSingleton<UploadRecords>();
        services.AddSingleton(provider => provider.GetRequiredService<ILakeFiles>().StagedIn(new LakePath("raw/uploads/.tmp")));
        services.AddSingleton<UploadLocks>();
        services.AddSingleton<RunningHashes>();
        services.AddSingleton<UploadFinish>();
        services.AddSingleton<UploadReceiver>();
        services.AddSingleton(provider => new UploadSessions(
            provider.GetRequiredService<ILakeFiles>(),
            provider.GetRequiredService<UploadRecords>(),
            provider.GetRequiredService<IStagedFiles>(),
            provider.GetRequiredService<UploadLocks>(),
            provider.GetRequiredService<RunningHashes>(),
            provider.GetRequiredService<UploadReceiver>(),
            provider.GetRequiredService<UploadFeed>(),
            provider.GetRequiredService<UploadOptions>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddHostedService<UploadCleaner>();
        return services;
    }
}
