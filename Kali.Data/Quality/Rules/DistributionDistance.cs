namespace Kali.Data.Quality;

/// <summary>How far two distributions are apart.</summary>
public enum DistributionDistance
{
    /// <summary>Population stability index.</summary>
    Psi,

    /// <summary>Kullback-Leibler divergence of what is there from the baseline.</summary>
    Kl,

    /// <summary>Jensen-Shannon distance, 0 to 1.</summary>
    Js,
}
