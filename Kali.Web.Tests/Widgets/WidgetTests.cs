using Bunit;
using Kali.Web.Shell;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Time.Testing;
using MudBlazor;
using MudBlazor.Services;
using Xunit;

namespace Kali.Web.Tests.Widgets;

/// <summary>A page's surroundings without a browser: MudBlazor with its scripts pretended, the texts, a clock the test moves.</summary>
public abstract class WidgetTests : IAsyncLifetime
{
    private InCulture? _culture;

    protected BunitContext Page { get; } = new();

    protected FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero));

    public ValueTask InitializeAsync()
    {
        _culture = new InCulture(Cultures.English);
        BunitContext.DefaultWaitTimeout = TimeSpan.FromMinutes(2);
        Page.JSInterop.Mode = JSRuntimeMode.Loose;
        Page.Services.AddMudServices();
        Page.Services.AddSingleton<TimeProvider>(Time);
        Page.Services.AddSingleton<IStringLocalizer<Texts>, JsonTexts>();
        Page.Render<MudPopoverProvider>();
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        // MudBlazor's services can only be let go of asynchronously.
        await Page.DisposeAsync();
        _culture?.Dispose();
        GC.SuppressFinalize(this);
    }
}
