using System.Buffers;
using System.Text;
using Kali.Data.Lake;
using Xunit;

namespace Kali.Web.Tests.Lake;

/// <summary>What files in the making do wherever the lake lies.</summary>
public abstract class StagedFilesContract
{
    private const string Name = "0a1b";

    /// <summary>The lake, each time as a process sees it that has just started.</summary>
    protected abstract ILakeFiles Start();

    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    private IStagedFiles Staged() => Start().StagedIn(new LakePath("raw/uploads/.tmp"));

    [Fact]
    public async Task AFile_GrowsOverRestartsAndBecomesOneFileOfTheLake()
    {
        await Staged().CreateAsync(Name, Ct);
        Assert.Equal(0, await Staged().LengthAsync(Name, Ct));
        var expected = new StringBuilder();
        foreach (var part in new[] { "one ", new string('x', 200_000), " three" })
        {
            await using var file = await Staged().OpenAsync(Name, 1 << 20, Ct);
            Assert.Equal(expected.Length, file.Length);
            await WriteAsync(file, part);
            await file.SyncAsync();
            expected.Append(part);
        }
        var staged = Staged();
        Assert.Equal(expected.Length, await staged.LengthAsync(Name, Ct));
        Assert.False(await Start().ExistsAsync(new LakePath("raw/uploads/2026/a.csv"), Ct));

        await staged.MakeWholeAsync(Name, Ct);
        await Staged().MakeWholeAsync(Name, Ct);
        await Start().MoveAsync(staged.PlaceOf(Name), new LakePath("raw/uploads/2026/a.csv"), Ct);

        Assert.Equal(expected.ToString(), await TextAsync(new LakePath("raw/uploads/2026/a.csv")));
        Assert.False(await Staged().ExistsAsync(Name, Ct));
    }

    [Fact]
    public async Task WhatIsHeld_CountsOnceReleasedAndIsDroppedOtherwise()
    {
        await Staged().CreateAsync(Name, Ct);
        await using (var file = await Staged().OpenAsync(Name, 1 << 20, Ct))
        {
            await WriteAsync(file, "0123");
            await file.SyncAsync();
            await file.HoldAsync();
            await WriteAsync(file, "bad");
            await file.DropAsync();
            Assert.Equal(4, file.Length);
            await file.HoldAsync();
            await WriteAsync(file, "45");
            await file.SyncAsync();
            await file.ReleaseAsync();
            await file.HoldAsync();
            await WriteAsync(file, "lost with the process");
            await file.SyncAsync();
        }
        Assert.Equal(6, await Staged().LengthAsync(Name, Ct));
        await using (var file = await Staged().OpenAsync(Name, 1 << 20, Ct))
        {
            await WriteAsync(file, "6");
            await file.SyncAsync();
        }
        await Staged().MakeWholeAsync(Name, Ct);

        Assert.Equal("0123456", await TextAsync(Staged().PlaceOf(Name)));
    }

    [Fact]
    public async Task TheBeginning_CanBeReadWhileTheRestComes()
    {
        var staged = Staged();
        await staged.CreateAsync(Name, Ct);
        await using (var file = await staged.OpenAsync(Name, 1 << 20, Ct))
        {
            await WriteAsync(file, new string('h', 70_000));
            Assert.Equal('h', await FirstAsync(staged));
            await file.SyncAsync();
        }
        Assert.Equal('h', await FirstAsync(Staged()));
    }

    [Fact]
    public async Task ALock_IsHeldByOne()
    {
        var (one, other) = (Staged(), Staged());
        await using (var held = await one.TryLockAsync(Name, Ct))
        {
            Assert.NotNull(held);
            Assert.Null(await other.TryLockAsync(Name, Ct));
        }
        await using var next = await other.TryLockAsync(Name, Ct);
        Assert.NotNull(next);
    }

    [Fact]
    public async Task WhatIsLeft_IsListedAndDeleted()
    {
        var staged = Staged();
        await staged.CreateAsync(Name, Ct);
        await (await staged.TryLockAsync(Name, Ct))!.DisposeAsync();
        await using (var file = await staged.OpenAsync(Name, 1 << 20, Ct))
        {
            await WriteAsync(file, "abc");
            await file.SyncAsync();
        }
        Assert.Equal([Name], await ListAsync());

        await staged.DeleteWithLockAsync(Name, Ct);

        Assert.Empty(await ListAsync());
        Assert.Equal((false, 0L), (await staged.ExistsAsync(Name, Ct), await staged.LengthAsync(Name, Ct)));
    }

    private async Task<List<string>> ListAsync()
    {
        var names = new List<string>();
        await foreach (var entry in Staged().ListAsync(Ct))
            names.Add(entry.Name);
        return names;
    }

    private static async Task<char> FirstAsync(IStagedFiles staged)
    {
        await using var stream = await staged.OpenReadAsync(Name, Ct);
        return (char)stream.ReadByte();
    }

    private static ValueTask WriteAsync(IStagedFile file, string text) => file.WriteAsync(new ReadOnlySequence<byte>(Encoding.UTF8.GetBytes(text)));

    private async Task<string> TextAsync(LakePath path)
    {
        using var reader = new StreamReader(await Start().OpenReadAsync(path, Ct));
        return await reader.ReadToEndAsync(Ct);
    }
}
