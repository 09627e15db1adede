using System.Collections.Immutable;

namespace Kali.Data.Quality;

/// <summary>How sure Kali is that a marked cell is wrong.</summary>
public enum MarkTier
{
    /// <summary>A rule that holds rows back is broken, or the text is no value of the column's type.</summary>
    Confirmed,

    /// <summary>A rule that warns or notes is broken; the row passes.</summary>
    WorthALook,
}

/// <summary>Something wrong with cells of a row.</summary>
/// <param name="Columns">The cells' columns, by technical name.</param>
/// <param name="Tier">How sure it is.</param>
/// <param name="RuleId">The rule that says so; null where the text does not fit its type and no rule is needed to say so.</param>
/// <param name="RuleName">The rule's name at that time.</param>
/// <param name="Observed">The text of the file.</param>
/// <param name="Expected">What would have been right, in a notation free of language.</param>
public sealed record CellMark(ImmutableArray<string> Columns, MarkTier Tier, Guid? RuleId, string? RuleName, string? Observed, string? Expected);
