using System.Net;
using System.Security.Cryptography;
using Kali.Data.Lake;
using Kali.Data.Uploads;
using Kali.Web.Tests.Emulators.Http;
using Kali.Web.Tests.Emulators.Storage;
using Kali.Web.Tests.Lake;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Kali.Web.Tests.Uploads;

/// <summary>Uploads into a lake in Azure: staged as blocks, gone on with from the service's own list of them, committed as one file.</summary>
public sealed class Gen2UploadTests(StorageFixture storage) : UploadResumeContract
{
    private Gen2Lake _gen2 = null!;

    protected override int Files => 2;

    public override async ValueTask InitializeAsync()
    {
        _gen2 = await Gen2Lake.NewAsync(storage);
        await base.InitializeAsync();
    }

    protected override void AddLake(IServiceCollection services) => services.AddSingleton<ILakeFiles>(_gen2.Again());

    [Fact]
    public async Task AFile_IsSeenByNobodyBeforeItIsWhole_AndGoesOnAfterARestart()
    {
        var bytes = new byte[300_000];
        new Random(5).NextBytes(bytes);
        using var client = Server.Client();
        var upload = await client.CreatedAsync(bytes.Length, "Umsätze 100 % \"neu\" 😀.csv");
        (await client.PatchAsync(upload, 0, bytes[..200_001])).Dispose();
        Assert.DoesNotContain(_gen2.Container.Calls, call => call.Contains("comp=blocklist", StringComparison.Ordinal) && call.StartsWith("PUT", StringComparison.Ordinal));

        await RestartAsync();
        using var after = Server.Client();
        Assert.Equal(200_001, await after.OffsetAsync(upload));
        (await after.PatchAsync(upload, 200_001, bytes[200_001..])).Dispose();

        var whole = await Server.Uploads.FindAsync(UploadId.Parse(upload.Split('/')[^1]), UploadServer.Uploader, Token);
        Assert.Equal((UploadState.Complete, Convert.ToHexStringLower(SHA256.HashData(bytes))), (whole!.State, whole.Sha256));
        Assert.EndsWith("Umsätze 100 % _neu_ 😀.csv", whole.Place!.Value.Value, StringComparison.Ordinal);
        Assert.Equal(bytes, await StoredAsync(whole));
    }

    [Fact]
    public async Task AnUploadThatAKilledProcessHeld_IsGoneOnWithAsSoonAsItsLeaseEnds()
    {
        using var client = Server.Client();
        var upload = await client.CreatedAsync(100_000);
        (await client.PatchAsync(upload, 0, new byte[50_000])).Dispose();
        var name = upload.Split('/')[^1];
        var killed = (await _gen2.Again().StagedIn(new LakePath("raw/uploads/.tmp")).TryLockAsync(name, Token))!;
        var before = Looks(name);

        var offset = client.OffsetAsync(upload);
        await Until.ItHolds(() => Looks(name) > before + 1, Token);
        Assert.False(offset.IsCompleted);
        await killed.DisposeAsync();

        Assert.Equal(50_000, await offset);
    }

    private int Looks(string name) => _gen2.Container.Calls.Count(call => call.Contains($"{name}.lock?comp=lease", StringComparison.Ordinal));

    [Fact]
    public async Task TwoFilesOfOneName_LieBesideEachOther()
    {
        using var client = Server.Client();
        foreach (var content in new[] { "first"u8.ToArray(), "other"u8.ToArray() })
            (await client.CreateAsync(content.Length, bytes: content)).Dispose();

        var places = new List<string>();
        await foreach (var file in _gen2.Files.ListAsync(new LakePath("raw/uploads"), Token))
            places.Add(file.Path.Name);

        Assert.Equal(["orders (2).csv", "orders.csv"], places);
    }

    [Fact]
    public async Task AStorageThatIsAway_KeepsWhatCameAndSaysSo()
    {
        using var client = Server.Client();
        var upload = await client.CreatedAsync(100_000);
        (await client.PatchAsync(upload, 0, new byte[50_000])).Dispose();
        _gen2.Container.Inject(new Fault(FaultKind.Internal, "PUT", "comp=block&"));

        using (var away = await client.PatchAsync(upload, 50_000, new byte[50_000]))
            Assert.Equal(HttpStatusCode.InsufficientStorage, away.StatusCode);

        Assert.Equal(50_000, await client.OffsetAsync(upload));
        using var again = await client.PatchAsync(upload, 50_000, new byte[50_000]);
        Assert.Equal(HttpStatusCode.NoContent, again.StatusCode);
    }

    [Fact]
    public async Task AnUploadThatIsEnded_LeavesNothing()
    {
        using var client = Server.Client();
        var upload = await client.CreatedAsync(100_000);
        (await client.PatchAsync(upload, 0, new byte[50_000])).Dispose();

        Assert.True(await Server.Uploads.EndAsync(UploadId.Parse(upload.Split('/')[^1]), UploadServer.Uploader, Token));

        var staged = _gen2.Files.StagedIn(new LakePath("raw/uploads/.tmp"));
        Assert.Equal(0, await staged.LengthAsync(upload.Split('/')[^1], Token));
    }
}
