using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Kali.Data.Quality;

/// <summary>What is normal in one column.</summary>
public sealed record ColumnProfile
{
    public required string Name { get; init; }

    public required string Label { get; init; }

    /// <summary>The type by Delta's name.</summary>
    public required string Type { get; init; }

    /// <summary>Rows in which a value stands.</summary>
    public required long Present { get; init; }

    /// <summary>Rows in which none stands: empty, NULL, or a spelling of it.</summary>
    public required long Missing { get; init; }

    /// <summary>Rows whose text does not fit the type.</summary>
    public long Misfits { get; init; }

    /// <summary>Of a load: whether each of its texts is as its value prints, so that a cast alone reads it and nothing was cleaned.</summary>
    public bool IsAsWritten { get; init; }

    /// <summary>Of those present, texts of nothing but blanks; reading a file takes them for missing.</summary>
    public long Blanks { get; init; }

    public ImmutableArray<ColumnChange> Changes { get; init; } = [];

    public long Distinct { get; init; }

    /// <summary>False: an estimate with an error of some 15 %, or the least there can be when <see cref="DistinctAtMost"/> says the most.</summary>
    public bool IsDistinctExact { get; init; }

    /// <summary>Of loads added up whose values may be the same or others: as many different values as there can be.</summary>
    public long? DistinctAtMost { get; init; }

    /// <summary>The least value, as text in the invariant form of its type; texts cut after 256 characters.</summary>
    public string? Min { get; init; }

    public string? Max { get; init; }

    public double? Mean { get; init; }

    /// <summary>Standard deviation of the sample.</summary>
    public double? Deviation { get; init; }

    /// <summary>Values at <see cref="Profile.QuantileShares"/>, approximate where there are many; empty for what is no number.</summary>
    public ImmutableArray<double> Quantiles { get; init; } = [];

    /// <summary>The values these were found in; less than <see cref="Present"/> when they are a sample.</summary>
    public long QuantilesOf { get; init; }

    /// <summary>Code points of the shortest and the longest text.</summary>
    public int? ShortestText { get; init; }

    public int? LongestText { get; init; }

    /// <summary>Most frequent first, at most fifty; empty where none is frequent.</summary>
    public ImmutableArray<ValueCount> TopValues { get; init; } = [];

    /// <summary>The values these were counted in; less than <see cref="Present"/> when they are a sample.</summary>
    public long TopValuesOf { get; init; }

    /// <summary>What the values stand for; null where nothing tells.</summary>
    public Meaning? Meaning { get; init; }

    /// <summary>For numbers, days and times with too many distinct values to list.</summary>
    public Histogram? Histogram { get; init; }

    /// <summary>How texts are built: letters A, digits 9, the rest as it stands. Most frequent first.</summary>
    public ImmutableArray<ValueCount> Patterns { get; init; } = [];

    /// <summary>The values the patterns were counted in; less than <see cref="Present"/> when they are a sample.</summary>
    public long PatternsOf { get; init; }

    /// <summary>Of how many values <see cref="TopValues"/> are shares; profiles kept long ago counted all.</summary>
    [JsonIgnore]
    public long TopValuesBase => TopValuesOf == 0 ? Present : TopValuesOf;

    /// <summary>Where a printed value stands on the column's line of numbers, days or times; null where it has none.</summary>
    internal double? Place(string? value) => value is null ? null : Places.Of(Type, value);

    [JsonIgnore]
    public bool MayBeKey => IsDistinctExact && Missing == 0 && Misfits == 0 && Present > 1 && Distinct == Present;
}

/// <summary>A value, or a pattern, and how often it stands.</summary>
public sealed record ValueCount(string Value, long Count);
