namespace Kali.Web.Tests.Uploads;

/// <summary>A folder of a test's own, gone after it.</summary>
internal sealed class TemporaryLake : IDisposable
{
    public string Folder { get; } = Path.Combine(Path.GetTempPath(), $"kali-uploads-{Guid.NewGuid():N}");

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        if (Directory.Exists(Folder))
            Directory.Delete(Folder, recursive: true);
    }
}
