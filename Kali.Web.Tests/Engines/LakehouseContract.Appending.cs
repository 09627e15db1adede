using System.Collections.Immutable;
using Kali.Data;
using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;
using Xunit;

namespace Kali.Web.Tests.Engines;

public abstract partial class LakehouseContract
{
    [Fact]
    public async Task Append_ToATableThatIsNotThere_BeginsIt()
    {
        var outcome = await AppendAsync(Some(1, 3), schema: new TableSchema(
        [
            new("id", DataType.Long, IsNullable: false, Label: "Order No."),
            new("city", DataType.String, Comment: "Where it goes"),
            new("amount", DataType.DecimalOf(10, 2)),
        ]));

        Assert.Equal(3L, outcome.RowsWritten);
        var description = await DescribeAsync();
        Assert.Equal((outcome.Version, 3L), (description.Version, description.RowCount));
        Assert.Equal(outcome.BytesWritten, description.Bytes);
        Assert.Equal("Order No.", description.Schema.Find("id")!.Label);
        Assert.False(description.Schema.Find("id")!.IsNullable);
        Assert.Equal("Where it goes", description.Schema.Find("city")!.Comment);
        Assert.Equal([Orders], await Lakehouse.TablesAsync("kali_dev", Analyst, Ct));
        Assert.Equal([[1L, "Basel", 1.50m], [2L, "Köln", 3.00m], [3L, "Basel", 4.50m]], await QueryAsync(Sql.Of($"SELECT * FROM {Orders} ORDER BY id")));
    }

    [Fact]
    public async Task Append_KeepsTheOrderOfTheRows()
    {
        await AppendAsync(Sql.Of($"SELECT n AS id, (n * 7919) % 300007 AS m FROM range({300_000}) AS r(n)"));

        Assert.Equal(300_000L, await ScalarAsync(Sql.Of($"SELECT count(*) FROM (SELECT id, row_number() OVER () - 1 AS place FROM {Orders}) AS placed WHERE id = place")));
    }

    [Fact]
    public async Task Append_RowsOfText_KeepsNullEmptyAndRowNumbers()
    {
        var names = ImmutableArray.Create("name", "city");
        await Lakehouse.CommitAsync(new TableCommit
        {
            Table = Orders,
            Change = new TableChange.Append(new RowSource.Text(
                () => new TestRows(names, [["Ünal", ""], [null, "a text of more than twelve bytes 😀"]]),
                rows => Sql.Of($"SELECT *, {"u-9"} AS _upload_id, {new Constant(null).AsText()} AS _sheet, {5L} * 8589934592 + _row AS _row_id FROM {rows}"))),
            Schema = new TableSchema(
            [
                new("name", DataType.String), new("city", DataType.String), new("_upload_id", DataType.String), new("_sheet", DataType.String),
                new("_row", DataType.Long), new("_row_id", DataType.Long), new("upload_date", DataType.Date), new("user_id", DataType.String),
            ], ["upload_date", "user_id"]),
            PartitionValues = ImmutableSortedDictionary<string, object?>.Empty.Add("upload_date", new DateOnly(2026, 11, 23)).Add("user_id", "u-1"),
        }, Steward, Ct);

        Assert.Equal(
            [["Ünal", "", 2L, 42949672962L, null, new DateOnly(2026, 11, 23), "u-1"], [null, "a text of more than twelve bytes 😀", 3L, 42949672963L, null, new DateOnly(2026, 11, 23), "u-1"]],
            await QueryAsync(Sql.Of($"SELECT name, city, _row, _row_id, _sheet, upload_date, user_id FROM {Orders} ORDER BY _row")));
        if (NamesFiles)
            Assert.Single((await DescribeAsync()).Files);
    }

    [Fact]
    public async Task Append_WhenTheReaderFails_SaysSoAndLeavesNothing()
    {
        IEnumerable<string?[]> Failing()
        {
            for (var i = 0; i < 5_000; i++)
                yield return ["x"];
            throw new KaliException("Line 5,002 ends within a quote.");
        }

        var fault = await Assert.ThrowsAsync<KaliException>(() => CommitAsync(new TableChange.Append(new RowSource.Text(() => new TestRows(["a"], Failing()), rows => Sql.Of($"SELECT * FROM {rows}")))));

        Assert.Equal("Line 5,002 ends within a quote.", fault.Message);
        Assert.Null(await Lakehouse.DescribeAsync(Orders, Analyst, Ct));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Append_PartitionedRows_CanBeReadBackWhateverTheValuesAre(bool isConstant)
    {
        string?[] values = isConstant ? ["a/b c%20'\"=ü😀:*?[x]"] : ["a/b c%20'\"=ü😀:*?[x]", "plain", "..", null, "100%", "x\\y", "a "];
        var rows = Sql.Join(" UNION ALL ", values.Select((value, i) => Sql.Of($"SELECT {(long)i} AS id, {new Constant(value).AsText()} AS part, {new DateTimeOffset(2026, 1, 2, 3, 4, 5, 123, 456, TimeSpan.Zero)} AS seen")));

        await AppendAsync(rows, schema: new TableSchema([new("id", DataType.Long), new("part", DataType.String), new("seen", DataType.Timestamp)], ["part", "seen"]));

        Assert.Equal(values, (await QueryAsync(Sql.Of($"SELECT part FROM {Orders} ORDER BY id"))).Select(row => row[0]));
        Assert.Equal(new DateTimeOffset(2026, 1, 2, 3, 4, 5, 123, 456, TimeSpan.Zero), await ScalarAsync(Sql.Of($"SELECT max(seen) FROM {Orders}")));
        if (NamesFiles)
            Assert.Equal(values.Length, (await DescribeAsync()).Files.Length);
    }

    [Fact]
    public async Task Append_ColumnNamesOfAnyKind_Work()
    {
        string[] names = ["with space", "sl/ash", "qu\"ote", "it's", "100%", "größe", "😀", "a.b", "select"];
        var columns = Sql.Join(", ", names.Select((name, i) => Sql.Of($"{(long)i} AS {new SqlName(name)}")));

        await AppendAsync(Sql.Of($"SELECT {columns}"));
        await CommitAsync(new TableChange.Update([("it's", new Constant(70L))], new Column("qu\"ote").EqualTo(new Constant(2L))));

        Assert.Equal([0L, 1L, 2L, 70L, 4L, 5L, 6L, 7L, 8L], (await QueryAsync(Sql.Of($"SELECT * FROM {Orders}")))[0]);
        Assert.Equal(names, (await DescribeAsync()).Schema.Columns.Select(column => column.Name));
    }

    [Fact]
    public async Task Append_TheSameWorkTwice_CommitsOnce()
    {
        var commit = new TableCommit { Table = Orders, Change = new TableChange.Append(Rows(Some(1, 3))), Once = "kali/run/42/silver", About = About(("run", "42"), ("step", "silver")) };

        var first = Assert.IsType<CommitOutcome.Committed>(await Lakehouse.CommitAsync(commit, Steward, Ct));
        await AppendAsync(Some(9, 1));
        var second = Assert.IsType<CommitOutcome.AlreadyCommitted>(await Lakehouse.CommitAsync(commit, Steward, Ct));

        Assert.Equal((first.Version, 3L, first.BytesWritten, 1), (second.Version, second.RowsWritten, second.BytesWritten, second.FilesWritten));
        Assert.Equal(4, await CountAsync());
    }

    [Fact]
    public async Task Append_NoRows_IsAVersionWithoutAFile()
    {
        var outcome = await AppendAsync(Some(1, 0));

        Assert.Equal((0L, 0), (outcome.RowsWritten, outcome.FilesWritten));
        Assert.Equal(0, await CountAsync());
    }

    [Fact]
    public async Task Append_ANewColumn_OnlyWhereAllowed()
    {
        await AppendAsync(Some(1, 2));
        var wider = Sql.Of($"SELECT 3::BIGINT AS id, 'Bonn' AS city, 1::DECIMAL(10,2) AS amount, true AS express");

        var fault = await Assert.ThrowsAsync<RefusedException>(() => AppendAsync(wider));
        await AppendAsync(wider, schema: new TableSchema([new("express", DataType.Boolean, Label: "Express?")]), mayAddColumns: true);

        Assert.Contains("“express”", fault.Message, StringComparison.Ordinal);
        Assert.Equal([[null], [null], [true]], await QueryAsync(Sql.Of($"SELECT express FROM {Orders} ORDER BY id")));
        Assert.Equal("Express?", (await DescribeAsync()).Schema.Find("express")!.Label);
    }

    [Fact]
    public async Task Append_AMissingColumn_IsNull()
    {
        await AppendAsync(Some(1, 2));

        await AppendAsync(Sql.Of($"SELECT 3::BIGINT AS id"));

        Assert.Equal([[3L, null, null]], await QueryAsync(Sql.Of($"SELECT * FROM {Orders} WHERE id = {3L}")));
    }

    [Fact]
    public async Task Append_AnotherType_IsRefusedNamingBoth()
    {
        await AppendAsync(Some(1, 2));

        var fault = await Assert.ThrowsAsync<RefusedException>(() => AppendAsync(Sql.Of($"SELECT 'x' AS id, 'Bonn' AS city, 1::DECIMAL(10,2) AS amount")));

        Assert.Contains("“id”", fault.Message, StringComparison.Ordinal);
        Assert.Contains("long", fault.Message, StringComparison.Ordinal);
        Assert.Contains("string", fault.Message, StringComparison.Ordinal);
        Assert.Equal(2, await CountAsync());
    }

    [Fact]
    public async Task Append_NullWhereAValueMustBe_IsRefusedWithTheNumber()
    {
        var schema = new TableSchema([new("id", DataType.Long, IsNullable: false), new("city", DataType.String)]);

        var fault = await Assert.ThrowsAsync<RefusedException>(() => AppendAsync(Sql.Of($"SELECT CASE WHEN n < 6 THEN n END AS id, 'x' AS city FROM range(10) AS r(n)"), schema: schema));

        Assert.Contains("4 of the rows", fault.Message, StringComparison.Ordinal);
        Assert.Null(await Lakehouse.DescribeAsync(Orders, Analyst, Ct));
    }

    [Fact]
    public async Task Append_WithoutTheRight_IsRefused()
    {
        await Assert.ThrowsAsync<NotAllowedException>(() => Lakehouse.CommitAsync(new TableCommit { Table = Orders, Change = new TableChange.Append(Rows(Some(1, 1))) }, Analyst, Ct));
    }

    [Fact]
    public async Task Append_WhenCancelled_LeavesNothing()
    {
        await AppendAsync(Some(1, 2));
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        cancel.CancelAfter(300);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Lakehouse.CommitAsync(new TableCommit
        {
            Table = Orders,
            Change = new TableChange.Append(Rows(Sql.Of($"SELECT n AS id, md5({new Column("n").AsText()}) AS city, NULL AS amount FROM range({2_000_000_000}) AS r(n)"))),
        }, Steward, cancel.Token));

        Assert.Equal((1, 2L), (await ChangesAsync(), await CountAsync()));
    }

    [Fact]
    public async Task Append_ByTwoAtOnce_KeepsBoth()
    {
        await AppendAsync(Some(1, 1));

        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => AppendAsync(Some(100 * (i + 1), 10))));

        Assert.Equal((9, 81L), (await ChangesAsync(), await CountAsync()));
    }

    [Fact]
    public async Task History_TellsWhoWhatAndHowMuch()
    {
        await Lakehouse.CommitAsync(new TableCommit { Table = Orders, Change = new TableChange.Append(Rows(Some(1, 3))), About = About(("run", "42"), ("reason", "“first” load ü")) }, Steward, Ct);

        var entry = Assert.Single(await Lakehouse.HistoryAsync(Orders, Analyst, Ct));

        Assert.Equal(((await DescribeAsync()).Version, "WRITE", "u-1", "Ada Lovelace"), (entry.Version, entry.Operation, entry.UserId, entry.UserName));
        Assert.Equal(About(("run", "42"), ("reason", "“first” load ü")), entry.About);
        Assert.Equal("3", entry.Metrics["numOutputRows"]);
    }
}
