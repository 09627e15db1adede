using Kali.Web.Tests.Emulators.Storage;
using Xunit;

namespace Kali.Web.Tests.Lake;

/// <summary>Microsoft's own SDK for JavaScript drives the emulated account's dfs endpoint.</summary>
public sealed class DataLakeSdkTests(StorageFixture fixture)
{
    [Fact]
    public async Task FoldersFilesRenamesAndAccessLists_AreTheServicesOwnToItsSdk()
    {
        var script = Node.Script("storage.mjs", "@azure/storage-file-datalake");
        var storage = await fixture.StartedAsync();

        var said = await Node.RunAsync(script, [("NODE_EXTRA_CA_CERTS", storage.CertificateFile)], TestContext.Current.CancellationToken, storage.Address.ToString(), storage.Token);

        Assert.Contains("all of it as the SDK expects", said, StringComparison.Ordinal);
    }
}
