namespace Kali.Data.Quality;

/// <summary>What the middle of numbers is, and the usual distance from it.</summary>
public enum OutlierMethod
{
    /// <summary>The median, and the median of the distances from it: not moved by the outliers themselves.</summary>
    Mad,

    /// <summary>The mean, and the standard deviation.</summary>
    ZScore,
}
