using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Kali.Data.Quality;

/// <summary>What a personal column becomes in gold.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ColumnMask>))]
public enum ColumnMask
{
    /// <summary>The column is not in gold.</summary>
    LeftOut,

    /// <summary>Every value becomes ***; a missing one stays missing.</summary>
    Redacted,

    /// <summary>All but the last four characters become *.</summary>
    LastFour,

    /// <summary>Letters become x and X, digits 0; length and punctuation stay.</summary>
    Shape,

    /// <summary>A date becomes the first of January of its year.</summary>
    YearOnly,
}

/// <summary>What decides how silver becomes gold.</summary>
/// <param name="AnalysisDate">Partition: the day of the run, in UTC.</param>
/// <param name="Masks">Masked columns.</param>
/// <param name="Standardised">Numeric columns that get a <c>_standardised</c> one beside them: (value − mean) / standard deviation over the rows of this load that pass.</param>
public sealed record GoldChoices(DateOnly AnalysisDate, ImmutableSortedDictionary<string, ColumnMask> Masks, ImmutableArray<string> Standardised)
{
    public static GoldChoices On(DateOnly day) => new(day, ImmutableSortedDictionary<string, ColumnMask>.Empty, []);
}
