using System.Net;
using System.Text;
using Xunit;

namespace Kali.Web.Tests.Uploads;

/// <summary>The core protocol's sentences with MUST, one by one.</summary>
public sealed class TusCoreTests : IAsyncLifetime
{
    private readonly TemporaryLake _lake = new();
    private UploadServer _server = null!;
    private TusClient _client = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await UploadServer.StartAsync(_lake.Folder);
        _client = _server.Client();
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
        _lake.Dispose();
    }

    [Fact]
    public async Task Options_TellsVersionsExtensionsAndLimits_WithoutTusResumable()
    {
        using var answer = await _client.SendAsync(HttpMethod.Options, "/api/uploads", version: null);
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Equal("1.0.0", answer.Headers.GetValues("Tus-Version").Single());
        Assert.Equal("creation,creation-with-upload,expiration,termination,checksum", answer.Headers.GetValues("Tus-Extension").Single());
        Assert.Equal("10000000000", answer.Headers.GetValues("Tus-Max-Size").Single());
        Assert.Contains("sha1", answer.Headers.GetValues("Tus-Checksum-Algorithm").Single().Split(','));
    }

    [Fact]
    public async Task Options_WithAnotherVersion_IgnoresIt()
    {
        using var answer = await _client.SendAsync(HttpMethod.Options, "/api/uploads", version: "0.2.2");
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("0.2.2")]
    public async Task AnyRequest_WithAnotherVersion_IsNotProcessed(string? version)
    {
        var upload = await _client.CreatedAsync(3);
        using var answer = await _client.SendAsync(HttpMethod.Patch, upload, TusClient.Bytes("abc"u8.ToArray()), version, ("Upload-Offset", "0"));
        Assert.Equal(HttpStatusCode.PreconditionFailed, answer.StatusCode);
        Assert.Equal("1.0.0", answer.Headers.GetValues("Tus-Version").Single());
        Assert.Equal(0, await _client.OffsetAsync(upload));
    }

    [Fact]
    public async Task Head_AlwaysTellsOffsetAndLength_AndIsNotCached()
    {
        var upload = await _client.CreatedAsync(3);
        using var before = await _client.HeadAsync(upload);
        (await _client.PatchAsync(upload, 0, "abc"u8.ToArray())).Dispose();
        using var after = await _client.HeadAsync(upload);
        Assert.Equal((0, 3), (TusClient.Offset(before), TusClient.Offset(after)));
        Assert.Equal("3", before.Headers.GetValues("Upload-Length").Single());
        Assert.Equal("no-store", before.Headers.CacheControl?.ToString());
        Assert.Equal("1.0.0", before.Headers.GetValues("Tus-Resumable").Single());
        Assert.Equal(TusClient.Metadata("orders.csv"), before.Headers.GetValues("Upload-Metadata").Single());
    }

    [Theory]
    [InlineData("/api/uploads/00000000000000000000000000000000")]
    [InlineData("/api/uploads/not-an-id")]
    public async Task Head_OfNoUpload_HasNoOffset(string upload)
    {
        using var answer = await _client.HeadAsync(upload);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.False(answer.Headers.Contains("Upload-Offset"));
    }

    [Fact]
    public async Task Patch_AnswersTheNewOffset()
    {
        var upload = await _client.CreatedAsync(10);
        using var first = await _client.PatchAsync(upload, 0, "12345"u8.ToArray());
        using var second = await _client.PatchAsync(upload, 5, "678"u8.ToArray());
        Assert.Equal((HttpStatusCode.NoContent, 5), (first.StatusCode, TusClient.Offset(first)));
        Assert.Equal((HttpStatusCode.NoContent, 8), (second.StatusCode, TusClient.Offset(second)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    public async Task Patch_AtAnotherOffset_ConflictsAndChangesNothing(long offset)
    {
        var upload = await _client.CreatedAsync(10);
        (await _client.PatchAsync(upload, 0, "12345"u8.ToArray())).Dispose();
        using var answer = await _client.PatchAsync(upload, offset, "xxx"u8.ToArray());
        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Equal(5, await _client.OffsetAsync(upload));
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("five")]
    [InlineData("1.5")]
    public async Task Patch_WithAnOffsetThatIsNoNumber_IsABadRequest(string offset)
    {
        var upload = await _client.CreatedAsync(10);
        using var answer = await _client.SendAsync(HttpMethod.Patch, upload, TusClient.Bytes("abc"u8.ToArray()), headers: [("Upload-Offset", offset)]);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task Patch_WithAnotherContentType_IsNotSupported()
    {
        var upload = await _client.CreatedAsync(3);
        using var content = new StringContent("abc", Encoding.UTF8, "text/csv");
        using var answer = await _client.PatchAsync(upload, 0, content);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.StatusCode);
        Assert.Equal(0, await _client.OffsetAsync(upload));
    }

    [Fact]
    public async Task Patch_OfNoUpload_IsNotFound()
    {
        using var answer = await _client.PatchAsync("/api/uploads/00000000000000000000000000000000", 0, "abc"u8.ToArray());
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task Patch_WithMoreBytesThanTheFileHas_IsTooLarge()
    {
        var upload = await _client.CreatedAsync(3);
        using var answer = await _client.PatchAsync(upload, 0, "abcdef"u8.ToArray());
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Equal(0, await _client.OffsetAsync(upload));
    }

    [Fact]
    public async Task Post_WithMethodOverride_IsThatMethod()
    {
        var upload = await _client.CreatedAsync(3);
        using var answer = await _client.SendAsync(
            HttpMethod.Post, upload, TusClient.Bytes("abc"u8.ToArray()), headers: [("Upload-Offset", "0"), ("X-HTTP-Method-Override", "PATCH")]);
        Assert.Equal((HttpStatusCode.NoContent, 3), (answer.StatusCode, TusClient.Offset(answer)));
    }

    [Fact]
    public async Task EveryAnswer_SaysTusResumable()
    {
        var upload = await _client.CreatedAsync(3);
        using var conflict = await _client.PatchAsync(upload, 2, "c"u8.ToArray());
        using var gone = await _client.HeadAsync("/api/uploads/00000000000000000000000000000000");
        using var ended = await _client.SendAsync(HttpMethod.Delete, upload);
        Assert.All([conflict, gone, ended], answer => Assert.Equal("1.0.0", answer.Headers.GetValues("Tus-Resumable").Single()));
    }

    [Fact]
    public async Task AnotherPerson_FindsNoUpload()
    {
        var upload = await _client.CreatedAsync(3);
        using var another = _server.Client("u-another");
        using var head = await another.HeadAsync(upload);
        using var patch = await another.PatchAsync(upload, 0, "abc"u8.ToArray());
        using var delete = await another.SendAsync(HttpMethod.Delete, upload);
        Assert.All([head, patch, delete], answer => Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode));
        Assert.Equal(0, await _client.OffsetAsync(upload));
    }

    [Fact]
    public async Task Nobody_IsToldToSignIn()
    {
        using var nobody = _server.Client("");
        using var answer = await nobody.CreateAsync(3);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }
}
