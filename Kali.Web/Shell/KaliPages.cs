using Microsoft.Extensions.Localization;
using MudBlazor;
using MudBlazor.Services;

namespace Kali.Web.Shell;

/// <summary>The pages and what they are made of.</summary>
public static class KaliPages
{
    public static void AddKaliPages(this IServiceCollection services)
    {
        // A statement of Explore comes in one message: up to 100,000 characters of three bytes and their escapes.
        services.AddRazorComponents().AddInteractiveServerComponents().AddHubOptions(hub => hub.MaximumReceiveMessageSize = 640 * 1024);
        services.AddMudServices(options =>
        {
            options.SnackbarConfiguration.PositionClass = Defaults.Classes.Position.BottomLeft;
            options.SnackbarConfiguration.MaxDisplayedSnackbars = 1;
            options.SnackbarConfiguration.VisibleStateDuration = 10_000;
        });
        services.AddSingleton<IStringLocalizer<Texts>, JsonTexts>();
        services.AddTransient<MudLocalizer, Mud.MudTexts>();
        services.AddScoped<PaletteSearch>();
        services.AddScoped<Home.HomeReading>();
        services.AddSingleton<Catalog.CatalogReading>();
        services.AddSingleton<Lineage.LineageReading>();
    }

    public static void MapKaliPages(this WebApplication app)
    {
        app.MapStaticAssets().AllowAnonymous();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode(options => options.ContentSecurityFrameAncestorsPolicy = null);
    }
}
