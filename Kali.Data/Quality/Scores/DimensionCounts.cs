namespace Kali.Data.Quality;

/// <summary>Rows with at least one problem of a dimension, each counted once, as far as single rows can show it; rows that repeat a key with them, where <see cref="RowsOnce"/> has counted.</summary>
/// <param name="Whole">Rows that count whole: they break a rule which holds rows back and is about more than optional columns.</param>
/// <param name="Any">Rows that break a rule which holds rows back or warns.</param>
/// <param name="OfKeys">Rows that break such a rule about a column of the key.</param>
internal sealed record DimensionCounts(long Whole, long Any, long OfKeys);
