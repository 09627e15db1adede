using Kali.Data;
using Xunit;

namespace Kali.Web.Tests;

public sealed class LedgerTests
{
    private static readonly Ledger Orders = new(48_213, 3, 48_210, 118, 48_092, 411, 47_681);

    [Fact]
    public void Gaps_WhenEveryRowHasItsPlace_IsEmpty()
    {
        Assert.Empty(Orders.Gaps());
        Assert.True(Orders.IsClosed);
    }

    [Fact]
    public void Gaps_WhenRowsAreMissingInGold_NamesTheSumAndBothFigures() =>
        Assert.Equal([new LedgerGap("rows in silver", 48_092, 48_091)], (Orders with { Gold = 47_680 }).Gaps());

    [Fact]
    public void Gaps_WhenTheGateFailed_CountsTheRowsThatWait() =>
        Assert.Empty((Orders with { Gold = null, Waiting = 47_681 }).Gaps());

    [Fact]
    public void Gaps_WhenMerging_SplitsGoldIntoNewAndUpdated()
    {
        Assert.Empty((Orders with { New = 47_000, Updated = 681 }).Gaps());
        Assert.Equal([new LedgerGap("rows in gold", 47_681, 47_000)], (Orders with { New = 47_000, Updated = 0 }).Gaps());
    }

    [Fact]
    public void Gaps_WhatIsNotCountedYet_IsNoContradiction()
    {
        Assert.Empty(new Ledger(LinesInFile: 10).Gaps());
        Assert.False(new Ledger(LinesInFile: 10).IsClosed);
    }
}
