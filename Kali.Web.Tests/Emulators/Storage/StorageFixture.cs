using Kali.Web.Tests.Emulators.Storage;
using Xunit;

[assembly: AssemblyFixture(typeof(StorageFixture))]

namespace Kali.Web.Tests.Emulators.Storage;

/// <summary>The emulated storage account of a test run: started by the first test that needs it, ended with the run.</summary>
public sealed class StorageFixture : IAsyncDisposable
{
    private readonly Lazy<Task<EmulatedStorage>> _started = new(EmulatedStorage.StartAsync);

    /// <summary>The account; without Azurite's package the test is skipped, and fails so in CI.</summary>
    public Task<EmulatedStorage> StartedAsync()
    {
        _ = Node.Script("azurite.mjs", "azurite");
        return _started.Value;
    }

    public async ValueTask DisposeAsync()
    {
        if (_started.IsValueCreated)
            await (await _started.Value).DisposeAsync();
    }
}
