using System.Collections.Immutable;
using Kali.Data.Engines;
using Kali.Web.Explore;
using Xunit;

namespace Kali.Web.Tests.Explore;

public sealed class PlotTests
{
    private static readonly ResultColumn Day = new("day", DataType.Date);
    private static readonly ResultColumn City = new("city", DataType.String);
    private static readonly ResultColumn Amount = new("amount", DataType.Double);
    private static readonly ResultColumn Count = new("n", DataType.Long);

    [Fact]
    public void For_ADayAndAFigure_IsALineOverDays() =>
        Assert.Equal(new PlotChoice(PlotKind.Line, 0, 1), PlotProposal.For([Day, Amount], [[new DateOnly(2026, 9, 1), 1.0], [new DateOnly(2026, 9, 2), 2.0]]));

    [Fact]
    public void For_SeveralFiguresADay_ArePoints() =>
        Assert.Equal(new PlotChoice(PlotKind.Points, 0, 1), PlotProposal.For([Day, Amount], [[new DateOnly(2026, 9, 1), 1.0], [new DateOnly(2026, 9, 1), 2.0]]));

    [Fact]
    public void For_AWordAndAFigure_AreBars() => Assert.Equal(new PlotChoice(PlotKind.Bars, 0, 1), PlotProposal.For([City, Count], [["Köln", 1L], ["Ulm", 2L]]));

    [Fact]
    public void For_TwoFigures_ArePoints() => Assert.Equal(new PlotChoice(PlotKind.Points, 0, 1), PlotProposal.For([Amount, Count], [[1.0, 1L], [2.0, 2L]]));

    [Fact]
    public void For_OneFigure_IsItsDistribution() => Assert.Equal(new PlotChoice(PlotKind.Histogram, 0, null), PlotProposal.For([Amount], [[1.0], [2.0]]));

    [Fact]
    public void For_OneRowOrTextOfManyValues_IsNothing()
    {
        Assert.Null(PlotProposal.For([City, Count], [["Köln", 1L]]));
        Assert.Null(PlotProposal.For([City], [.. Enumerable.Range(0, 80).Select(i => new object?[] { $"c{i}" })]));
    }

    [Fact]
    public void Of_ALine_StandsInTheOrderOfDays_WithoutGapsOfMissingValues()
    {
        var data = PlotData.Of(new PlotChoice(PlotKind.Line, 0, 1), [[new DateOnly(2026, 9, 2), 2.0], [new DateOnly(2026, 9, 1), 1.0], [null, 9.0], [new DateOnly(2026, 9, 3), null]]);

        Assert.Equal(["2026-09-01 00:00:00.000", "2026-09-02 00:00:00.000"], data.X);
        Assert.Equal([1.0, 2.0], data.Y);
    }

    [Fact]
    public void Of_Bars_AddsUpWhatStandsTwice() =>
        Assert.Equal([3.0, 5.0], PlotData.Of(new PlotChoice(PlotKind.Bars, 0, 1), [["Köln", 1L], ["Köln", 2L], ["Ulm", 5L]]).Y);

    [Fact]
    public void Of_ADistribution_CountsEveryValueOnce()
    {
        var data = PlotData.Of(new PlotChoice(PlotKind.Histogram, 0, null), [.. Enumerable.Range(0, 1001).Select(i => new object?[] { (double)i }), [double.NaN], [null]]);

        Assert.Equal(1001, data.Y.Sum());
        Assert.Equal(20, data.X.Count);
    }

    [Fact]
    public void Of_ManyPoints_DrawsAtMostTwoThousandAndTellsTheRest()
    {
        var data = PlotData.Of(new PlotChoice(PlotKind.Points, 0, 1), [.. Enumerable.Range(0, 9_999).Select(i => new object?[] { (double)i, (double)i })]);

        Assert.InRange(data.Y.Count, 1, PlotData.MostPoints);
        Assert.Equal(9_999, data.Y.Count + data.LeftOut);
    }
}
