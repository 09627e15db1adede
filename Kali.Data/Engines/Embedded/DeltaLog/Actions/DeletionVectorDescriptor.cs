using System.Globalization;
using System.Text.Json.Serialization;

namespace Kali.Data.Engines.Embedded.DeltaLog.Actions;

/// <summary>Where the set of a data file's deleted rows is kept ("Deletion Vector Descriptor Schema").</summary>
internal sealed record DeletionVectorDescriptor(string StorageType, string PathOrInlineDv, int? Offset, int SizeInBytes, long Cardinality)
{
    /// <summary>Tells apart one data file's vectors in successive versions.</summary>
    [JsonIgnore]
    public string UniqueId => Offset is { } offset
        ? string.Create(CultureInfo.InvariantCulture, $"{StorageType}{PathOrInlineDv}@{offset}")
        : StorageType + PathOrInlineDv;
}
