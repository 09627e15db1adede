using System.Globalization;
using System.Net;
using Kali.Data.Uploads;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Kali.Web.Tests.Uploads;

/// <summary>Creation, creation with upload, expiration, checksum and termination.</summary>
public sealed class TusExtensionTests : IAsyncLifetime
{
    private readonly TemporaryLake _lake = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 9, 30, 22, 30, 0, TimeSpan.Zero));
    private UploadServer _server = null!;
    private TusClient _client = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await UploadServer.StartAsync(_lake.Folder, services => services.AddSingleton<TimeProvider>(_time), settings: ("Kali:Uploads:MaxBytes", "1000"));
        _client = _server.Client();
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
        _lake.Dispose();
    }

    [Fact]
    public async Task Post_CreatesAnUploadAtOffsetZero()
    {
        using var answer = await _client.CreateAsync(100);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        Assert.StartsWith("/api/uploads/", answer.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Equal(0, await _client.OffsetAsync(answer.Headers.Location.ToString()));
    }

    [Theory]
    [InlineData("Upload-Defer-Length", "1")]
    [InlineData("Upload-Length", "-5")]
    [InlineData("Upload-Length", "many")]
    [InlineData("X-Nothing", "1")]
    public async Task Post_WithoutAKnownLength_IsABadRequest(string header, string value)
    {
        using var answer = await _client.SendAsync(HttpMethod.Post, "/api/uploads", headers: [(header, value)]);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Theory]
    [InlineData("filename not_base64")]
    [InlineData("filename YQ==,filename Yg==")]
    [InlineData("filename YQ== Yg==")]
    [InlineData(",")]
    public async Task Post_WithMetadataThatIsNone_IsABadRequest(string metadata)
    {
        using var answer = await _client.SendAsync(HttpMethod.Post, "/api/uploads", headers: [("Upload-Length", "3"), ("Upload-Metadata", metadata)]);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task Post_OfMoreThanTheLimit_IsToldSoWithBothSizes()
    {
        using var answer = await _client.CreateAsync(1001, "sales.csv");
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Contains("sales.csv is 1 kB, Kali takes files up to 1 kB", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_OfAnEmptyFile_IsCompleteAtOnce()
    {
        var upload = await _client.CreatedAsync(0);
        using var head = await _client.HeadAsync(upload);
        Assert.Equal(0, TusClient.Offset(head));
        Assert.False(head.Headers.Contains("Upload-Expires"));
        Assert.Equal(UploadState.Complete, (await FoundAsync(upload)).State);
    }

    [Fact]
    public async Task Post_WithBytes_AnswersHowFarTheyCame()
    {
        using var answer = await _client.CreateAsync(5, bytes: "abc"u8.ToArray());
        Assert.Equal((HttpStatusCode.Created, 3), (answer.StatusCode, TusClient.Offset(answer)));
        using var rest = await _client.PatchAsync(answer.Headers.Location!.ToString(), 3, "de"u8.ToArray());
        Assert.Equal(5, TusClient.Offset(rest));
        Assert.Equal("abcde", await File.ReadAllTextAsync(Path.Combine(_lake.Folder, "raw/uploads/2026-09-30/u-uploader/orders.csv")));
    }

    [Fact]
    public async Task Post_WithBytesOfAnotherContentType_IsNotSupported()
    {
        using var answer = await _client.SendAsync(HttpMethod.Post, "/api/uploads", new StringContent("abc"), headers: [("Upload-Length", "3")]);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.StatusCode);
    }

    [Fact]
    public async Task UnfinishedUpload_SaysWhenItExpires_AndIsGoneThen()
    {
        using var created = await _client.CreateAsync(5);
        var upload = created.Headers.Location!.ToString();
        using var patched = await _client.PatchAsync(upload, 0, "abc"u8.ToArray());
        Assert.Equal("Wed, 07 Oct 2026 22:30:00 GMT", created.Headers.GetValues("Upload-Expires").Single());
        Assert.Equal("Wed, 07 Oct 2026 22:30:00 GMT", patched.Headers.GetValues("Upload-Expires").Single());
        _time.Advance(TimeSpan.FromDays(7.1));
        using var head = await _client.HeadAsync(upload);
        using var patch = await _client.PatchAsync(upload, 3, "de"u8.ToArray());
        Assert.Equal((HttpStatusCode.Gone, HttpStatusCode.Gone), (head.StatusCode, patch.StatusCode));
        Assert.False(head.Headers.Contains("Upload-Offset"));
    }

    [Fact]
    public async Task Clean_RemovesWhatExpired_AndNothingElse()
    {
        var old = await _client.CreatedAsync(5);
        (await _client.PatchAsync(old, 0, "abc"u8.ToArray())).Dispose();
        _time.Advance(TimeSpan.FromDays(6));
        var young = await _client.CreatedAsync(5);
        _time.Advance(TimeSpan.FromDays(2));
        await _server.Services.GetServices<Microsoft.Extensions.Hosting.IHostedService>().OfType<UploadCleaner>().Single().CleanAsync(TestContext.Current.CancellationToken);
        Assert.Equal(UploadState.Expired, (await FoundAsync(old)).State);
        Assert.Equal(UploadState.Receiving, (await FoundAsync(young)).State);
        var left = Directory.GetFiles(Path.Combine(_lake.Folder, "raw/uploads/.tmp"), "*.part");
        Assert.Equal($"{young.Split('/')[^1]}.part", Path.GetFileName(Assert.Single(left)));
    }

    [Fact]
    public async Task Patch_BringingBytes_PutsTheExpiryOff()
    {
        var upload = await _client.CreatedAsync(5);
        _time.Advance(TimeSpan.FromDays(6));
        using var patched = await _client.PatchAsync(upload, 0, "abc"u8.ToArray());
        Assert.Equal("Tue, 13 Oct 2026 22:30:00 GMT", patched.Headers.GetValues("Upload-Expires").Single());
    }

    [Theory]
    [InlineData("sha1", "Kq5sNclPz7QV2+lfQIuc6R7oRu0=")]
    [InlineData("sha256", "uU0nuZNNPgilLlLX2n2r+sSE7+N6U4DukIj3rOLvzek=")]
    [InlineData("md5", "XrY7u+Ae7tCTyyK7j1rNww==")]
    public async Task Patch_WithTheRightChecksum_IsTaken(string algorithm, string digest)
    {
        var upload = await _client.CreatedAsync(20);
        using var answer = await _client.PatchAsync(upload, 0, "hello world"u8.ToArray(), ("Upload-Checksum", $"{algorithm} {digest}"));
        Assert.Equal((HttpStatusCode.NoContent, 11), (answer.StatusCode, TusClient.Offset(answer)));
    }

    [Fact]
    public async Task Patch_WithAnotherChecksum_IsDiscarded()
    {
        var upload = await _client.CreatedAsync(20);
        (await _client.PatchAsync(upload, 0, "hello "u8.ToArray())).Dispose();
        using var answer = await _client.PatchAsync(upload, 6, "wurld"u8.ToArray(), ("Upload-Checksum", TusClient.Sha1("world"u8.ToArray())));
        Assert.Equal(460, (int)answer.StatusCode);
        Assert.Equal(6, await _client.OffsetAsync(upload));
        (await _client.PatchAsync(upload, 6, "world, hello!!"u8.ToArray())).Dispose();
        Assert.Equal("hello world, hello!!", await File.ReadAllTextAsync(Path.Combine(_lake.Folder, "raw/uploads/2026-09-30/u-uploader/orders.csv")));
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData("hello world, hello!!"u8)), (await FoundAsync(upload)).Sha256);
    }

    [Theory]
    [InlineData("crc7 AAAA")]
    [InlineData("sha1 AAAA")]
    [InlineData("sha1")]
    public async Task Patch_WithAnUnknownChecksum_IsABadRequestAndStoresNothing(string checksum)
    {
        var upload = await _client.CreatedAsync(20);
        using var answer = await _client.PatchAsync(upload, 0, "hello world"u8.ToArray(), ("Upload-Checksum", checksum));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(0, await _client.OffsetAsync(upload));
    }

    [Fact]
    public async Task Delete_EndsTheUploadAndFreesTheDisk()
    {
        var upload = await _client.CreatedAsync(20);
        (await _client.PatchAsync(upload, 0, "hello world"u8.ToArray())).Dispose();
        using var deleted = await _client.SendAsync(HttpMethod.Delete, upload);
        using var head = await _client.HeadAsync(upload);
        using var patch = await _client.PatchAsync(upload, 11, "x"u8.ToArray());
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        Assert.Equal((HttpStatusCode.Gone, HttpStatusCode.Gone), (head.StatusCode, patch.StatusCode));
        Assert.Empty(Directory.GetFiles(Path.Combine(_lake.Folder, "raw/uploads/.tmp"), "*.part"));
    }

    [Fact]
    public async Task Delete_OfAFileThatARunHasTaken_LeavesItInTheLake()
    {
        var upload = await _client.CreatedAsync(3);
        (await _client.PatchAsync(upload, 0, "abc"u8.ToArray())).Dispose();
        await _server.Uploads.TakeAsync(IdOf(upload), TestContext.Current.CancellationToken);
        using var deleted = await _client.SendAsync(HttpMethod.Delete, upload);
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        Assert.True(File.Exists(Path.Combine(_lake.Folder, "raw/uploads/2026-09-30/u-uploader/orders.csv")));
    }

    [Fact]
    public async Task FilesOfOneName_LieBesideEachOther()
    {
        foreach (var content in new[] { "one", "two", "six" })
            (await _client.PatchAsync(await _client.CreatedAsync(3), 0, System.Text.Encoding.ASCII.GetBytes(content))).Dispose();
        var folder = Path.Combine(_lake.Folder, "raw/uploads/2026-09-30/u-uploader");
        Assert.Equal(3, Directory.GetFiles(folder).Length);
        Assert.Equal("one", await File.ReadAllTextAsync(Path.Combine(folder, "orders.csv")));
    }

    [Theory]
    [InlineData("../../../etc/passwd")]
    [InlineData("..")]
    [InlineData("C:\\Windows\\system.ini")]
    [InlineData("a\u0000b\r\n.csv")]
    [InlineData("CON.csv")]
    [InlineData("Größe & \"Gewicht\" 100 % 📦.csv")]
    public async Task AnyName_IsALabelAndStaysInsideTheLake(string name)
    {
        var upload = await _client.CreatedAsync(3, name);
        (await _client.PatchAsync(upload, 0, "abc"u8.ToArray())).Dispose();
        var found = await FoundAsync(upload);
        Assert.Equal(name, found.FileName);
        Assert.Equal("abc", await File.ReadAllTextAsync(Path.Combine(_lake.Folder, found.Place!.Value.Value)));
        Assert.Equal("raw/uploads/2026-09-30/u-uploader", found.Place.Value.Value[..found.Place.Value.Value.LastIndexOf('/')]);
    }

    private async Task<Upload> FoundAsync(string upload) =>
        (await _server.Uploads.FindAsync(IdOf(upload), UploadServer.Uploader, TestContext.Current.CancellationToken))!;

    private static UploadId IdOf(string upload) => UploadId.Parse(upload.Split('/')[^1]);
}
