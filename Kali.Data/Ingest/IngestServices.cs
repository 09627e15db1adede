using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Kali.Data.Ingest;

internal static class IngestServices
{
    /// <summary>Reading files: what they are, what they hold, their rows.</summary>
    public static IServiceCollection AddIngest(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddCheckedOptions<IngestOptions>(configuration, IngestOptions.Section);
        services.AddSingleton<FileReading>();
        services.AddSingleton<FileConversion>();
        return services;
    }
}
