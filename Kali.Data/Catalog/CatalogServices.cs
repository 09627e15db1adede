using Kali.Data.Engines;
using Microsoft.Extensions.DependencyInjection;

namespace Kali.Data.Catalog;

internal static class CatalogServices
{
    public static IServiceCollection AddCatalog(this IServiceCollection services)
    {
        services.AddSingleton<Datasets>();
        services.AddSingleton<DatasetLife>();
        services.AddSingleton<DatasetSettings>();
        services.AddSingleton<DatasetVersions>();
        services.AddSingleton<CatalogSearch>();
        services.AddSingleton<DatasetSizes>();
        services.AddSingleton<TableVersions>();
        services.AddSingleton<VersionComparing>();
        services.AddSingleton<VersionRestoring>();
        services.AddSingleton<People>();
        services.AddSingleton<ITableAccess, TableAccess>();
        return services;
    }
}
