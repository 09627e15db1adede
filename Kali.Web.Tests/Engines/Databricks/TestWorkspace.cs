using Kali.Data.Engines;
using Kali.Data.Engines.Databricks;
using Kali.Data.Lake;
using Kali.Web.Tests.Emulators;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Kali.Web.Tests.Engines.Databricks;

/// <summary>The Databricks engine over an emulated workspace of its own. The service's clock can be moved; Kali's own is real.</summary>
public sealed class TestWorkspace : IDisposable
{
    private readonly TemporaryFolder _lake = new();
    private readonly List<ServiceProvider> _others = [];
    private readonly ServiceProvider _services;
    private readonly IConfiguration _configuration;

    public TestWorkspace(Action<IServiceCollection>? with = null, params (string Key, string Value)[] settings)
    {
        Emulated = new EmulatedWorkspace(Time);
        Settings = SettingsOf(EmulatedDatabricks.AddressAsync().GetAwaiter().GetResult().ToString(), Emulated.Token, settings);
        _configuration = new ConfigurationBuilder().AddInMemoryCollection(Settings).Build();
        _services = Start(with);
    }

    private ServiceProvider Start(Action<IServiceCollection>? with)
    {
        var services = new ServiceCollection().AddLogging().AddSingleton<ITableAccess>(new TestAccess()).AddSingleton<ILakeFiles>(new LocalLakeFiles(_lake.Path));
        with?.Invoke(services);
        AddTo(services);
        return services.BuildServiceProvider();
    }

    /// <summary>The same for another instance of the application, with nothing in common but workspace and lake.</summary>
    public ILakehouse AnotherInstance()
    {
        _others.Add(Start(null));
        return _others[^1].GetRequiredService<ILakehouse>();
    }

    /// <summary>What a process is told to work on an emulated workspace, of this process or of another one; without the pauses that a real one is owed.</summary>
    public static IConfiguration Configuration(string address, string token, params (string Key, string Value)[] settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(SettingsOf(address, token, settings)).Build();

    /// <summary>The service's clock.</summary>
    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero));

    public EmulatedWorkspace Emulated { get; }

    /// <summary>What an admin sets to let Kali use this workspace; without the pauses that a real one is owed.</summary>
    public Dictionary<string, string?> Settings { get; }

    public ILakehouse Lakehouse => _services.GetRequiredService<ILakehouse>();

    public ISandbox Sandbox => _services.GetRequiredService<ISandbox>();

    /// <summary>Puts this workspace's engine in the place of the one there.</summary>
    public void AddTo(IServiceCollection services) => services.AddDatabricksEngine(_configuration);

    public T Get<T>() where T : notnull => _services.GetRequiredService<T>();

    private static Dictionary<string, string?> SettingsOf(string address, string token, params (string Key, string Value)[] more)
    {
        var settings = new Dictionary<string, string?>
        {
            ["Workspace"] = address,
            ["WarehouseId"] = EmulatedWorkspace.WarehouseId,
            ["PersonalAccessToken"] = token,
            ["RequestsPerSecond"] = "5000",
            ["FirstPause"] = "00:00:00.005",
            ["FirstLookPause"] = "00:00:00.005",
            ["TellsWaitAfter"] = "00:00:00",
            ["VersionsHoldFor"] = "00:00:00",
        };
        foreach (var (key, value) in more)
            settings[key] = value;
        return settings.ToDictionary(setting => $"{DatabricksOptions.Section}:{setting.Key}", setting => setting.Value);
    }

    public void Dispose()
    {
        _services.Dispose();
        _others.ForEach(other => other.Dispose());
        Emulated.Dispose();
        _lake.Dispose();
    }
}
