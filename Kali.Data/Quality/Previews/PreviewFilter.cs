using System.Collections.Immutable;

namespace Kali.Data.Quality;

/// <summary>Which rows of a table are looked at.</summary>
/// <param name="Find">Text that stands in one of <paramref name="FindIn"/>, whatever its case.</param>
/// <param name="FindIn">The columns looked through.</param>
/// <param name="OnlyMarked">Only rows with something wrong.</param>
/// <param name="Only">Only rows with that in one column.</param>
/// <param name="Rule">Only rows that break this rule.</param>
/// <param name="LeftOutOf">Only rows of raw that this load left out of silver, as exact duplicates.</param>
public sealed record PreviewFilter(string? Find, ImmutableArray<string> FindIn, bool OnlyMarked, ValueFilter? Only, Guid? Rule = null, QualityPoint? LeftOutOf = null)
{
    public static PreviewFilter All { get; } = new(null, [], false, null);

    public bool IsAll => string.IsNullOrWhiteSpace(Find) && !OnlyMarked && Only is null && Rule is null && LeftOutOf is null;

    public bool Equals(PreviewFilter? other) =>
        other is not null && Find == other.Find && OnlyMarked == other.OnlyMarked && Only == other.Only && Rule == other.Rule && LeftOutOf == other.LeftOutOf && FindIn.AsSpan().SequenceEqual(other.FindIn.AsSpan());

    public override int GetHashCode() => HashCode.Combine(Find, OnlyMarked, Only, Rule, LeftOutOf);
}
