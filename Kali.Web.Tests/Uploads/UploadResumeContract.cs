using System.Buffers;
using System.IO.Pipelines;
using System.Security.Cryptography;
using CsCheck;
using Kali.Data.Lake;
using Kali.Data.Uploads;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Kali.Web.Tests.Uploads;

/// <summary>Whatever happens to the connection, the file that arrives is the file that was sent.</summary>
public abstract class UploadResumeContract : IAsyncLifetime
{
    private readonly TemporaryLake _lake = new();
    private UploadServer _server = null!;

    private protected TemporaryLake Lake => _lake;

    private protected UploadServer Server => _server;

    /// <summary>How many files are sent through chance.</summary>
    protected virtual int Files => 15;

    public virtual async ValueTask InitializeAsync() => _server = await UploadServer.StartAsync(_lake.Folder, AddLake);

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _lake.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>The lake as a process that has just started has it.</summary>
    protected abstract void AddLake(IServiceCollection services);

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>One request of a sender: how many bytes it announces, how many really come, whether they are hashed, and whether one is broken.</summary>
    private sealed record Attempt(int Announced, int Sent, bool IsHashed, bool IsBroken, bool ServerForgets);

    [Fact]
    public async Task AnyChunkingWithAbortsAndRetries_ArrivesAsTheSameBytes()
    {
        var attempts =
            from announced in Gen.Int[1, 90_000]
            from sent in Gen.Int[0, 90_000]
            from hashed in Gen.Bool
            from broken in Gen.Frequency((4, Gen.Const(false)), (1, Gen.Const(true)))
            from forgets in Gen.Frequency((5, Gen.Const(false)), (1, Gen.Const(true)))
            select new Attempt(announced, Math.Min(sent, announced), hashed, broken, forgets);
        await Gen.Select(Gen.Int[0, 400_000], attempts.List[1, 25], Gen.Int[0, 1_000_000])
            .SampleAsync(async (length, list, seed) => await SendAsync(length, list, seed), iter: Files, threads: 1);
    }

    private async Task SendAsync(int length, List<Attempt> attempts, int seed)
    {
        var file = new byte[length];
        new Random(seed).NextBytes(file);
        var created = await _server.Uploads.CreateAsync(new NewUpload($"f{seed}.bin", length, UploadMetadata.Empty), UploadServer.Uploader, Token);
        var upload = Assert.IsType<CreateOutcome.Created>(created).Upload.Id;
        foreach (var attempt in attempts)
        {
            var offset = await OffsetAsync(upload);
            var announced = (int)Math.Min(attempt.Announced, length - offset);
            var bytes = file.AsMemory((int)offset, Math.Min(attempt.Sent, announced)).ToArray();
            var checksum = attempt.IsHashed ? new UploadChecksum(HashAlgorithmName.SHA256, SHA256.HashData(file.AsSpan((int)offset, announced))) : null;
            // A byte that changes on the way is noticed only where there is a checksum.
            if (attempt is { IsHashed: true, IsBroken: true } && bytes.Length > 0)
                bytes[0] ^= 1;
            var isCut = bytes.Length < announced;
            if (attempt.ServerForgets)
                await RestartAsync();
            await _server.Uploads.ReceiveAsync(upload, offset, new UploadBody(Body(bytes, isCut), announced, checksum), UploadServer.Uploader, Token);
        }
        var rest = await OffsetAsync(upload);
        var last = await _server.Uploads.ReceiveAsync(upload, rest, new UploadBody(Body(file.AsSpan((int)rest).ToArray(), false)), UploadServer.Uploader, Token);
        var whole = Assert.IsType<ReceiveOutcome.Received>(last).Upload;
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(file)), whole.Sha256);
        var stored = await StoredAsync(whole);
        Assert.True(file.AsSpan().SequenceEqual(stored));
    }

    protected async Task<long> OffsetAsync(UploadId upload) =>
        Assert.IsType<UploadLookup.Found>(await _server.Uploads.LookUpAsync(upload, UploadServer.Uploader, Token)).Upload.Received;

    protected async Task RestartAsync()
    {
        await _server.DisposeAsync();
        _server = await UploadServer.StartAsync(_lake.Folder, AddLake);
    }

    protected async Task<byte[]> StoredAsync(Upload whole)
    {
        await using var stored = await _server.Services.GetRequiredService<ILakeFiles>().OpenReadAsync(whole.Place!.Value, Token);
        using var bytes = new MemoryStream();
        await stored.CopyToAsync(bytes, Token);
        return bytes.ToArray();
    }

    private static PipeReader Body(byte[] bytes, bool isCut)
    {
        var pipe = new Pipe(new PipeOptions(pauseWriterThreshold: 0));
        pipe.Writer.Write(bytes);
        // A connection that breaks gives what it had and then its fault.
        pipe.Writer.FlushAsync().AsTask().GetAwaiter().GetResult();
        if (isCut)
            return new BreakingReader(pipe, bytes.Length);
        pipe.Writer.Complete();
        return pipe.Reader;
    }
}
