using System.Collections.Immutable;
using Kali.Data;
using Kali.Data.Quality;

namespace Kali.Web.Quality;

/// <summary>One dataset on the dashboard.</summary>
/// <param name="Quality">What is known of it.</param>
/// <param name="Scores">Its scores in the time asked for, oldest first.</param>
/// <param name="Change">From the first comparable score to the last; null without two under the same rules.</param>
/// <param name="OpenSince">Since when its gate has not passed; null when it has.</param>
public sealed record DashboardLine(DatasetQuality Quality, ImmutableArray<double> Scores, double? Change, DateTimeOffset? OpenSince)
{
    public double? Score => Quality.Latest.Report.Score?.Value;

    public GateState Gate => Quality.Latest.Report.Gate;

    public bool IsWorse => Change <= -0.05;

    /// <summary>What a dimension scored; null when nothing assesses it.</summary>
    public DimensionScore? Of(QualityDimension dimension) => Quality.Latest.Report.Score?.Dimensions.FirstOrDefault(score => score.Dimension == dimension);

    public static DashboardLine Of(DatasetQuality quality)
    {
        // Scores are comparable only under the same rules: the trend begins where today's set came into force.
        var comparable = quality.Points.Reverse().TakeWhile(point => point.RuleSet == quality.Latest.RuleSet).Where(point => point.Score is not null).Reverse().ToImmutableArray();
        return new DashboardLine(
            quality,
            [.. quality.Points.Where(point => point.Score is not null).Select(point => point.Score!.Value)],
            comparable.Length > 1 ? comparable[^1].Score - comparable[0].Score : null,
            SinceWhen(quality));
    }

    private static DateTimeOffset? SinceWhen(DatasetQuality quality) =>
        quality.Latest.Report.Gate is GateState.Passed
            ? null
            : quality.Points.Reverse().TakeWhile(point => point.Gate is not GateState.Passed).LastOrDefault()?.At ?? quality.Latest.At;

    /// <summary>The greatest loss first, overall or in one dimension; what was not assessed comes last.</summary>
    public static ImmutableArray<DashboardLine> Sorted(IEnumerable<DatasetQuality> all, string? owner, QualityDimension? dimension) =>
        [.. all.Where(quality => owner is null || quality.Dataset.OwnerId == owner).Select(Of)
            .Where(line => dimension is null || line.Of(dimension.Value) is not null)
            .OrderBy(line => (dimension is { } one ? line.Of(one)?.Value : line.Score) ?? double.PositiveInfinity)
            .ThenBy(line => line.Quality.Dataset.Name.Name, StringComparer.Ordinal)];
}
