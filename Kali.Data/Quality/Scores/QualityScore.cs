using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Kali.Data.Quality;

/// <summary>A table's score with the sum it comes from: 100, less what each assessed dimension loses, perhaps capped.</summary>
/// <param name="Value">0 to 100, one decimal.</param>
/// <param name="Dimensions">The dimensions that a rule assessed; the others were not assessed and take no part.</param>
/// <param name="CappedAt">The highest score allowed by the worst dimension of the key columns (that plus 20); null when it did not bind.</param>
/// <param name="RowsAffected">Rows with at least one problem that a single row can show.</param>
public sealed record QualityScore(double Value, ImmutableArray<DimensionScore> Dimensions, double? CappedAt, long RowsAffected)
{
    [JsonIgnore]
    public IEnumerable<QualityDimension> NotAssessed => Enum.GetValues<QualityDimension>().Except(Dimensions.Select(dimension => dimension.Dimension));

    /// <summary>Points that the cap takes beyond what the dimensions lose.</summary>
    [JsonIgnore]
    public double LostToCap => CappedAt is null ? 0 : Math.Round(100 - Dimensions.Sum(dimension => dimension.PointsLost) - Value, 1);
}

/// <summary>One dimension's part in the score.</summary>
/// <param name="Dimension">Which.</param>
/// <param name="Value">0 to 100.</param>
/// <param name="Weight">Its weight among all dimensions.</param>
/// <param name="PointsLost">What it takes from 100.</param>
/// <param name="RowsAffected">Rows with at least one problem of this dimension, each counted once.</param>
/// <param name="Rules">The rules that assess it, costliest first.</param>
public sealed record DimensionScore(
    QualityDimension Dimension, double Value, double Weight, double PointsLost, long RowsAffected, ImmutableArray<RuleCost> Rules);

/// <summary>What one rule, or one confirmed finding, takes from the score.</summary>
/// <param name="RuleId">The rule; empty for a finding.</param>
/// <param name="Name">Its name; the key of a finding.</param>
/// <param name="Failing">Rows that break it, or have the finding.</param>
/// <param name="PointsLost">Its part of the dimension's loss, shared out by failing rows.</param>
/// <param name="Owner">Who answers for it; null when nobody is named.</param>
public sealed record RuleCost(Guid RuleId, string Name, long Failing, double PointsLost, string? Owner = null)
{
    [JsonIgnore]
    public bool IsOfFinding => RuleId == Guid.Empty;
}
