using Kali.Data;
using Kali.Data.Catalog;
using Kali.Data.Quality;
using Kali.Web.Quality;
using Xunit;

namespace Kali.Web.Tests.Quality.Dashboard;

public sealed class HeldBackTrendTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Of_NinetyDays_PutsEveryRowIntoOneColumnOfSevenDays()
    {
        var trend = HeldBackTrend.Of([Cause(0, QualityDimension.Validity, 5), Cause(1, QualityDimension.Validity, 7), Cause(80, QualityDimension.Consistency, 20)], 90, Now);
        Assert.Equal((7, 13, 32L), (trend.DaysAColumn, trend.Columns.Length, trend.Total));
        Assert.Equal([QualityDimension.Consistency, QualityDimension.Validity], trend.Causes.AsEnumerable());
        Assert.Equal(12, trend.Columns[^1].Total);
    }

    [Fact]
    public void Of_NothingHeldBack_HasColumnsOfNone() => Assert.Equal((0L, 0L), (HeldBackTrend.Of([], 7, Now).Total, HeldBackTrend.Of([], 7, Now).Highest));

    [Theory]
    [InlineData(0, 1)]
    [InlineData(7, 10)]
    [InlineData(11, 20)]
    [InlineData(411, 500)]
    [InlineData(1000, 1000)]
    public void Ceiling_IsARoundNumberNotBelow(long highest, long ceiling) => Assert.Equal(ceiling, HeldBackTrend.Ceiling(highest));

    [Theory]
    [InlineData(100, 1)]
    [InlineData(99.9, 2)]
    [InlineData(95, 4)]
    [InlineData(53.7, 6)]
    public void HeatStep_GetsDarkerWithTheLoss(double value, int step) => Assert.Equal(step, HeatStep.Of(value));

    [Fact]
    public void Line_UnderOtherRules_IsNotComparedWithBefore()
    {
        var dataset = new Dataset(1, new DatasetName("kali_dev", "orders"), "orders", "a", "Owner", "orders", null, [], default, null, null);
        var report = new CheckReport(10, [], new QualityScore(80, [], null, 2));
        var quality = new DatasetQuality(
            dataset, new LoadQuality(new RunId(3), 3, Now, 3, "b", report, null),
            [Point(1, "a", 99), Point(2, "b", 90), Point(3, "b", 80)]);
        var line = DashboardLine.Of(quality);
        Assert.Equal((-10.0, true), (line.Change, line.IsWorse));
        Assert.Equal([99.0, 90, 80], line.Scores.AsEnumerable());
    }

    private static QualityPoint Point(long run, string rules, double score) => new(new RunId(run), run, Now, run, GateState.Passed, score, rules);

    private static HeldBackCause Cause(int daysAgo, QualityDimension dimension, long rows) =>
        new(new Dataset(1, new DatasetName("kali_dev", "orders"), "orders", "a", "Owner", "orders", null, [], default, null, null), Now.AddDays(-daysAgo), dimension, rows);
}
