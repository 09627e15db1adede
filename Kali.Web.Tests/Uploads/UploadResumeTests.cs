using System.Net;
using Kali.Data.Lake;
using Kali.Data.Uploads;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Kali.Web.Tests.Uploads;

public sealed class UploadResumeTests : UploadResumeContract
{
    protected override void AddLake(IServiceCollection services) => services.AddSingleton<ILakeFiles>(new LocalLakeFiles(Lake.Folder));

    [Fact]
    public async Task AServerKilledInsideAHashedChunk_GoesOnBeforeThatChunk()
    {
        using var client = Server.Client();
        var upload = await client.CreatedAsync(10);
        (await client.PatchAsync(upload, 0, "0123"u8.ToArray())).Dispose();
        var tmp = Path.Combine(Lake.Folder, "raw/uploads/.tmp");
        var id = upload.Split('/')[^1];
        // What a killed process leaves: the mark, and bytes nobody has verified.
        await File.WriteAllBytesAsync(Path.Combine(tmp, $"{id}.4.hold"), [], Token);
        await File.AppendAllTextAsync(Path.Combine(tmp, $"{id}.part"), "xx", Token);
        Assert.Equal(4, await client.OffsetAsync(upload));
        (await client.PatchAsync(upload, 4, "456789"u8.ToArray())).Dispose();
        var whole = await Server.Uploads.FindAsync(UploadId.Parse(id), UploadServer.Uploader, Token);
        Assert.Equal("0123456789", await File.ReadAllTextAsync(Path.Combine(Lake.Folder, whole!.Place!.Value.Value), Token));
    }

    [Fact]
    public async Task AServerKilledBetweenTheLastByteAndThePlace_FinishesWhenAsked()
    {
        using var client = Server.Client();
        var upload = await client.CreatedAsync(4);
        var id = upload.Split('/')[^1];
        await File.WriteAllTextAsync(Path.Combine(Lake.Folder, "raw/uploads/.tmp", $"{id}.part"), "abcd", Token);
        Assert.Equal(4, await client.OffsetAsync(upload));
        var whole = await Server.Uploads.FindAsync(UploadId.Parse(id), UploadServer.Uploader, Token);
        Assert.Equal(UploadState.Complete, whole!.State);
        Assert.Equal("abcd", await File.ReadAllTextAsync(Path.Combine(Lake.Folder, whole.Place!.Value.Value), Token));
    }

    [Fact]
    public async Task TheSameBytesAgain_AreKnown()
    {
        var first = await Server.Uploads.BringAsync("a.csv", new MemoryStream("x,y\n1,2\n"u8.ToArray()), UploadServer.Uploader, Token);
        var second = await Server.Uploads.BringAsync("b.csv", new MemoryStream("x,y\n1,2\n"u8.ToArray()), UploadServer.Uploader, Token);
        Assert.Equal(first.Id, (await Server.Uploads.EarlierEqualAsync(second, UploadServer.Uploader, Token))?.Id);
        Assert.Null(await Server.Uploads.EarlierEqualAsync(second, UploadServer.Uploader with { UserId = "u-another" }, Token));
    }

    [Fact]
    public async Task AnotherRequest_StopsTheOneThatHangs_AndWhatCameIsKept()
    {
        using var client = Server.Client();
        var upload = await client.CreatedAsync(100);
        using var hanging = new HangingContent("0123456789"u8.ToArray(), announced: 100);
        var first = client.PatchAsync(upload, 0, hanging);
        // The bytes have left; the server has them when its offset says so, and asking makes it store them.
        await hanging.Sent;
        long offset;
        do
            offset = await client.OffsetAsync(upload);
        while (offset == 0 && !first.IsCompleted);
        using (var second = await client.PatchAsync(upload, offset, new byte[100 - offset]))
            Assert.Equal((HttpStatusCode.NoContent, 100), (second.StatusCode, TusClient.Offset(second)));
        hanging.Release();
        try
        {
            using var answer = await first;
            Assert.Equal(HttpStatusCode.Locked, answer.StatusCode);
        }
        catch (HttpRequestException)
        {
            // The server may close the connection before the sender reads its answer.
        }
    }
}
