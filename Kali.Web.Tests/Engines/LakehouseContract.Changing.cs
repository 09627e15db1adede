using System.Collections.Immutable;
using Kali.Data;
using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;
using Xunit;

namespace Kali.Web.Tests.Engines;

public abstract partial class LakehouseContract
{
    [Fact]
    public async Task Overwrite_ReplacesAllRowsAndKeepsTheOlderVersion()
    {
        var first = await AppendAsync(Some(1, 10));

        var outcome = Assert.IsType<CommitOutcome.Committed>(await CommitAsync(new TableChange.Overwrite(Rows(Some(50, 2)))));

        Assert.Equal((2L, 10L), (outcome.RowsWritten, outcome.RowsDeleted));
        Assert.Equal([[50L], [51L]], await QueryAsync(Sql.Of($"SELECT id FROM {Orders} ORDER BY id")));
        Assert.Equal(10, await CountAsync(Orders.At(first.Version)));
    }

    [Fact]
    public async Task Overwrite_WithItsOwnRows_ReadsThemBeforeTheyGo()
    {
        await AppendAsync(Some(1, 10));

        await CommitAsync(new TableChange.Overwrite(Rows(Sql.Of($"SELECT * FROM {Orders} WHERE id > {7L}"))));

        Assert.Equal(3, await CountAsync());
    }

    [Fact]
    public async Task Overwrite_AnotherSchema_OnlyWhereItSaysSo()
    {
        var first = await AppendAsync(Some(1, 3));
        var other = Sql.Of($"SELECT 'x' AS id, true AS flag");

        await Assert.ThrowsAsync<RefusedException>(() => CommitAsync(new TableChange.Overwrite(Rows(other))));
        await CommitAsync(new TableChange.Overwrite(Rows(other)) { ReplacesSchema = true });

        Assert.Equal(["id:string", "flag:boolean"], (await DescribeAsync()).Schema.Columns.Select(column => $"{column.Name}:{column.Type}"));
        Assert.Equal([["x", true]], await QueryAsync(Sql.Of($"SELECT * FROM {Orders}")));
        Assert.Equal(3, await CountAsync(Orders.At(first.Version)));
    }

    [Fact]
    public async Task Append_OfRowsWhoseColumnsAreTold_MatchesThemByName()
    {
        await AppendAsync(Some(1, 3));
        var told = new TableSchema([new ColumnSchema("city", DataType.String), new ColumnSchema("id", DataType.Long)]);

        await CommitAsync(new TableChange.Append(new RowSource.Query(Sql.Of($"SELECT 'Ulm' AS city, CAST(9 AS BIGINT) AS id")) { Gives = told }));

        Assert.Equal([[9L, "Ulm", null]], await QueryAsync(Sql.Of($"SELECT id, city, amount FROM {Orders} WHERE id = {9L}")));
    }

    [Fact]
    public async Task Overwrite_SomeRows_LeavesTheOthers()
    {
        await AppendAsync(Some(1, 10));
        await AppendAsync(Some(100, 10));

        var outcome = Assert.IsType<CommitOutcome.Committed>(await CommitAsync(
            new TableChange.Overwrite(Rows(Some(500, 1)), new Column("id").LessThan(new Constant(5L)))));

        Assert.Equal(4L, outcome.RowsDeleted);
        Assert.Equal((17L, 5L), (await CountAsync(), await ScalarAsync(Sql.Of($"SELECT min(id) FROM {Orders}"))));
    }

    [Fact]
    public async Task Merge_UpdatesWhatIsThereAndInsertsTheRest()
    {
        await AppendAsync(Some(1, 10));
        await AppendAsync(Some(11, 10));

        var outcome = Assert.IsType<CommitOutcome.Committed>(await CommitAsync(new TableChange.Merge(
            Rows(Sql.Of($"SELECT id, 'Ulm' AS city, NULL AS amount FROM (VALUES (3::BIGINT), (99::BIGINT)) AS v(id)")), ["id"])));

        Assert.Equal((1L, 0L), (outcome.RowsUpdated, outcome.RowsDeleted));
        Assert.Equal([[3L, "Ulm", null], [99L, "Ulm", null]], await QueryAsync(Sql.Of($"SELECT * FROM {Orders} WHERE city = 'Ulm' ORDER BY id")));
        Assert.Equal(21, await CountAsync());
        var entry = (await Lakehouse.HistoryAsync(Orders, Analyst, Ct))[0];
        Assert.Equal(("MERGE", "1", "1"), (entry.Operation, entry.Metrics["numTargetRowsInserted"], entry.Metrics["numTargetRowsUpdated"]));
    }

    [Fact]
    public async Task Merge_IntoNothing_InsertsAll()
    {
        await CommitAsync(new TableChange.Merge(Rows(Some(1, 5)), ["id"]));

        Assert.Equal(5, await CountAsync());
    }

    [Fact]
    public async Task Merge_ByTwoKeys_LeavesUntouchedFilesAlone()
    {
        await AppendAsync(Some(1, 10));
        await AppendAsync(Some(11, 10));
        var before = (await DescribeAsync()).Files.Select(file => file.Path).ToHashSet();

        await CommitAsync(new TableChange.Merge(Rows(Sql.Of($"SELECT 12::BIGINT AS id, 'Köln' AS city, 1::DECIMAL(10,2) AS amount")), ["id", "city"]));

        if (NamesFiles)
            Assert.Single((await DescribeAsync()).Files, file => before.Contains(file.Path));
        Assert.Equal((20L, 1.00m), (await CountAsync(), await ScalarAsync(Sql.Of($"SELECT amount FROM {Orders} WHERE id = {12L}"))));
    }

    [Fact]
    public async Task Merge_AKeyThatOccursTwice_IsRefusedWithAnExample()
    {
        await AppendAsync(Some(1, 3));

        var fault = await Assert.ThrowsAsync<RefusedException>(() => CommitAsync(new TableChange.Merge(
            Rows(Sql.Of($"SELECT n - n % 2 AS id, 'x' AS city FROM range(4) AS r(n)")), ["id"])));

        Assert.Contains("2 keys occur several times, “0” 2 times", fault.Message, StringComparison.Ordinal);
        Assert.Equal(1, await ChangesAsync());
    }

    [Fact]
    public async Task Merge_AKeyWithoutAValue_IsRefused()
    {
        var fault = await Assert.ThrowsAsync<RefusedException>(() => CommitAsync(new TableChange.Merge(
            Rows(Sql.Of($"SELECT nullif(n, 1) AS id FROM range(3) AS r(n)")), ["id"])));

        Assert.Contains("1 of the rows have no value in the key (id)", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Delete_TakesTheRowsAndRewritesOnlyTheirFiles()
    {
        await AppendAsync(Some(1, 10));
        await AppendAsync(Some(11, 10));
        var before = (await DescribeAsync()).Files.Select(file => file.Path).ToHashSet();

        var outcome = Assert.IsType<CommitOutcome.Committed>(await CommitAsync(new TableChange.Delete(IdIs(3))));

        Assert.Equal(1L, outcome.RowsDeleted);
        Assert.Equal((19L, 0L), (await CountAsync(), await ScalarAsync(Sql.Of($"SELECT count(*) FROM {Orders} WHERE id = {3L}"))));
        if (!NamesFiles)
            return;
        Assert.Equal(9L, outcome.RowsWritten);
        Assert.Single((await DescribeAsync()).Files, file => before.Contains(file.Path));
    }

    [Fact]
    public async Task Delete_RowsWhereTheConditionIsUnknown_Stay()
    {
        await AppendAsync(Sql.Of($"SELECT n AS id, CASE WHEN n > 0 THEN 'x' END AS city FROM range(3) AS r(n)"));

        await CommitAsync(new TableChange.Delete(new Column("city").EqualTo(new Constant("x"))));

        Assert.Equal([[0L]], await QueryAsync(Sql.Of($"SELECT id FROM {Orders}")));
    }

    [Fact]
    public async Task Delete_WhereNothingMatches_IsAVersionWithoutEffect()
    {
        await AppendAsync(Some(1, 3));

        var outcome = Assert.IsType<CommitOutcome.Committed>(await CommitAsync(new TableChange.Delete(IdIs(77))));

        Assert.Equal((2, 0L, 3L), (await ChangesAsync(), outcome.RowsDeleted, await CountAsync()));
    }

    [Fact]
    public async Task Update_ComputesFromTheOldRow()
    {
        await AppendAsync(Some(1, 10));

        var outcome = Assert.IsType<CommitOutcome.Committed>(await CommitAsync(new TableChange.Update(
            [("amount", new Column("id")), ("city", new Constant("Ulm"))], new Column("id").GreaterThan(new Constant(8L)))));

        Assert.Equal(2L, outcome.RowsUpdated);
        Assert.Equal([[8L, "Köln", 12.00m], [9L, "Ulm", 9.00m], [10L, "Ulm", 10.00m]], await QueryAsync(Sql.Of($"SELECT * FROM {Orders} WHERE id >= {8L} ORDER BY id")));
    }

    [Fact]
    public async Task Update_AColumnThatIsNotThere_IsRefused()
    {
        await AppendAsync(Some(1, 3));

        await Assert.ThrowsAsync<RefusedException>(() => CommitAsync(new TableChange.Update([("absent", new Constant(1L))], IdIs(1))));
    }

    [Fact]
    public async Task Change_InAPartitionedTable_KeepsTheRowsInTheirPartitions()
    {
        var schema = new TableSchema([new("id", DataType.Long), new("day", DataType.Date)], ["day"]);
        await AppendAsync(Sql.Of($"SELECT n AS id, DATE '2026-11-01' + CAST(n % 3 AS INT) AS day FROM range(9) AS r(n)"), schema: schema);

        await CommitAsync(new TableChange.Delete(IdIs(4)));
        await CommitAsync(new TableChange.Update([("day", new Constant(new DateOnly(2026, 12, 24)))], IdIs(5)));
        await CommitAsync(new TableChange.Merge(Rows(Sql.Of($"SELECT 100::BIGINT AS id, DATE '2026-11-01' AS day")), ["id"]));

        Assert.Equal(
            [[new DateOnly(2026, 11, 1), 4L], [new DateOnly(2026, 11, 2), 2L], [new DateOnly(2026, 11, 3), 2L], [new DateOnly(2026, 12, 24), 1L]],
            await QueryAsync(Sql.Of($"SELECT day, count(*) FROM {Orders} GROUP BY day ORDER BY day")));
    }

    [Fact]
    public async Task Change_BasedOnAnOlderVersion_IsOvertakenByAChangeOfTheSameRows()
    {
        var first = await AppendAsync(Some(1, 10));
        var second = Assert.IsType<CommitOutcome.Committed>(await CommitAsync(new TableChange.Delete(IdIs(1))));

        var outcome = await Lakehouse.CommitAsync(new TableCommit { Table = Orders, Change = new TableChange.Delete(IdIs(2)), BasedOn = first.Version }, Steward, Ct);
        var overwrite = await Lakehouse.CommitAsync(new TableCommit { Table = Orders, Change = new TableChange.Overwrite(Rows(Some(1, 1))), BasedOn = first.Version }, Steward, Ct);

        Assert.Equal(new CommitOutcome.Overtaken(second.Version), outcome);
        Assert.Equal(new CommitOutcome.Overtaken(second.Version), overwrite);
        Assert.Equal(9, await CountAsync());
    }

    [Fact]
    public async Task Change_ByManyAtOnce_LosesNone()
    {
        await AppendAsync(Some(0, 40));

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => CommitAsync(i % 2 == 0
            ? new TableChange.Delete(IdIs(i))
            : new TableChange.Merge(Rows(Sql.Of($"SELECT {(long)(1000 + i)} AS id")), ["id"]))));

        Assert.All(outcomes, outcome => Assert.IsType<CommitOutcome.Committed>(outcome));
        Assert.Equal((40L, 7), (await CountAsync(), await ChangesAsync()));
    }

    [Fact]
    public async Task Change_OfATableThatIsNotThere_SaysSo()
    {
        await Assert.ThrowsAsync<NotFoundException>(() => CommitAsync(new TableChange.Delete(IdIs(1))));
        await Assert.ThrowsAsync<NotFoundException>(() => CommitAsync(new TableChange.Update([("id", new Constant(1L))], IdIs(1))));
    }

    [Fact]
    public async Task Commit_ReportsProgressUpToTheEnd()
    {
        var shares = new List<double>();

        await Lakehouse.CommitAsync(new TableCommit { Table = Orders, Change = new TableChange.Merge(Rows(Some(1, 100_000)), ["id"]) }, Steward, Ct, new Reports(shares));

        Assert.Equal(shares.Order(), shares);
        Assert.All(shares, share => Assert.InRange(share, 0, 1));
    }
}
