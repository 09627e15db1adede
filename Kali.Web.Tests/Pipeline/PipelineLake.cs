using Kali.Data;
using Kali.Data.Ingest;
using Kali.Data.Pipeline;
using Kali.Data.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Kali.Web.Tests.Pipeline;

/// <summary>Kali's services over a lake of their own, as a process has them; several may stand on one folder.</summary>
internal sealed class PipelineLake : IAsyncDisposable
{
    private readonly bool _ownsFolder;

    private PipelineLake(string folder, bool ownsFolder, ServiceProvider services) => (Folder, _ownsFolder, Services) = (folder, ownsFolder, services);

    public string Folder { get; }

    public ServiceProvider Services { get; }

    public Runs Runs => Get<Runs>();

    public static Actor Steward { get; } = new("u-steward", "Steward", [KaliRole.DataEngineer]);

    public static Actor One { get; } = new("u-one", "Business user one", [KaliRole.BusinessUser]);

    public static Actor Two { get; } = new("u-two", "Business user two", [KaliRole.BusinessUser]);

    public static async Task<PipelineLake> OpenAsync(
        Action<IServiceCollection>? change = null, TimeProvider? time = null, string? folder = null, params (string Key, string Value)[] settings)
    {
        var place = folder ?? Directory.CreateTempSubdirectory("kali-runs-").FullName;
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)).Append(KeyValuePair.Create("Kali:Lake:Folder", (string?)place)))
            .Build();
        var services = new ServiceCollection();
        if (time is not null)
            services.AddSingleton(time);
        services.AddSingleton<IConfiguration>(configuration);
        services.AddKaliData(configuration);
        change?.Invoke(services);
        var lake = new PipelineLake(place, folder is null, services.BuildServiceProvider());
        await lake.Get<KaliStart>().PrepareAsync(CancellationToken.None);
        return lake;
    }

    public T Get<T>()
        where T : notnull => Services.GetRequiredService<T>();

    public KaliStore Store() => Get<IDbContextFactory<KaliStore>>().CreateDbContext();

    /// <summary>Only these steps, in the place of the real ones.</summary>
    public static Action<IServiceCollection> WithSteps(params RunStep[] steps) => services =>
    {
        services.RemoveAll<RunStep>();
        foreach (var step in steps)
            services.AddSingleton(step);
    };

    public static PartToLoad Part(string dataset, string key, long bytes = 100) => new()
    {
        Key = key,
        UploadId = key,
        ReceivedAs = $"raw/uploads/2026-11-23/u-one/{key}.csv",
        FileName = $"{key}.csv",
        FileBytes = bytes,
        UploadedAt = new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.Zero),
        Part = new Part(null, null, $"{key}.csv", new FileFacts { File = $"{key}.csv", Format = "csv" }) { DatasetName = dataset },
        Dataset = new DatasetName("kali_dev", dataset),
        DatasetLabel = dataset,
        SourceName = dataset,
        Mode = IngestMode.Append,
        Columns = [],
    };

    public async ValueTask DisposeAsync()
    {
        await Services.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        if (_ownsFolder)
            Directory.Delete(Folder, recursive: true);
    }
}
