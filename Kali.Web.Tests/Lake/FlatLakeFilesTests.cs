using Kali.Data.Lake;
using Kali.Data.Lake.Gen2;
using Kali.Web.Tests.Emulators.Storage;
using Xunit;

namespace Kali.Web.Tests.Lake;

/// <summary>The lake of a developer: Azurite itself by its connection string, without folders and without dfs.</summary>
public sealed class FlatLakeFilesTests(StorageFixture storage) : LakeFilesContract, IAsyncLifetime
{
    private Gen2LakeFiles _files = null!;

    public override ILakeFiles Files => _files;

    public async ValueTask InitializeAsync()
    {
        var started = await storage.StartedAsync();
        var container = await started.NewContainerAsync();
        _files = new Gen2LakeFiles(new Gen2Account(new LakeOptions { ConnectionString = started.ConnectionString, Container = container.Name }));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
