using Azure.Core;
using Azure.Core.Pipeline;
using Kali.Data.Lake.Gen2;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace Kali.Data.Lake;

public static class LakeServices
{
    /// <summary>The lake where the settings say: a folder of this machine, or a container of a storage account.</summary>
    public static IServiceCollection AddLake(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddCheckedOptions<LakeOptions>(configuration, LakeOptions.Section);
        services.AddOptions<LakeOptions>().PostConfigure<IServiceProvider>((lake, provider) => lake.IsDevelopment = provider.GetService<IHostEnvironment>()?.IsDevelopment() ?? false);
        services.TryAddSingleton(provider => new Gen2Account(
            provider.GetRequiredService<LakeOptions>(), provider.GetKeyedService<TokenCredential>(LakeOptions.Section), provider.GetService<HttpPipelineTransport>(), provider.GetService<TimeProvider>()));
        services.TryAddSingleton<ILakeFiles>(provider => provider.GetRequiredService<LakeOptions>() is { IsInAzure: false } options
            ? new LocalLakeFiles(options.Root)
            : new Gen2LakeFiles(provider.GetRequiredService<Gen2Account>()));
        services.TryAddSingleton(provider => provider.GetRequiredService<LakeOptions>() is var options && options.IsInAzure
            ? new LakeAccess(provider.GetRequiredService<Gen2Account>().Folders, options.Groups, provider.GetRequiredService<KaliOptions>().IsProduction)
            : new LakeAccess(null, options.Groups, isProduction: false));
        return services;
    }
}
