using Kali.Data;
using Kali.Data.Lake;
using Xunit;

namespace Kali.Web.Tests.Lake;

/// <summary>What files of a lake do wherever it lies.</summary>
public abstract class LakeFilesContract
{
    public abstract ILakeFiles Files { get; }

    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Put_OfANameThatIsTaken_KeepsTheFirst()
    {
        var path = new LakePath("raw/uploads/2026-11-23/u-1/Umsätze 100 %.csv");

        Assert.True(await Files.PutIfAbsentAsync(path, "first"u8.ToArray(), Ct));
        Assert.False(await Files.PutIfAbsentAsync(path, "second"u8.ToArray(), Ct));

        Assert.Equal("first", await TextAsync(path));
        Assert.Equal(5, await Files.LengthAsync(path, Ct));
        Assert.Single(await ListAsync("raw/uploads/2026-11-23/u-1"));
    }

    [Fact]
    public async Task Put_ByManyAtOnce_HasExactlyOneWinnerInEveryRound()
    {
        for (var round = 0; round < 15; round++)
        {
            var path = new LakePath($"log/{round:D20}.json");

            var won = await Task.WhenAll(Enumerable.Range(0, 4).Select(racer => Files.PutIfAbsentAsync(path, BitConverter.GetBytes(racer), Ct)));

            var winner = Assert.Single(Enumerable.Range(0, 4), racer => won[racer]);
            Assert.Equal(BitConverter.GetBytes(winner), await BytesAsync(path));
        }
    }

    [Fact]
    public async Task Move_ToANameThatIsTaken_IsRefusedAndKeepsBoth()
    {
        var (a, b, c) = (new LakePath("x/a"), new LakePath("x/b"), new LakePath("y/z/c"));
        await Files.PutIfAbsentAsync(a, "a"u8.ToArray(), Ct);
        await Files.PutIfAbsentAsync(b, "b"u8.ToArray(), Ct);

        await Assert.ThrowsAsync<RefusedException>(() => Files.MoveAsync(a, b, Ct));
        Assert.Equal(("a", "b"), (await TextAsync(a), await TextAsync(b)));

        await Files.MoveAsync(a, c, Ct);
        Assert.False(await Files.ExistsAsync(a, Ct));
        Assert.Equal("a", await TextAsync(c));
        await Assert.ThrowsAsync<NotFoundException>(() => Files.MoveAsync(a, new LakePath("x/d"), Ct));
    }

    [Fact]
    public async Task List_GivesEveryFileInOrdinalOrderOfItsPath()
    {
        string[] paths = ["t/a b/1", "t/a/2", "t/a.csv", "t/a/b/3", "t/ä", "t/Z", "t/%20", "t/😀/x", "t/ﬁ"];
        foreach (var path in paths)
            await Files.PutIfAbsentAsync(new LakePath(path), new byte[3], Ct);
        await Files.PutIfAbsentAsync(new LakePath("t/.0123.tmp"), "in the making"u8.ToArray(), Ct);

        var listed = await ListAsync("t");

        Assert.Equal(paths.Order(StringComparer.Ordinal), listed.Select(file => file.Path.Value));
        Assert.All(listed, file => Assert.Equal(3, file.Bytes));
        Assert.Empty(await ListAsync("nowhere"));
    }

    [Theory]
    [InlineData("a b/Umsätze 100 % \"neu\".csv")]
    [InlineData("100%25/%2F/%.csv")]
    [InlineData("q'uote/a+b&c=d;e.csv")]
    [InlineData("#1/where?.csv")]
    [InlineData("😀/e\u0301 é/שלום.csv")]
    [InlineData("..a/a~b/[x]{y}^`|<>.csv")]
    public async Task AFileOfAnyName_IsPutFoundReadMovedAndDeleted(string name)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() && name.AsSpan().IndexOfAny("\"?|<>") >= 0, "Windows does not take the name.");
        var (path, moved) = (new LakePath($"in/{name}"), new LakePath($"out/{name}"));

        Assert.True(await Files.PutIfAbsentAsync(path, "x"u8.ToArray(), Ct));
        Assert.Equal([path], (await ListAsync("in")).Select(file => file.Path));
        await Files.MoveAsync(path, moved, Ct);

        Assert.Equal("x", await TextAsync(moved));
        Assert.Equal((false, true), (await Files.ExistsAsync(path, Ct), await Files.ExistsAsync(moved, Ct)));
        await Files.DeleteAsync(moved, Ct);
        Assert.Empty(await ListAsync("out"));
    }

    [Fact]
    public async Task Read_OfAFileThatIsNotThere_SaysSo()
    {
        await Assert.ThrowsAsync<NotFoundException>(() => Files.OpenReadAsync(new LakePath("no/such"), Ct));
        Assert.Null(await Files.LengthAsync(new LakePath("no/such"), Ct));
        await Files.DeleteAsync(new LakePath("no/such"), Ct);
    }

    [Fact]
    public async Task Read_CanBeginAnywhere()
    {
        var bytes = new byte[5_000_000];
        new Random(7).NextBytes(bytes);
        await Files.PutIfAbsentAsync(new LakePath("large"), bytes, Ct);

        await using var file = await Files.OpenReadAsync(new LakePath("large"), Ct);

        var part = new byte[1_000];
        foreach (var offset in new[] { 4_999_000, 0, 4_193_900 })
        {
            file.Position = offset;
            await file.ReadExactlyAsync(part, Ct);
            Assert.True(bytes.AsSpan(offset, part.Length).SequenceEqual(part));
        }
        Assert.Equal(bytes.Length, file.Length);
    }

    [Fact]
    public async Task AFolder_IsNoFile()
    {
        await Files.PutIfAbsentAsync(new LakePath("folder/below/a"), new byte[1], Ct);

        Assert.False(await Files.ExistsAsync(new LakePath("folder/below"), Ct));
        Assert.Null(await Files.LengthAsync(new LakePath("folder"), Ct));
        await Assert.ThrowsAsync<NotFoundException>(() => Files.OpenReadAsync(new LakePath("nothing"), Ct));
    }

    [Fact]
    public async Task DeleteFolder_TakesAllBelowItAndNothingElse()
    {
        foreach (var path in new[] { "d/1", "d/a/2", "d/a/b/3", "d/a/b/4", "d/c/5", "d2/6" })
            await Files.PutIfAbsentAsync(new LakePath(path), new byte[1], Ct);

        await Files.DeleteFolderAsync(new LakePath("d"), Ct);
        await Files.DeleteFolderAsync(new LakePath("d"), Ct);

        Assert.Empty(await ListAsync("d"));
        Assert.Single(await ListAsync("d2"));
    }

    protected async Task<List<LakeFile>> ListAsync(string folder)
    {
        var listed = new List<LakeFile>();
        await foreach (var file in Files.ListAsync(new LakePath(folder), Ct))
            listed.Add(file);
        return listed;
    }

    protected async Task<string> TextAsync(LakePath path) => System.Text.Encoding.UTF8.GetString(await BytesAsync(path));

    protected async Task<byte[]> BytesAsync(LakePath path)
    {
        await using var file = await Files.OpenReadAsync(path, Ct);
        using var bytes = new MemoryStream();
        await file.CopyToAsync(bytes, Ct);
        return bytes.ToArray();
    }
}
