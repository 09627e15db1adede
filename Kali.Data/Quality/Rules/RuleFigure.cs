namespace Kali.Data.Quality;

/// <summary>A figure over the rows of a table.</summary>
public enum RuleFigure
{
    /// <summary>Values that are there; without a column, rows.</summary>
    Count,
    CountDistinct,
    Sum,
    Average,
    Min,
    Max,
    Median,
    Percentile,

    /// <summary>Greatest less least.</summary>
    Range,

    /// <summary>Of the sample.</summary>
    StandardDeviation,
    PopulationStandardDeviation,
    Variance,
    PopulationVariance,

    /// <summary>Of the population: third standardised moment.</summary>
    Skewness,

    /// <summary>Of the population, 0 for a normal distribution.</summary>
    Kurtosis,

    /// <summary>Rows whose value is zero.</summary>
    Zeros,
    ShortestLength,
    LongestLength,
    AverageLength,
}
