using Kali.Data.Catalog;

namespace Kali.Data.Quality;

/// <summary>Rows of one load that rules of one dimension kept out of gold.</summary>
/// <param name="Dataset">The dataset.</param>
/// <param name="At">When the load was checked.</param>
/// <param name="Dimension">The dimension of the rules they break.</param>
/// <param name="Rows">Rows, counted once for each rule they break.</param>
public sealed record HeldBackCause(Dataset Dataset, DateTimeOffset At, QualityDimension Dimension, long Rows);
