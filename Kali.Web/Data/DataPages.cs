namespace Kali.Web.Data;

/// <summary>The pages of one dataset, and of its rules.</summary>
public static class DataPages
{
    public static void AddDataPages(this IServiceCollection services) => services.AddScoped<DatasetViews>();
}
