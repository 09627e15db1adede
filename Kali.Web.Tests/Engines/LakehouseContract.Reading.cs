using System.Collections.Immutable;
using Kali.Data;
using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;
using Xunit;

namespace Kali.Web.Tests.Engines;

public abstract partial class LakehouseContract
{
    [Fact]
    public async Task Query_GivesValuesAsDotNetValues()
    {
        await using var result = await Lakehouse.QueryAsync(
            Sql.Of($"SELECT {new Constant("a").AsText()} AS a, {7L} AS b, {1.5m} AS c, {new DateOnly(2026, 11, 23)} AS d, {new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero)} AS e, {true} AS f"), Analyst, Ct);

        Assert.Equal(["string", "long", "decimal(2,1)", "date", "timestamp", "boolean"], result.Columns.Select(column => column.Type.Name));
        Assert.Equal(["a", 7L, 1.5m, new DateOnly(2026, 11, 23), new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero), true], (await result.ToListAsync(Ct))[0]);
    }

    [Fact]
    public async Task Query_StreamsAMillionRows()
    {
        await using var result = await Lakehouse.QueryAsync(Sql.Of($"SELECT n, 'text ' || n AS t FROM range({Many}) AS r(n)"), Analyst, Ct);

        var (count, sum) = (0L, 0L);
        await foreach (var row in result.ReadAsync(Ct))
            (count, sum) = (count + 1, sum + (long)row[0]!);

        Assert.Equal((Many, Many * (Many - 1) / 2), (count, sum));
    }

    [Fact]
    public async Task Query_AReaderThatGoesAway_EndsTheStatement()
    {
        await using var result = await Lakehouse.QueryAsync(Sql.Of($"SELECT n FROM range({(GivesRowsEarly ? long.MaxValue / 2 : Many)}) AS r(n)"), Analyst, Ct);

        await foreach (var row in result.ReadAsync(Ct))
        {
            Assert.Equal(0L, row[0]);
            break;
        }
    }

    [Fact]
    public async Task Query_WhenCancelled_EndsWithinTheStatement()
    {
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        cancel.CancelAfter(200);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Lakehouse.QueryAsync(
            Sql.Of($"SELECT count(*) FROM range({3_000_000}) AS a(n) CROSS JOIN range({3_000_000}) AS b(n) WHERE (a.n * b.n) % 7 = 3"), Analyst, cancel.Token));
    }

    [Fact]
    public async Task Query_AFaultInALaterRow_ReachesTheReader()
    {
        await Assert.ThrowsAsync<RefusedException>(async () =>
        {
            await using var result = await Lakehouse.QueryAsync(
                Sql.Of($"SELECT CASE WHEN n = {300_000} THEN CAST('x' || n AS BIGINT) ELSE n END AS m FROM range({400_000}) AS r(n)"), Analyst, Ct);
            await result.ToListAsync(Ct);
        });
    }

    [Fact]
    public async Task Query_ATableThatIsNotThere_SaysSo()
    {
        var fault = await Assert.ThrowsAsync<NotFoundException>(() => QueryAsync(Sql.Of($"SELECT * FROM {Orders}")));

        Assert.Equal("There is no table kali_dev.silver_layer.orders.", fault.Message);
    }

    [Fact]
    public async Task Query_WithoutTheRight_IsRefusedWhetherTheTableIsThereOrNot()
    {
        await AppendAsync(Some(1, 3));

        await Assert.ThrowsAsync<NotAllowedException>(() => QueryAsync(Sql.Of($"SELECT * FROM {Orders}"), Nobody));
        await Assert.ThrowsAsync<NotAllowedException>(() => QueryAsync(Sql.Of($"SELECT * FROM {Orders with { Name = "absent" }}"), Nobody));
        await Assert.ThrowsAsync<NotAllowedException>(() => Lakehouse.DescribeAsync(Orders, Nobody, Ct));
        await Assert.ThrowsAsync<NotAllowedException>(() => Lakehouse.HistoryAsync(Orders, Nobody, Ct));
        Assert.Empty(await Lakehouse.TablesAsync("kali_dev", Nobody, Ct));
    }

    [Fact]
    public async Task Query_OneTableTwiceAndAnOlderVersionOfIt_InOneStatement()
    {
        var first = await AppendAsync(Some(1, 3));
        await AppendAsync(Some(4, 2));

        var counts = (await QueryAsync(Sql.Of(
            $"SELECT (SELECT count(*) FROM {Orders}), (SELECT count(*) FROM {Orders} AS again), (SELECT count(*) FROM {Orders.At(first.Version)})")))[0];

        Assert.Equal([5L, 5L, 3L], counts);
    }

    [Fact]
    public async Task Query_AVersionThatIsNotThere_SaysWhichIsNewest()
    {
        var newest = (await AppendAsync(Some(1, 3))).Version;

        var fault = await Assert.ThrowsAsync<NotFoundException>(() => CountAsync(Orders.At(7)));

        Assert.Contains(FormattableString.Invariant($"has no version 7; its newest is {newest}"), fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Explain_ShowsTheStatementWithMarksForItsValues()
    {
        var statement = Lakehouse.Explain(Sql.Of($"SELECT {new SqlName("a \"b\"")} FROM {Orders} WHERE id = {7L}"));

        Assert.Equal([7L], statement.Parameters);
        Assert.DoesNotContain("7", statement.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Query_ReportsProgressOfALongStatement()
    {
        Assert.SkipUnless(TellsProgress, "The warehouse tells no progress.");
        await AppendAsync(Sql.Of($"SELECT range AS id, hash(range) % 1000000 AS h FROM range({3_000_000})"));
        var shares = new List<double>();

        await using var result = await Lakehouse.QueryAsync(Sql.Of(
            $"SELECT sum(h), approx_count_distinct(id * 7 + h), count(DISTINCT md5(CAST(id AS VARCHAR))) FROM {Orders}"), Analyst, Ct, new Reports(shares));
        await result.ToListAsync(Ct);

        Assert.NotEmpty(shares);
        Assert.All(shares, share => Assert.InRange(share, 0, 1));
        Assert.Equal(shares.Order(), shares);
    }

    /// <summary>Reports on the reporter's own thread, unlike Progress.</summary>
    protected sealed class Reports(List<double> shares) : IProgress<double>
    {
        public void Report(double value)
        {
            lock (shares)
                shares.Add(value);
        }
    }
}
