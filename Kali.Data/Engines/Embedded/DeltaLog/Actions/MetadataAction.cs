using System.Collections.Immutable;

namespace Kali.Data.Engines.Embedded.DeltaLog.Actions;

/// <summary>Schema, partitioning and properties of the table from this version on.</summary>
internal sealed record MetadataAction : DeltaAction
{
    public required string Id { get; init; }

    public string? Name { get; init; }

    public string? Description { get; init; }

    public FileFormat Format { get; init => field = value ?? field; } = FileFormat.Parquet;

    /// <summary>Null only in logs that others left incomplete.</summary>
    public string? SchemaString { get; init; }

    public IReadOnlyList<string> PartitionColumns { get; init => field = value ?? field; } = [];

    public IReadOnlyDictionary<string, string?> Configuration { get; init => field = value ?? field; } = ImmutableDictionary<string, string?>.Empty;

    public long? CreatedTime { get; init; }
}

/// <summary>How the data files are encoded; the protocol knows Parquet only.</summary>
internal sealed record FileFormat(string Provider, IReadOnlyDictionary<string, string?>? Options = null)
{
    public static FileFormat Parquet { get; } = new("parquet", ImmutableDictionary<string, string?>.Empty);
}
