using Kali.Data;
using Kali.Data.Engines;
using Kali.Data.Engines.Embedded.DeltaLog;
using Kali.Data.Engines.Embedded.DeltaLog.Writing;
using Kali.Web.Tests.Engines.DeltaLog.Replay;
using Xunit;

namespace Kali.Web.Tests.Engines.DeltaLog;

public sealed class CheckpointTests : IDisposable
{
    private static readonly TableSchema Sales = new(
        [new("n", DataType.Integer), new("Straße", DataType.String), new("day", DataType.Date)], ["Straße", "day"]);

    private readonly TestTable _table = TestTable.New();

    public void Dispose() => _table.Dispose();

    [Fact]
    public async Task EveryTenthVersion_HasACheckpointThatDuckDbAndParquetNetReadAlike()
    {
        await WriteVersionsAsync(21);

        Assert.Empty(_table.Warnings);
        Assert.Equal(["00000000000000000010.checkpoint.parquet", "00000000000000000020.checkpoint.parquet"],
            Directory.GetFiles(_table.Table.LogFolder, "*.checkpoint.*").Select(Path.GetFileName).Order());
        Assert.Equal(21, (await DeltaReplay.CheckAsync(_table.Folder)).RowCount);
        Assert.Empty(Directory.GetFiles(_table.Table.LogFolder, "*.tmp"));
    }

    [Fact]
    public async Task Read_FromACheckpoint_NeedsNothingOlder()
    {
        await WriteVersionsAsync(13);
        var before = await _table.RowsAsync();
        var txns = (await _table.Table.AtAsync(null, default)).Txns;
        for (var version = 0; version <= 10; version++)
            File.Delete(_table.Table.CommitPath(version));
        using var other = TestTable.In(_table.Folder);

        var snapshot = await other.Table.AtAsync(null, default);

        Assert.Equal(12, snapshot.Version);
        Assert.Equal(before, await other.RowsAsync());
        Assert.Equal(txns.Values, snapshot.Txns.Values);
        Assert.Equal(before.Count, snapshot.RowCount);
        Assert.Equal([12, 11], (await other.Table.HistoryAsync(default)).Select(entry => entry.Version));
        await Assert.ThrowsAsync<RefusedException>(() => other.Table.AtAsync(4, default));
        Assert.IsType<DeltaOutcome.AlreadyCommitted>(await other.AppendAsync([], Sales, once: "kali/3"));
    }

    [Theory]
    [InlineData("_last_checkpoint")]
    [InlineData("00000000000000000010.checkpoint.parquet")]
    public async Task Read_WhenACheckpointOrItsHintIsTorn_GoesByTheCommits(string file)
    {
        await WriteVersionsAsync(12);
        var before = await _table.RowsAsync();
        var path = Path.Combine(_table.Table.LogFolder, file);
        await using (var stream = File.OpenWrite(path))
            stream.SetLength(stream.Length / 2);
        using var other = TestTable.In(_table.Folder);

        Assert.Equal(before, await other.RowsAsync());
    }

    [Fact]
    public async Task Read_WhenACommitIsMissing_IsRefusedNamingIt()
    {
        await WriteVersionsAsync(5);
        File.Delete(_table.Table.CommitPath(2));
        using var other = TestTable.In(_table.Folder);

        var refusal = await Assert.ThrowsAsync<RefusedException>(() => other.Table.AtAsync(null, default));

        Assert.Contains("lacks version 2", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(1, (await other.Table.AtAsync(1, default)).Version);
    }

    [Fact]
    public async Task Commit_WhenTheCheckpointCannotBeWritten_StandsAllTheSame()
    {
        await WriteVersionsAsync(10);
        Directory.CreateDirectory(Path.Combine(_table.Table.LogFolder, "00000000000000000010.checkpoint.parquet"));

        await WriteVersionsAsync(1, from: 10);

        Assert.Equal(11, (await _table.RowsAsync()).Count);
        Assert.Contains("the version stands", Assert.Single(_table.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Checkpoint_TakesAwayWhatKilledWritersLeft()
    {
        await WriteVersionsAsync(10);
        var (old, young) = (Path.Combine(_table.Table.LogFolder, ".0a.tmp"), Path.Combine(_table.Table.LogFolder, ".0b.tmp"));
        await File.WriteAllTextAsync(old, "half a comm");
        await File.WriteAllTextAsync(young, "half a comm");
        File.SetLastWriteTimeUtc(old, TimeProvider.System.GetUtcNow().AddDays(-2).UtcDateTime);

        await WriteVersionsAsync(1, from: 10);

        Assert.Equal((false, true), (File.Exists(old), File.Exists(young)));
    }

    [Fact]
    public async Task Commit_WhenItsNameIsTakenByAFolder_IsToldInsteadOfTriedForever()
    {
        await WriteVersionsAsync(2);
        Directory.CreateDirectory(_table.Table.CommitPath(2));

        Assert.Contains("is no commit", (await Assert.ThrowsAsync<KaliException>(() => WriteVersionsAsync(1, from: 2))).Message, StringComparison.Ordinal);
    }

    private async Task WriteVersionsAsync(int count, int from = 0)
    {
        for (var i = from; i < from + count; i++)
        {
            var file = _table.Write($"SELECT {i} AS n", Sales, ("Straße", i % 3 == 0 ? null : $"Am Weg {i % 2} / \"ö\" 100 %"), ("day", "2026-11-23"));
            Assert.IsType<DeltaOutcome.Committed>(await _table.AppendAsync([file], Sales, once: $"kali/{i}"));
        }
    }
}
