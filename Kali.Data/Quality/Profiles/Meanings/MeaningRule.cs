using System.Collections.Immutable;

namespace Kali.Data.Quality;

/// <summary>How a kind of value is told.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Words">Words of a column's name that say so, in lower case.</param>
/// <param name="IsSuch">Whether a text is written so.</param>
/// <param name="NeedsName">Whether texts alone do not tell: five digits may be anything.</param>
/// <param name="Proves">Check digits, for those written so; null where the kind has none.</param>
internal sealed record MeaningRule(MeaningKind Kind, ImmutableHashSet<string> Words, Func<string, bool> IsSuch, bool NeedsName, Func<string, bool>? Proves = null);
