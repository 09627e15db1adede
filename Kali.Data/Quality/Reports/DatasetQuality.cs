using System.Collections.Immutable;
using Kali.Data.Catalog;

namespace Kali.Data.Quality;

/// <summary>One dataset on the quality dashboard.</summary>
/// <param name="Dataset">The dataset.</param>
/// <param name="Latest">Its newest results.</param>
/// <param name="Points">Its history within the time asked for, oldest first.</param>
public sealed record DatasetQuality(Dataset Dataset, LoadQuality Latest, ImmutableArray<QualityPoint> Points)
{
    /// <summary>The assessed dimension with the lowest value.</summary>
    public DimensionScore? Worst => Latest.Report.Score?.Dimensions.MinBy(dimension => dimension.Value);
}
