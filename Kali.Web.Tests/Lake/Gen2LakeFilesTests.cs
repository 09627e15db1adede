using Kali.Data;
using Kali.Data.Lake;
using Kali.Web.Tests.Emulators.Http;
using Kali.Web.Tests.Emulators.Storage;
using Xunit;

namespace Kali.Web.Tests.Lake;

public sealed class Gen2LakeFilesTests(StorageFixture storage) : LakeFilesContract, IAsyncLifetime
{
    private static readonly LakePath Path = new("raw/a.csv");
    private Gen2Lake _lake = null!;

    public override ILakeFiles Files => _lake.Files;

    public async ValueTask InitializeAsync() => _lake = await Gen2Lake.NewAsync(storage);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData(FaultKind.Reset, true)]
    [InlineData(FaultKind.Gateway, true)]
    [InlineData(FaultKind.Gateway, false)]
    [InlineData(FaultKind.TooMany, false)]
    [InlineData(FaultKind.UnavailableSilently, false)]
    public async Task Put_WhoseAnswerIsLost_KnowsItsOwnFile(FaultKind kind, bool isCarriedOut)
    {
        _lake.Container.Inject(new Fault(kind, "PUT", "^/raw/a.csv", AfterHandler: isCarriedOut));

        Assert.True(await Files.PutIfAbsentAsync(Path, "mine"u8.ToArray(), Ct));
        Assert.False(await _lake.Again().PutIfAbsentAsync(Path, "yours"u8.ToArray(), Ct));

        Assert.Equal("mine", await TextAsync(Path));
    }

    [Theory]
    [InlineData(FaultKind.Reset, true)]
    [InlineData(FaultKind.Reset, false)]
    [InlineData(FaultKind.Gateway, true)]
    [InlineData(FaultKind.Gateway, false)]
    [InlineData(FaultKind.Unavailable, false)]
    public async Task Move_WhoseAnswerIsLost_HappensOnce(FaultKind kind, bool isCarriedOut)
    {
        await Files.PutIfAbsentAsync(Path, "x"u8.ToArray(), Ct);
        await Files.PutIfAbsentAsync(new LakePath("out/there"), "y"u8.ToArray(), Ct);
        _lake.Container.Inject(new Fault(kind, "PUT", "mode=posix", AfterHandler: isCarriedOut));

        await Files.MoveAsync(Path, new LakePath("out/a.csv"), Ct);

        Assert.Equal("x", await TextAsync(new LakePath("out/a.csv")));
        Assert.False(await Files.ExistsAsync(Path, Ct));
    }

    [Fact]
    public async Task APlain500_IsNeverRepeated()
    {
        _lake.Container.Inject(new Fault(FaultKind.Internal, "PUT", "^/raw/a.csv"));

        var told = await Assert.ThrowsAsync<StorageAwayException>(() => Files.PutIfAbsentAsync(Path, new byte[1], Ct));

        Assert.Contains("answered 500 InternalError", told.Message, StringComparison.Ordinal);
        Assert.Single(_lake.Container.Calls, call => call.StartsWith("PUT", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Put_BelowAFile_IsToldAsAFaultOfTheStorage()
    {
        await Files.PutIfAbsentAsync(new LakePath("a"), new byte[1], Ct);

        var told = await Assert.ThrowsAsync<StorageAwayException>(() => Files.PutIfAbsentAsync(new LakePath("a/b"), new byte[1], Ct));

        Assert.Contains("cannot be written", told.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnIdentityWithoutRights_IsToldWhatItNeeds()
    {
        var lake = await Gen2Lake.NewAsync(storage, token: "eyJ.another");

        var told = await Assert.ThrowsAsync<StorageAwayException>(() => lake.Files.ExistsAsync(Path, Ct));

        Assert.Contains("Storage Blob Data Contributor", told.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AccessLists_GrowOnFoldersAndAllInThem_AndLoseNothing()
    {
        const string Analysts = "7d7a2b1c-35ce-4d1b-9a0e-3f1d7d0f6a11";
        foreach (var name in new[] { "gold/a/1", "gold/a/2", "gold/b/3", "raw/uploads/4" })
            await Files.PutIfAbsentAsync(new LakePath(name), new byte[1], Ct);
        var folders = _lake.Account.Folders!;
        await folders.SetAccessAsync(new LakePath("gold/a"), $"user::rwx,group::r-x,other::---,mask::r-x,group:{Analysts}:-w-,group:others:rwx", Ct);
        var access = new LakeAccess(folders, new LakeGroups { Analysts = Analysts }, isProduction: true);
        var wanted = access.Wanted.Where(one => one.GroupId is not null).ToList();
        Assert.Equal(["--x on the container to kali_analysts", "r-x on silver to kali_analysts", "r-x on gold to kali_analysts", "r-x on metadata to kali_analysts"], wanted.Select(one => one.Name));

        foreach (var one in wanted)
        {
            Assert.False(await access.IsThereAsync(one, Ct), one.Name);
            await access.MakeAsync(one, Ct);
        }
        _lake.Container.Calls.Clear();
        foreach (var one in wanted)
            Assert.True(await access.IsThereAsync(one, Ct), one.Name);

        Assert.DoesNotContain(_lake.Container.Calls, call => !call.StartsWith("HEAD", StringComparison.Ordinal));
        Assert.Equal($"group::r-x,group:{Analysts}:--x,other::---,user::rwx", await folders.AccessAsync(null, Ct));
        Assert.Equal(
            $"default:group::r-x,default:group:{Analysts}:r-x,default:other::---,default:user::rwx,group::r-x,group:{Analysts}:rwx,group:others:rwx,mask::r-x,other::---,user::rwx",
            await folders.AccessAsync(new LakePath("gold/a"), Ct));
        Assert.Equal($"group::r--,group:{Analysts}:r-x,other::---,user::rw-", await folders.AccessAsync(new LakePath("gold/b/3"), Ct));
        Assert.DoesNotContain(Analysts, await folders.AccessAsync(new LakePath("raw/uploads/4"), Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task FoldersOfAnyDepth_AreRenamedWithAllBelowThem()
    {
        foreach (var name in new[] { "from/a b/1", "from/c/d/ä 100%.csv" })
            await Files.PutIfAbsentAsync(new LakePath(name), new byte[1], Ct);

        await Files.MoveAsync(new LakePath("from"), new LakePath("deep/er/to"), Ct);

        Assert.Equal(["deep/er/to/a b/1", "deep/er/to/c/d/ä 100%.csv"], (await ListAsync("deep")).Select(file => file.Path.Value));
        Assert.Empty(await ListAsync("from"));
    }
}
