using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Kali.Data.Quality;

/// <summary>Something that must be true of a dataset. A value: changing a rule makes its next version.</summary>
public sealed record Rule
{
    /// <summary>Stays the same over all versions.</summary>
    public required Guid Id { get; init; }

    public int Version { get; init; } = 1;

    public required DatasetName Dataset { get; init; }

    /// <summary>Short and unique within the dataset, such as <c>country_in_list</c>; reasons and results name it.</summary>
    public required string Name { get; init; }

    public required RuleKind Kind { get; init; }

    public Severity Severity { get; init; } = Severity.Stops;

    public Threshold Threshold { get; init; } = Threshold.WarnsAtOnce;

    /// <summary>A row expression: only rows for which it is true are looked at. Null: all rows.</summary>
    public string? Filter { get; init; }

    /// <summary>Columns whose values make groups: the rule is judged for each of them, and the worst decides. Empty for all rows together.</summary>
    public ImmutableArray<string> GroupBy { get; init; } = [];

    public QualityDimension? DimensionAsSaid { get; init; }

    [JsonIgnore]
    public QualityDimension Dimension => DimensionAsSaid ?? Kind.Dimension;

    /// <summary>Who answers for it.</summary>
    public string? Owner { get; init; }

    /// <summary>Why it matters.</summary>
    public string? Description { get; init; }

    /// <summary>Where it came from; null for what a person wrote.</summary>
    public RuleOrigin? Origin { get; init; }

    public bool IsOn { get; init; } = true;

    [JsonIgnore]
    public ImmutableArray<string> Columns => Kind.Columns;

    /// <summary>Whether rows that break it are kept out of gold.</summary>
    [JsonIgnore]
    public bool HoldsRowsBack => Severity == Severity.Stops && Kind.IsAboutRows;

    /// <summary>SHA-256 over what the rule means: kind with its parameters, filter, groups, severity and limits. Names, owner and words are no part of it.</summary>
    [JsonIgnore]
    public string Fingerprint
    {
        get
        {
            var meaning = JsonSerializer.SerializeToUtf8Bytes(new { kind = Kind, filter = Filter?.Trim(), groupBy = GroupBy.IsEmpty ? null : (ImmutableArray<string>?)GroupBy, severity = Severity, threshold = Threshold }, RuleJson.Options);
            return Convert.ToHexStringLower(SHA256.HashData(meaning));
        }
    }

    public bool Equals(Rule? other) =>
        other is not null
        && (Id, Version, Dataset, Name, Severity, Filter, DimensionAsSaid, Owner, Description, IsOn) == (other.Id, other.Version, other.Dataset, other.Name, other.Severity, other.Filter, other.DimensionAsSaid, other.Owner, other.Description, other.IsOn)
        && Equals(Origin, other.Origin)
        && Kind.Equals(other.Kind) && Threshold.Equals(other.Threshold) && GroupBy.AsSpan().SequenceEqual(other.GroupBy.AsSpan());

    public override int GetHashCode() => HashCode.Combine(Id, Version);

    public override string ToString() => new StringBuilder(Dataset.ToString()).Append(": ").Append(Name).ToString();
}
