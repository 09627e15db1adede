using Kali.Data;
using Kali.Data.Engines;
using Kali.Data.Engines.Embedded.DeltaLog;
using Kali.Data.Engines.Embedded.DeltaLog.Actions;
using Kali.Data.Engines.Embedded.DeltaLog.Writing;
using Kali.Web.Tests.Engines.DeltaLog.Replay;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Kali.Web.Tests.Engines.DeltaLog;

public sealed class CommitTests : IDisposable
{
    private static readonly TableSchema Numbers = TestTable.Schema(("n", DataType.Integer));
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero));
    private readonly TestTable _table;

    public CommitTests() => _table = TestTable.New(_time);

    public void Dispose() => _table.Dispose();

    [Fact]
    public async Task Append_CreatesATableThatAnIndependentReaderAccepts()
    {
        var schema = new TableSchema(
            [
                new("id", DataType.Long, IsNullable: false), new("größe", DataType.Double, Label: "Größe (cm)"), new("text", DataType.String, Comment: "What it says"),
                new("price", DataType.DecimalOf(12, 2)), new("day", DataType.Date), new("at", DataType.Timestamp), new("flag", DataType.Boolean),
                new("bytes", DataType.Binary), new("small", DataType.Short), new("tiny", DataType.Byte), new("real", DataType.Float), new("none", DataType.Integer),
            ]);
        const string rows = """
            SELECT i::BIGINT AS id, (i / 3)::DOUBLE AS "größe", 'Zeile 😀 "' || repeat('ü', i::INTEGER) AS text, (i / 4)::DECIMAL(12,2) AS price, DATE '2026-01-01' + i::INTEGER AS day,
                TIMESTAMPTZ '2026-01-01 00:00:00.123456+00' + to_microseconds(i * 7) AS at, i % 2 = 0 AS flag, 'ab'::BLOB AS bytes, i::SMALLINT AS small, i::TINYINT AS tiny, i::FLOAT AS real, NULL::INTEGER AS none
            FROM range(100) AS r(i)
            """;

        var outcome = Assert.IsType<DeltaOutcome.Committed>(await _table.AppendAsync(rows, schema));

        Assert.Equal(0, outcome.Version);
        Assert.Equal(schema, outcome.Snapshot.Schema);
        var replayed = await DeltaReplay.CheckAsync(_table.Folder);
        Assert.Equal(100, replayed.RowCount);
        Assert.Equal(100, outcome.Snapshot.RowCount);
        Assert.Equal(100, (await _table.RowsAsync()).Count);
        using var other = TestTable.In(_table.Folder);
        Assert.Equal(schema, (await other.Table.AtAsync(null, default)).Schema);
    }

    [Fact]
    public async Task Append_WhenAnotherWriterCameFirst_FollowsIt()
    {
        await _table.AppendAsync("SELECT 1 AS n", Numbers);
        using var other = TestTable.In(_table.Folder);
        await other.AppendAsync("SELECT 2 AS n", Numbers);

        var outcome = Assert.IsType<DeltaOutcome.Committed>(await _table.AppendAsync("SELECT 3 AS n", Numbers));

        Assert.Equal(2, outcome.Version);
        Assert.Equal(["1", "2", "3"], await _table.RowsAsync("n"));
    }

    [Fact]
    public async Task Append_WithTheSameOnce_CommitsOnceAndTellsWhatTheFirstDid()
    {
        await _table.AppendAsync("SELECT 1 AS n", Numbers);
        Assert.IsType<DeltaOutcome.Committed>(await _table.AppendAsync("SELECT unnest([2, 3]) AS n", Numbers, once: "kali/run/7/raw"));
        using var retried = TestTable.In(_table.Folder);

        var outcome = Assert.IsType<DeltaOutcome.AlreadyCommitted>(await retried.AppendAsync("SELECT unnest([2, 3]) AS n", Numbers, once: "kali/run/7/raw"));

        Assert.Equal(1, outcome.Version);
        Assert.Equal("2", outcome.Metrics["numOutputRows"]);
        Assert.Equal(["1", "2", "3"], await _table.RowsAsync("n"));
    }

    [Fact]
    public async Task Append_OfANewColumn_IsRefusedUnlessAllowed()
    {
        await _table.AppendAsync("SELECT 1 AS n", Numbers);
        var wider = TestTable.Schema(("n", DataType.Integer), ("Name", DataType.String));

        var refusal = await Assert.ThrowsAsync<RefusedException>(() => _table.AppendAsync("SELECT 2 AS n, 'b' AS \"Name\"", wider));
        Assert.Contains("Name", refusal.Message, StringComparison.Ordinal);
        await _table.AppendAsync("SELECT 2 AS n, 'b' AS \"Name\"", wider, mayAddColumns: true);

        Assert.Equal(["""{"n":1,"Name":null}""", """{"n":2,"Name":"b"}"""], await _table.RowsAsync());
        await DeltaReplay.CheckAsync(_table.Folder);
    }

    [Theory]
    [InlineData("long")]
    [InlineData("string")]
    public async Task Append_OfAnotherType_IsRefusedNamingBothTypes(string type)
    {
        await _table.AppendAsync("SELECT 1 AS n", Numbers);

        var refusal = await Assert.ThrowsAsync<RefusedException>(() => _table.AppendAsync([], TestTable.Schema(("n", new DataType.Primitive(type))), mayAddColumns: true));

        Assert.Contains("integer", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(type, refusal.Message, StringComparison.Ordinal);
        Assert.Equal(["1"], await _table.RowsAsync("n"));
    }

    [Fact]
    public async Task Append_OfNullIntoAColumnThatMustHaveValues_IsRefused()
    {
        var schema = new TableSchema([new("n", DataType.Integer, IsNullable: false)]);
        await _table.AppendAsync("SELECT 1 AS n", schema);

        var refusal = await Assert.ThrowsAsync<RefusedException>(() => _table.AppendAsync("SELECT unnest([2, NULL]) AS n", schema));

        Assert.Contains("“n”", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(["1"], await _table.RowsAsync("n"));
    }

    [Fact]
    public async Task Delete_WhenOthersOnlyAppended_KeepsTheirRows()
    {
        await _table.AppendAsync("SELECT unnest([1, 2]) AS n", Numbers);
        var read = await _table.Table.AtAsync(null, default);
        using var other = TestTable.In(_table.Folder);
        await other.AppendAsync("SELECT 3 AS n", Numbers);

        Assert.IsType<DeltaOutcome.Committed>(await _table.ReplaceAsync(read, read.Files, [_table.Write("SELECT 1 AS n", Numbers)]));

        Assert.Equal(["1", "3"], await _table.RowsAsync("n"));
    }

    [Fact]
    public async Task Delete_WhenAnotherWriterRewroteTheFile_IsOvertaken()
    {
        await _table.AppendAsync("SELECT unnest([1, 2]) AS n", Numbers);
        var read = await _table.Table.AtAsync(null, default);
        using var other = TestTable.In(_table.Folder);
        await other.ReplaceAsync(read, read.Files, [other.Write("SELECT 2 AS n", Numbers)]);

        var outcome = await _table.ReplaceAsync(read, read.Files, [_table.Write("SELECT 1 AS n", Numbers)]);

        Assert.Equal(new DeltaOutcome.Overtaken(1), outcome);
        Assert.Equal(["2"], await _table.RowsAsync("n"));
    }

    [Fact]
    public async Task Merge_WhenAnotherWriterAppended_IsOvertaken()
    {
        await _table.AppendAsync("SELECT 1 AS n", Numbers);
        var read = await _table.Table.AtAsync(null, default);
        using var other = TestTable.In(_table.Folder);
        await other.AppendAsync("SELECT 3 AS n", Numbers);

        var outcome = await _table.ReplaceAsync(read, read.Files, [_table.Write("SELECT 1 AS n", Numbers)], ReadScope.Table, "MERGE");

        Assert.Equal(new DeltaOutcome.Overtaken(1), outcome);
    }

    [Fact]
    public async Task Change_WhenAnotherWriterChangedTheSchema_IsOvertaken()
    {
        await _table.AppendAsync("SELECT 1 AS n", Numbers);
        var read = await _table.Table.AtAsync(null, default);
        using var other = TestTable.In(_table.Folder);
        await other.AppendAsync("SELECT 2 AS n, 'b' AS t", TestTable.Schema(("n", DataType.Integer), ("t", DataType.String)), mayAddColumns: true);

        Assert.Equal(new DeltaOutcome.Overtaken(1), await _table.ReplaceAsync(read, read.Files, []));
    }

    [Fact]
    public async Task Create_WhenAnotherWriterCreatedTheTable_IsOvertakenUnlessItOnlyAppends()
    {
        using var other = TestTable.In(_table.Folder);
        await other.AppendAsync("SELECT 1 AS n", Numbers);

        Assert.Equal(new DeltaOutcome.Overtaken(0), await _table.Table.CommitAsync(null, Commit(ReadScope.Table), default));
        Assert.IsType<DeltaOutcome.Committed>(await _table.AppendAsync("SELECT 2 AS n", Numbers));
    }

    [Fact]
    public async Task Commit_ToATableThatWasReplacedByAnotherOne_IsOvertaken()
    {
        await _table.AppendAsync("SELECT 1 AS n", Numbers);
        var read = await _table.Table.AtAsync(null, default);
        Directory.Delete(_table.Folder, recursive: true);
        using var other = TestTable.In(_table.Folder);
        await other.AppendAsync("SELECT 9 AS n", Numbers);

        Assert.IsType<DeltaOutcome.Overtaken>(await _table.ReplaceAsync(read, read.Files, []));
        Assert.Equal(["9"], await _table.RowsAsync("n"));
    }

    [Theory]
    [InlineData("""{"protocol":{"minReaderVersion":1,"minWriterVersion":4}}""", "writer version 4")]
    [InlineData("""{"protocol":{"minReaderVersion":1,"minWriterVersion":7,"writerFeatures":["changeDataFeed","appendOnly"]}}""", "changeDataFeed")]
    [InlineData("""{"protocol":{"minReaderVersion":3,"minWriterVersion":7,"readerFeatures":["deletionVectors"],"writerFeatures":["deletionVectors"]}}""", "deletionVectors")]
    public async Task Commit_ToATableWithAFeatureKaliDoesNotWrite_IsRefusedNamingIt(string protocol, string named)
    {
        await _table.AppendAsync("SELECT 1 AS n", Numbers);
        await File.WriteAllTextAsync(_table.Table.CommitPath(1), protocol + "\n");

        var refusal = await Assert.ThrowsAsync<RefusedException>(() => _table.AppendAsync("SELECT 2 AS n", Numbers));

        Assert.Contains(named, refusal.Message, StringComparison.Ordinal);
        Assert.Equal(["1"], await _table.RowsAsync("n"));
    }

    [Theory]
    [InlineData("""{"protocol":{"minReaderVersion":4,"minWriterVersion":7}}""", "reader version 4")]
    [InlineData("""{"protocol":{"minReaderVersion":3,"minWriterVersion":7,"readerFeatures":["variantType","deletionVectors"],"writerFeatures":[]}}""", "variantType")]
    public async Task Read_OfATableWithAFeatureKaliDoesNotRead_IsRefusedNamingIt(string protocol, string named)
    {
        await _table.AppendAsync("SELECT 1 AS n", Numbers);
        await File.WriteAllTextAsync(_table.Table.CommitPath(1), protocol + "\n");

        Assert.Contains(named, (await Assert.ThrowsAsync<RefusedException>(() => _table.Table.AtAsync(null, default))).Message, StringComparison.Ordinal);
        Assert.Equal(["1"], await _table.RowsAsync("n", await _table.Table.AtAsync(0, default)));
    }

    [Fact]
    public async Task Delete_FromATableThatOnlyGrows_IsRefused()
    {
        await _table.Table.CommitAsync(null, Commit(ReadScope.Nothing) with
        {
            Actions = _ => [.. TableMetadata.Create(Numbers, _time.GetUtcNow(), new Dictionary<string, string?> { ["delta.appendOnly"] = "true" }), _table.Write("SELECT 1 AS n", Numbers)],
        }, default);
        var read = await _table.Table.AtAsync(null, default);

        await Assert.ThrowsAsync<RefusedException>(() => _table.ReplaceAsync(read, read.Files, []));
        Assert.IsType<DeltaOutcome.Committed>(await _table.AppendAsync("SELECT 2 AS n", Numbers));
    }

    [Fact]
    public async Task History_TellsWhoDidWhatAndTimesOnlyGrow()
    {
        await _table.AppendAsync("SELECT 1 AS n", Numbers);
        _time.AdjustTime(_time.GetUtcNow().AddHours(1));
        await _table.AppendAsync("SELECT 2 AS n", Numbers);
        await _table.AppendAsync("SELECT 3 AS n", Numbers);
        var history = await _table.Table.HistoryAsync(default);

        Assert.Equal([2, 1, 0], history.Select(entry => entry.Version));
        Assert.All(history, entry => Assert.Equal(("WRITE", "u-1", "Writer", "42", "1"), (entry.Operation, entry.UserId, entry.UserName, entry.About["run"], entry.Metrics["numOutputRows"])));
        Assert.True(history[0].At > history[1].At && history[1].At > history[2].At);
        Assert.Equal(1, (await _table.Table.AtTimeAsync(history[0].At.AddTicks(-1), default)).Version);
        Assert.Equal(0, (await _table.Table.AtTimeAsync(history[1].At.AddMinutes(-1), default)).Version);
        Assert.Equal(2, (await _table.Table.AtTimeAsync(history[0].At.AddDays(1), default)).Version);
        await Assert.ThrowsAsync<NotFoundException>(() => _table.Table.AtTimeAsync(history[2].At.AddMinutes(-1), default));
    }

    [Fact]
    public async Task At_AVersionThatIsNotThere_SaysWhichIsTheNewest()
    {
        await Assert.ThrowsAsync<NotFoundException>(() => _table.Table.AtAsync(null, default));
        await _table.AppendAsync("SELECT 1 AS n", Numbers);

        Assert.Contains("newest is 0", (await Assert.ThrowsAsync<NotFoundException>(() => _table.Table.AtAsync(5, default))).Message, StringComparison.Ordinal);
    }

    private static DeltaCommit Commit(ReadScope reads) => new()
    {
        Operation = "WRITE",
        Actor = TestTable.Writer,
        Reads = reads,
        Actions = _ => [.. TableMetadata.Create(Numbers, DateTimeOffset.UnixEpoch)],
    };
}
