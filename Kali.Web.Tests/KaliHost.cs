using Kali.Web.Shell;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Kali.Web.Tests;

/// <summary>The whole application on a lake of its own. In memory by default; <see cref="OnRealPort"/> gives browsers something to call.</summary>
public sealed class KaliHost : WebApplicationFactory<App>
{
    private readonly TemporaryFolder _lake = new();
    private bool _isGone;
    private readonly string _environment;
    private readonly IReadOnlyDictionary<string, string?> _settings;
    private readonly Action<IServiceCollection>? _services;

    public KaliHost(string environment = "Development", IReadOnlyDictionary<string, string?>? settings = null, Action<IServiceCollection>? services = null) =>
        (_environment, _settings, _services) = (environment, settings ?? new Dictionary<string, string?>(), services);

    public string LakeFolder => _lake.Path;

    /// <summary>Where its pages begin: where it listens, and the base path that it was given.</summary>
    public Uri Address => new(ClientOptions.BaseAddress, $"{_settings.GetValueOrDefault("Kali:Proxy:BasePath")}/");

    /// <summary>Started on a free port of this computer.</summary>
    public static KaliHost OnRealPort(IReadOnlyDictionary<string, string?>? settings = null, Action<IServiceCollection>? services = null)
    {
        var host = new KaliHost("Development", settings, services);
        host.UseKestrel(0);
        host.StartServer();
        return host;
    }

    /// <summary>A client that keeps cookies and follows nothing by itself.</summary>
    public HttpClient Caller() => CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false, HandleCookies = true, BaseAddress = Address });

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment(_environment);
        builder.UseSetting("Kali:Lake:Folder", _lake.Path);
        foreach (var (key, value) in _settings)
            builder.UseSetting(key, value);
        builder.ConfigureLogging(logging => logging.ClearProviders().AddProvider(new TestLog()).SetMinimumLevel(LogLevel.Warning));
        if (_services is not null)
            builder.ConfigureServices(_services);
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (!disposing || _isGone)
            return;
        _isGone = true;
        _lake.Dispose();
    }
}
