using Kali.Data.Engines;
using Kali.Data.Engines.Databricks;
using Kali.Web.Tests.Emulators;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Kali.Web.Tests.Engines.Databricks;

/// <summary>The Databricks engine over an emulated workspace of its own. The service's clock can be moved; Kali's own is real.</summary>
public sealed class TestWorkspace : IDisposable
{
    private readonly ServiceProvider _services;
    private readonly IConfiguration _configuration;

    public TestWorkspace(Action<IServiceCollection>? with = null, params (string Key, string Value)[] settings)
    {
        Emulated = new EmulatedWorkspace(Time);
        _configuration = Configuration(EmulatedDatabricks.AddressAsync().GetAwaiter().GetResult().ToString(), Emulated.Token, settings);
        var services = new ServiceCollection().AddLogging().AddSingleton<ITableAccess>(new TestAccess());
        with?.Invoke(services);
        AddTo(services);
        _services = services.BuildServiceProvider();
    }

    /// <summary>What a process is told to work on an emulated workspace, of this process or of another one.</summary>
    public static IConfiguration Configuration(string address, string token, params (string Key, string Value)[] settings) => new ConfigurationBuilder()
        .AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Workspace"] = address,
            ["WarehouseId"] = EmulatedWorkspace.WarehouseId,
            ["PersonalAccessToken"] = token,
            ["RequestsPerSecond"] = "5000",
            ["FirstPause"] = "00:00:00.005",
            ["FirstLookPause"] = "00:00:00.005",
        }.Concat(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value))).GroupBy(setting => setting.Key).Select(group =>
            KeyValuePair.Create($"{DatabricksOptions.Section}:{group.Key}", group.Last().Value)))
        .Build();

    /// <summary>The service's clock.</summary>
    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero));

    public EmulatedWorkspace Emulated { get; }

    public ILakehouse Lakehouse => _services.GetRequiredService<ILakehouse>();

    /// <summary>Puts this workspace's engine in the place of the one there.</summary>
    public void AddTo(IServiceCollection services) => services.AddDatabricksEngine(_configuration);

    public T Get<T>() where T : notnull => _services.GetRequiredService<T>();

    public void Dispose()
    {
        _services.Dispose();
        Emulated.Dispose();
    }
}
