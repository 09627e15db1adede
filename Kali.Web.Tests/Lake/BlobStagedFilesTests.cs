using System.Buffers;
using Kali.Data.Lake;
using Kali.Web.Tests.Emulators.Http;
using Kali.Web.Tests.Emulators.Storage;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Kali.Web.Tests.Lake;

public sealed class BlobStagedFilesTests(StorageFixture storage) : StagedFilesContract, IAsyncLifetime
{
    private Gen2Lake _lake = null!;

    public async ValueTask InitializeAsync() => _lake = await Gen2Lake.NewAsync(storage);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    protected override ILakeFiles Start() => _lake.Again();

    [Fact]
    public async Task ABlockThatIsMissing_EndsWhatCounts_AndLaterOnesNeverCountAgain()
    {
        var staged = Start().StagedIn(new LakePath("tmp"));
        var bytes = new byte[5 * 65_536];
        new Random(3).NextBytes(bytes);
        // The third block is refused; the fourth and fifth have come.
        _lake.Container.Inject(new Fault(FaultKind.Internal, "PUT", $"comp=block&.*{Uri.EscapeDataString(Kali.Data.Lake.Gen2.StagedBlocks.IdOf(0, 2 * 65_536))}"));
        await using (var file = await staged.OpenAsync("f", 1, Ct))
        {
            await Assert.ThrowsAsync<StorageAwayException>(async () =>
            {
                await file.WriteAsync(new ReadOnlySequence<byte>(bytes));
                await file.SyncAsync();
            });
        }
        Assert.Equal(2 * 65_536, await Start().StagedIn(new LakePath("tmp")).LengthAsync("f", Ct));
        // Written anew in other pieces, the old blocks would fit behind the third.
        await using (var file = await Start().StagedIn(new LakePath("tmp")).OpenAsync("f", 1, Ct))
        {
            await file.WriteAsync(new ReadOnlySequence<byte>(bytes, 2 * 65_536, 65_536));
            await file.SyncAsync();
        }
        Assert.Equal(3 * 65_536, await Start().StagedIn(new LakePath("tmp")).LengthAsync("f", Ct));
    }

    [Fact]
    public async Task ALockThatCannotBeRenewed_IsLostBeforeAnotherProcessCanHaveIt()
    {
        var time = new FakeTimeProvider();
        await using var held = await _lake.Again(time).StagedIn(new LakePath("tmp")).TryLockAsync("f", Ct);
        Assert.Null(await Start().StagedIn(new LakePath("tmp")).TryLockAsync("f", Ct));
        Assert.False(held!.Lost.IsCancellationRequested);
        _lake.Container.Inject(new Fault(FaultKind.Internal, "PUT", "f.lock.*comp=lease", Times: int.MaxValue - 1));

        // The next renewal is refused; it is not waited for that the lease ends.
        time.Advance(TimeSpan.FromSeconds(5));

        await Until.ItHolds(() => held.Lost.IsCancellationRequested, Ct);
    }

    [Fact]
    public async Task ALockWhoseRenewalIsNotAnswered_IsLostBeforeTheLeaseEnds()
    {
        var time = new FakeTimeProvider();
        await using var held = await _lake.Again(time).StagedIn(new LakePath("tmp")).TryLockAsync("f", Ct);
        _lake.Container.Hold(call => call.Contains("comp=lease", StringComparison.Ordinal));

        time.Advance(TimeSpan.FromSeconds(11.9));
        Assert.False(held!.Lost.IsCancellationRequested);
        time.Advance(TimeSpan.FromSeconds(0.1));

        Assert.True(held.Lost.IsCancellationRequested);
        _lake.Container.LetGo();
    }

    [Fact]
    public async Task ALockThatComesLate_IsLostAsSoonAsOneThatCameAtOnce()
    {
        var time = new FakeTimeProvider();
        var staged = _lake.Again(time).StagedIn(new LakePath("tmp"));
        await (await staged.TryLockAsync("f", Ct))!.DisposeAsync();
        _lake.Container.Hold(call => call.Contains("comp=lease", StringComparison.Ordinal));
        var before = Leases();
        var asked = staged.TryLockAsync("f", Ct);
        await Until.ItHolds(() => Leases() > before, Ct);
        time.Advance(TimeSpan.FromSeconds(4));
        _lake.Container.LetGo();
        await using var held = await asked;
        _lake.Container.Hold(call => call.Contains("comp=lease", StringComparison.Ordinal));

        time.Advance(TimeSpan.FromSeconds(7.9));
        Assert.False(held!.Lost.IsCancellationRequested);
        time.Advance(TimeSpan.FromSeconds(0.1));

        Assert.True(held.Lost.IsCancellationRequested);
        _lake.Container.LetGo();

        int Leases() => _lake.Container.Calls.Count(call => call.Contains("comp=lease", StringComparison.Ordinal));
    }

    [Fact]
    public async Task MakeWhole_WhoseAnswerIsLost_IsDone()
    {
        var staged = Start().StagedIn(new LakePath("tmp"));
        await using (var file = await staged.OpenAsync("f", 1, Ct))
        {
            await file.WriteAsync(new ReadOnlySequence<byte>("abc"u8.ToArray()));
            await file.SyncAsync();
        }
        _lake.Container.Inject(new Fault(FaultKind.Reset, "PUT", "comp=blocklist", AfterHandler: true));

        await staged.MakeWholeAsync("f", Ct);

        Assert.Equal(3, await Start().LengthAsync(staged.PlaceOf("f"), Ct));
    }
}
