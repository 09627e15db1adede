using System.Collections.Immutable;
using Kali.Data.Quality;

namespace Kali.Data.Pipeline;

/// <summary>What a dataset's gold leaves out, masks or standardises; remembered among its settings under <see cref="Name"/>.</summary>
/// <param name="Masks">Masked columns.</param>
/// <param name="Standardised">Numeric columns that get a standardised one beside them.</param>
public sealed record GoldSettings(ImmutableSortedDictionary<string, ColumnMask> Masks, ImmutableArray<string> Standardised)
{
    public const string Name = "gold";
}
