using System.Collections.Immutable;

namespace Kali.Data.Quality;

/// <summary>
/// Looks for one way of being wrong. It asks the table for facts and answers with queries; what those queries find is counted, weighed and stored
/// in SQL, so that a table never comes into memory.
/// </summary>
internal abstract class Detector
{
    public abstract Task<ImmutableArray<Suspicion>> LookAsync(Look look, CancellationToken ct);
}
