using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Kali.Data.Engines.Embedded.DeltaLog.Actions;

/// <summary>A data file that belongs to the table from this version on.</summary>
internal sealed record AddAction : DeltaAction
{
    /// <summary>A URI: relative to the table's folder and escaped, or absolute. <see cref="DeltaPath"/> reads and writes it.</summary>
    public required string Path { get; init; }

    public IReadOnlyDictionary<string, string?> PartitionValues { get; init => field = value ?? field; } = ImmutableDictionary<string, string?>.Empty;

    public long Size { get; init; }

    /// <summary>Milliseconds since 1970 in UTC.</summary>
    public long ModificationTime { get; init; }

    /// <summary>False when the rows were in the table before and are only arranged anew.</summary>
    public bool DataChange { get; init; } = true;

    /// <summary>JSON in a string, as <see cref="FileStatistics"/> reads and writes it.</summary>
    public string? Stats { get; init; }

    public IReadOnlyDictionary<string, string?>? Tags { get; init; }

    public DeletionVectorDescriptor? DeletionVector { get; init; }

    public long? BaseRowId { get; init; }

    public long? DefaultRowCommitVersion { get; init; }

    public string? ClusteringProvider { get; init; }

    /// <summary>Rows of the table in this file: those of the file less the deleted ones; null when the log does not say.</summary>
    [JsonIgnore]
    public long? RowCount => FileStatistics.NumRecords(Stats) - (DeletionVector?.Cardinality ?? 0);

    [JsonIgnore]
    public DateTimeOffset WrittenAt => DateTimeOffset.FromUnixTimeMilliseconds(ModificationTime);

    /// <summary>The action that takes this file out of the table again.</summary>
    public RemoveAction Remove(DateTimeOffset at, bool dataChange = true) => new()
    {
        Path = Path,
        DeletionTimestamp = at.ToUnixTimeMilliseconds(),
        DataChange = dataChange,
        ExtendedFileMetadata = true,
        PartitionValues = PartitionValues,
        Size = Size,
        Tags = Tags,
        DeletionVector = DeletionVector,
        BaseRowId = BaseRowId,
        DefaultRowCommitVersion = DefaultRowCommitVersion,
    };
}
