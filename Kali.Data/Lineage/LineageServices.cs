using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Kali.Data.Lineage;

internal static class LineageServices
{
    public static IServiceCollection AddLineage(this IServiceCollection services, IConfiguration configuration)
    {
        return services;
    }
}
