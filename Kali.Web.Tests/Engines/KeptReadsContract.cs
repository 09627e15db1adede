using Kali.Data;
using Kali.Data.Engines;
using Xunit;

namespace Kali.Web.Tests.Engines;

/// <summary>What people have just read is not read again, and never shown when it is not so any more.</summary>
public abstract class KeptReadsContract : IDisposable
{
    private static readonly Actor Steward = new("u-1", "Ada Lovelace", [KaliRole.DataEngineer]);
    private static readonly Actor Analyst = new("u-2", "Grace Hopper", [KaliRole.Analyst]);
    private static readonly Actor Nobody = new("u-3", "Nobody", []);
    private static readonly TableName Orders = new("kali_dev", "silver_layer", "orders");

    /// <summary>Of this process.</summary>
    protected abstract ILakehouse Here { get; }

    /// <summary>Of another process on the same tables.</summary>
    protected abstract ILakehouse There { get; }

    /// <summary>How many queries have reached the engine.</summary>
    protected abstract int Asked { get; }

    /// <summary>Nobody drops a table and makes another one within the same thousandth of a second.</summary>
    protected virtual void TimePasses()
    {
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public virtual void Dispose() => GC.SuppressFinalize(this);

    [Fact]
    public async Task WhatWasJustRead_IsNotReadAgain_AndNobodyChangesWhatIsKept()
    {
        await AppendAsync(Here, 1);
        var first = await RowsAsync(Here);
        var asked = Asked;
        first[0][0] = "spoiled";

        Assert.Equal("one 1", (await RowsAsync(Here))[0][0]);
        Assert.Equal("one 1", (await RowsAsync(Here, Steward))[0][0]);

        Assert.Equal(asked, Asked);
        Assert.Equal(1, (await Here.DescribeAsync(Orders, Analyst, Ct))!.RowCount);
        Assert.Single(await Here.HistoryAsync(Orders, Analyst, Ct));
        await Assert.ThrowsAsync<NotAllowedException>(() => RowsAsync(Here, Nobody));
        await Assert.ThrowsAsync<NotAllowedException>(() => Here.DescribeAsync(Orders, Nobody, Ct));
    }

    [Fact]
    public async Task ACommitOfAnotherProcess_IsSeen()
    {
        await AppendAsync(Here, 1);
        Assert.Equal((1, 1L, 1), await KnownAsync());

        await AppendAsync(There, 2);

        Assert.Equal((2, 2L, 2), await KnownAsync());
    }

    [Fact]
    public async Task ATableThatTookTheNameOfAnother_IsReadItself()
    {
        await AppendAsync(Here, 1);
        Assert.Equal("one 1", (await RowsAsync(Here))[0][0]);
        await There.DropAsync(Orders, Steward, Ct);
        TimePasses();
        await AppendAsync(There, 7);

        Assert.Equal("one 7", (await RowsAsync(Here))[0][0]);
    }

    [Fact]
    public async Task ARunsOwnReading_IsDoneEachTime()
    {
        await AppendAsync(Here, 1);
        await RowsAsync(Here, Actor.System);
        var asked = Asked;

        await RowsAsync(Here, Actor.System);

        Assert.Equal(asked + 1, Asked);
    }

    private async Task<(int Rows, long? Described, int Versions)> KnownAsync() =>
        ((await RowsAsync(Here)).Count, (await Here.DescribeAsync(Orders, Analyst, Ct))!.RowCount, (await Here.HistoryAsync(Orders, Analyst, Ct)).Length);

    private static async Task<List<object?[]>> RowsAsync(ILakehouse lakehouse, Actor? actor = null)
    {
        await using var rows = await lakehouse.QueryAsync(Sql.Of($"SELECT concat_ws(' ', {"one"}, id) AS said FROM {Orders} ORDER BY id"), actor ?? Analyst, Ct);
        return await rows.ToListAsync(Ct);
    }

    private static async Task AppendAsync(ILakehouse lakehouse, int id) => Assert.IsType<CommitOutcome.Committed>(await lakehouse.CommitAsync(
        new TableCommit { Table = Orders, Change = new TableChange.Append(new RowSource.Query(Sql.Of($"SELECT {id} AS id"))) }, Steward, Ct));
}
