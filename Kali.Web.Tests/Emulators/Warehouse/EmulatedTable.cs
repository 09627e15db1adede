using Kali.Web.Tests.Emulators.Sql;

namespace Kali.Web.Tests.Emulators.Warehouse;

/// <summary>A Delta table of the emulated metastore: its versions, each with its rows in a DuckDB table of its own.</summary>
public sealed class EmulatedTable(string id, DateTimeOffset createdAt)
{
    public string Id { get; } = id;

    public DateTimeOffset CreatedAt { get; } = createdAt;

    public List<TableVersion> Versions { get; } = [];

    public TableVersion Newest => Versions[^1];

    public Dictionary<string, string> Tags { get; } = [];

    public string? Comment { get; set; }

    /// <summary>Data files that vacuum has deleted.</summary>
    public HashSet<string> Gone { get; } = [];
}

/// <summary>One version.</summary>
public sealed record TableVersion
{
    public required long Number { get; init; }

    public required DateTimeOffset At { get; init; }

    public required string User { get; init; }

    public required string Operation { get; init; }

    public IReadOnlyDictionary<string, string> Parameters { get; init; } = new Dictionary<string, string>();

    public IReadOnlyDictionary<string, string> Metrics { get; init; } = new Dictionary<string, string>();

    public bool IsBlindAppend { get; init; }

    /// <summary>Whether columns, partitioning or properties changed; any other writer conflicts with that.</summary>
    public bool ChangesMetadata { get; init; }

    public required IReadOnlyList<DefinedColumn> Columns { get; init; }

    public required IReadOnlyList<string> PartitionedBy { get; init; }

    public required IReadOnlyDictionary<string, string> Properties { get; init; }

    /// <summary>The DuckDB table with its rows.</summary>
    public required string Rows { get; init; }

    public required IReadOnlyList<DataFile> Files { get; init; }
}

public sealed record DataFile(string Path, long Rows, long Bytes);
