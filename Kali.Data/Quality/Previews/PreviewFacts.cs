using System.Collections.Immutable;

namespace Kali.Data.Quality;

/// <summary>What is counted over all rows of a table that is looked at.</summary>
/// <param name="Rows">Its rows.</param>
/// <param name="MarkedRows">Rows with something wrong.</param>
/// <param name="Columns">Of each column: cells without a value, and cells marked.</param>
public sealed record PreviewFacts(long Rows, long MarkedRows, ImmutableDictionary<string, (long Missing, long Marked)> Columns);
