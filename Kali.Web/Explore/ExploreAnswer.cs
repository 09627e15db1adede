using System.Collections.Immutable;
using Kali.Data.Engines;
using Kali.Data.Explore;

namespace Kali.Web.Explore;

/// <summary>An answer on the screen.</summary>
/// <param name="Sql">What was asked.</param>
/// <param name="Columns">Its columns.</param>
/// <param name="Rows">Its rows, at most <paramref name="MaxRows"/>.</param>
/// <param name="HasMore">Whether there were more.</param>
/// <param name="MaxRows">How many are shown at most.</param>
/// <param name="Took">From asking to the last row.</param>
/// <param name="Trust">The tables it was read from.</param>
public sealed record ExploreAnswer(
    string Sql, ImmutableArray<ResultColumn> Columns, IReadOnlyList<object?[]> Rows, bool HasMore, int MaxRows, TimeSpan Took, ImmutableArray<TrustedTable> Trust);
