using Kali.Data.Engines;
using Kali.Data.Engines.Embedded;
using Kali.Data.Lake;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Kali.Web.Tests.Engines;

/// <summary>A lake in a folder of its own with the embedded engine over it, gone with the test.</summary>
public sealed class TestLake : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ServiceProvider _services;

    /// <param name="access">Who may read and change what.</param>
    /// <param name="on">The folder of another one, on whose tables this works as another process does.</param>
    /// <param name="settings">Of the engine.</param>
    public TestLake(ITableAccess? access = null, string? on = null, params (string Key, string Value)[] settings)
    {
        Folder = on ?? _folder.Path;
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create($"{EmbeddedOptions.Section}:{setting.Key}", (string?)setting.Value)))
            .Build();
        _services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<TimeProvider>(Time)
            .AddSingleton<ILakeFiles>(new LocalLakeFiles(Folder))
            .AddSingleton(access ?? new TestAccess())
            .AddEmbeddedEngine(configuration)
            .BuildServiceProvider();
    }

    /// <summary>Starts now, because the ages of files are told by the file system.</summary>
    public FakeTimeProvider Time { get; } = new(TimeProvider.System.GetUtcNow());

    public string Folder { get; }

    public ILakehouse Lakehouse => _services.GetRequiredService<ILakehouse>();

    public T Get<T>() where T : notnull => _services.GetRequiredService<T>();

    public string At(params string[] parts) => _folder.At(parts);

    public void Dispose()
    {
        _services.Dispose();
        _folder.Dispose();
    }
}
