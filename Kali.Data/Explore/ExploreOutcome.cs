using System.Collections.Immutable;
using Kali.Data.Engines;

namespace Kali.Data.Explore;

/// <summary>What came of a statement that a person wrote.</summary>
public abstract record ExploreOutcome
{
    private ExploreOutcome() { }

    /// <param name="Rows">The rows, one more than <paramref name="MaxRows"/> at most; dispose to end the statement.</param>
    /// <param name="Reads">The tables it reads, at the version that was read where one was named.</param>
    /// <param name="MaxRows">How many rows are to be shown; a further one only tells that there are more.</param>
    public sealed record Answered(ResultSet Rows, ImmutableArray<TableRef> Reads, int MaxRows) : ExploreOutcome;

    public sealed record Refused(SqlRefusal Refusal) : ExploreOutcome;
}
