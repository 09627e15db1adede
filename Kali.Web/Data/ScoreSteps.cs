using Kali.Data.Quality;
using Kali.Web.Widgets;

namespace Kali.Web.Data;

/// <summary>A score as the sum it comes from: 100, less what each dimension loses, perhaps less what the cap takes.</summary>
public static class ScoreSteps
{
    /// <param name="score">The score.</param>
    /// <param name="dimension">The words of a dimension.</param>
    /// <param name="start">The words of the beginning.</param>
    /// <param name="cap">The words of the cap.</param>
    /// <param name="end">The words of the score.</param>
    public static IReadOnlyList<WaterfallStep> Of(QualityScore score, Func<QualityDimension, string> dimension, string start, string cap, string end)
    {
        var steps = new List<WaterfallStep> { new(start, null, 100) };
        var left = 100.0;
        foreach (var part in score.Dimensions.OrderByDescending(part => part.PointsLost).ThenBy(part => part.Dimension))
        {
            left -= part.PointsLost;
            steps.Add(new WaterfallStep(dimension(part.Dimension), -part.PointsLost, left));
        }
        if (score.LostToCap > 0)
            steps.Add(new WaterfallStep(cap, -score.LostToCap, left - score.LostToCap));
        steps.Add(new WaterfallStep(end, null, score.Value));
        return steps;
    }
}
