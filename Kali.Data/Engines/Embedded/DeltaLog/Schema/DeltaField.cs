using System.Collections.Immutable;
using System.Text.Json;

namespace Kali.Data.Engines.Embedded.DeltaLog.Schema;

/// <summary>A column or a field of a struct, with the metadata that writers keep on it.</summary>
internal sealed record DeltaField(string Name, DeltaType Type, bool IsNullable, ImmutableSortedDictionary<string, JsonElement> Metadata)
{
    private const string LabelKey = "kali.label";
    private const string CommentKey = "comment";
    private const string IdKey = "delta.columnMapping.id";
    private const string PhysicalNameKey = "delta.columnMapping.physicalName";

    public static ImmutableSortedDictionary<string, JsonElement> NoMetadata { get; } = ImmutableSortedDictionary.Create<string, JsonElement>(StringComparer.Ordinal);

    public string? Label => Text(LabelKey);

    public string? Comment => Text(CommentKey);

    /// <summary>With column mapping: the name in data files, partition values and statistics.</summary>
    public string? PhysicalName => Text(PhysicalNameKey);

    /// <summary>With column mapping: the field id in data files.</summary>
    public int? Id => Metadata.TryGetValue(IdKey, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var id) ? id : null;

    public bool Has(string metadataKey) => Metadata.ContainsKey(metadataKey);

    public ColumnSchema ToColumn() => new(Name, Type.ToDataType(), IsNullable, Label, Comment);

    public static DeltaField From(ColumnSchema column)
    {
        var metadata = NoMetadata;
        if (column.Comment is { } comment)
            metadata = metadata.Add(CommentKey, JsonSerializer.SerializeToElement(comment));
        if (column.Label is { } label)
            metadata = metadata.Add(LabelKey, JsonSerializer.SerializeToElement(label));
        return new DeltaField(column.Name, DeltaType.From(column.Type), column.IsNullable, metadata);
    }

    /// <summary>The same field as another commit describes it: new labels and comments, all other metadata as it was.</summary>
    public DeltaField Described(ColumnSchema column)
    {
        var described = From(column);
        return this with { Metadata = Metadata.SetItems(described.Metadata) };
    }

    public bool Equals(DeltaField? other) =>
        other is not null && Name == other.Name && Type == other.Type && IsNullable == other.IsNullable
        && Metadata.Count == other.Metadata.Count
        && Metadata.All(pair => other.Metadata.TryGetValue(pair.Key, out var value) && value.GetRawText() == pair.Value.GetRawText());

    public override int GetHashCode() => HashCode.Combine(Name, IsNullable);

    private string? Text(string key) => Metadata.TryGetValue(key, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
