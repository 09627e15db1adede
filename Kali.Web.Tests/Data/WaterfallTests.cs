using Kali.Data.Quality;
using Kali.Web.Data;
using Kali.Web.Widgets;
using Xunit;

namespace Kali.Web.Tests.Data;

public sealed class WaterfallTests
{
    private static readonly QualityScore Score = new(96.2,
    [
        new DimensionScore(QualityDimension.Validity, 97, 0.25, 1.2, 64, []),
        new DimensionScore(QualityDimension.Consistency, 95, 0.25, 1.7, 96, []),
        new DimensionScore(QualityDimension.Uniqueness, 100, 0.25, 0, 0, []),
    ], CappedAt: 96.2, RowsAffected: 160);

    [Fact]
    public void Steps_OfAScore_LeadFromAHundredToIt()
    {
        var steps = ScoreSteps.Of(Score, dimension => dimension.ToString(), "Start", "Cap", "Score");

        Assert.Equal(["Start", "Consistency", "Validity", "Uniqueness", "Cap", "Score"], steps.Select(step => step.Label));
        Assert.Equal(100, steps[0].Total);
        Assert.Equal(96.2, steps[^1].Total, 6);
        Assert.Equal(steps[^1].Total, 100 + steps.Sum(step => step.Change ?? 0), 6);
    }

    [Fact]
    public void Scale_IsCutAtAStepOfFiveBelowTheLowest_AndEndsAtTheHighest()
    {
        var scale = WaterfallScale.Of([new("Start", null, 100), new("a", -3.8, 96.2), new("Score", null, 96.2)]);
        Assert.Equal((95, 100), (scale.Low, scale.High));
        Assert.Equal(1, scale.At(100));
        Assert.Equal(0.24, scale.At(96.2), 6);

        Assert.Equal(90, WaterfallScale.Of([new("Start", null, 100), new("Score", null, 95.1)]).Low);
        Assert.Equal(95, WaterfallScale.Of([new("Start", null, 100), new("Score", null, 100)]).Low);
        Assert.Equal(0, WaterfallScale.Of([new("Start", null, 100), new("Score", null, 0.2)]).Low);
    }

    [Fact]
    public void Bar_OfALoss_LiesBetweenWhatStoodBeforeAndAfter()
    {
        var scale = new WaterfallScale(90, 100);
        var bar = scale.Bar(new WaterfallStep("loss", -2, 96))!.Value;
        Assert.Equal(0.6, bar.From, 6);
        Assert.Equal(0.2, bar.Length, 6);
        Assert.Null(scale.Bar(new WaterfallStep("total", null, 96)));
    }
}
