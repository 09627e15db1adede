using System.Text.Json.Serialization;

namespace Kali.Data.Engines.Embedded.DeltaLog.Actions;

/// <summary>What a reader and a writer have to master for this table.</summary>
internal sealed record ProtocolAction(
    int MinReaderVersion,
    int MinWriterVersion,
    IReadOnlyList<string>? ReaderFeatures = null,
    IReadOnlyList<string>? WriterFeatures = null) : DeltaAction
{
    /// <summary>What Kali's own tables ask for: every Delta reader and writer there is can use them.</summary>
    [JsonIgnore]
    public static ProtocolAction Kali { get; } = new(1, 2);

    public bool Equals(ProtocolAction? other) =>
        other is not null && MinReaderVersion == other.MinReaderVersion && MinWriterVersion == other.MinWriterVersion
        && (ReaderFeatures ?? []).Order(StringComparer.Ordinal).SequenceEqual((other.ReaderFeatures ?? []).Order(StringComparer.Ordinal), StringComparer.Ordinal)
        && (WriterFeatures ?? []).Order(StringComparer.Ordinal).SequenceEqual((other.WriterFeatures ?? []).Order(StringComparer.Ordinal), StringComparer.Ordinal);

    public override int GetHashCode() => HashCode.Combine(MinReaderVersion, MinWriterVersion);
}
