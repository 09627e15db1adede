using System.Collections.Immutable;

namespace Kali.Data.Catalog;

/// <summary>What a search of the catalog found.</summary>
/// <param name="Hits">Best first.</param>
/// <param name="DidYouMean">When there is no hit: names near to what was asked for.</param>
public sealed record SearchResult(ImmutableArray<SearchHit> Hits, ImmutableArray<string> DidYouMean);

/// <summary>A dataset that was found.</summary>
/// <param name="Dataset">It.</param>
/// <param name="Column">The label of the column that matched, when a column did.</param>
/// <param name="Rank">0 the very name, 1 name or label, 2 tag, 3 column, 4 description.</param>
public sealed record SearchHit(Dataset Dataset, string? Column, int Rank);
