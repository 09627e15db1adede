using Kali.Data.Uploads;
using Microsoft.Extensions.DependencyInjection;

namespace Kali.Data.Ingest;

public static class IntakeServices
{
    /// <summary>Uploads become parts, parts become runs.</summary>
    public static IServiceCollection AddIntakes(this IServiceCollection services)
    {
        services.AddSingleton<FilePasswords>();
        services.AddSingleton<IntakeStore>();
        services.AddSingleton<IntakeReader>();
        services.AddSingleton(provider => new Intakes(
            provider.GetRequiredService<IntakeStore>(),
            provider.GetRequiredService<IntakeReader>(),
            provider.GetRequiredService<UploadSessions>(),
            provider.GetRequiredService<FilePasswords>(),
            provider.GetRequiredService<IPartLoads>()));
        services.AddSingleton<UploadScreening>(UploadContent.Screen);
        services.AddHostedService<IntakeWorker>();
        return services;
    }
}
