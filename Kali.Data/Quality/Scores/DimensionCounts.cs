namespace Kali.Data.Quality;

/// <summary>Rows with at least one problem of a dimension, each counted once, as far as single rows can show it.</summary>
/// <param name="Stopping">Rows that break a rule which holds rows back.</param>
/// <param name="Any">Rows that break a rule which holds rows back or warns.</param>
/// <param name="OfKeys">Rows that break such a rule about a column of the key.</param>
internal sealed record DimensionCounts(long Stopping, long Any, long OfKeys);
