namespace Kali.Web.Uploads;

public static class UploadPages
{
    /// <summary>What upload pages need in each circuit.</summary>
    public static IServiceCollection AddUploadPages(this IServiceCollection services) => services.AddScoped<BrowserUploads>();
}
