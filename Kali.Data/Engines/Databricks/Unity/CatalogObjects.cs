using System.Text.Json.Serialization;

namespace Kali.Data.Engines.Databricks.Unity;

internal sealed record CatalogInfo
{
    public string? Name { get; init; }

    public string? Comment { get; init; }

    public string? Owner { get; init; }

    public string? CatalogType { get; init; }

    public string? StorageRoot { get; init; }

    public Dictionary<string, string>? Properties { get; init; }
}

internal sealed record CatalogList(CatalogInfo[]? Catalogs, string? NextPageToken);

internal sealed record SchemaInfo
{
    public string? Name { get; init; }

    public string? CatalogName { get; init; }

    public string? FullName { get; init; }

    public string? Comment { get; init; }

    public string? Owner { get; init; }

    public string? StorageRoot { get; init; }
}

internal sealed record SchemaList(SchemaInfo[]? Schemas, string? NextPageToken);

internal sealed record VolumeInfo
{
    public string? Name { get; init; }

    public string? CatalogName { get; init; }

    public string? SchemaName { get; init; }

    public string? FullName { get; init; }

    /// <summary>MANAGED or EXTERNAL.</summary>
    public string? VolumeType { get; init; }

    public string? StorageLocation { get; init; }

    public string? Comment { get; init; }
}

internal sealed record VolumeList(VolumeInfo[]? Volumes, string? NextPageToken);

/// <param name="RoutineDefinition">Its body.</param>
internal sealed record FunctionInfo(string? FullName, string? RoutineDefinition);

internal sealed record TableInfo
{
    public string? Name { get; init; }

    public string? CatalogName { get; init; }

    public string? SchemaName { get; init; }

    public string? FullName { get; init; }

    public string? TableId { get; init; }

    public string? TableType { get; init; }

    public string? DataSourceFormat { get; init; }

    public TableColumn[]? Columns { get; init; }

    public string? Comment { get; init; }

    public string? Owner { get; init; }

    public Dictionary<string, string>? Properties { get; init; }

    public long? CreatedAt { get; init; }

    public long? UpdatedAt { get; init; }
}

internal sealed record TableColumn
{
    public string? Name { get; init; }

    public int Position { get; init; }

    public string? TypeName { get; init; }

    public string? TypeText { get; init; }

    public bool? Nullable { get; init; }

    public int? PartitionIndex { get; init; }

    public string? Comment { get; init; }

    public ColumnMaskInfo? Mask { get; init; }
}

internal sealed record ColumnMaskInfo(string? FunctionName, string[]? UsingColumnNames);

internal sealed record TableList(TableInfo[]? Tables, string? NextPageToken);

internal sealed record GrantList(Grant[]? PrivilegeAssignments, string? NextPageToken);

internal sealed record Grant(string? Principal, string[]? Privileges);

internal sealed record GrantChanges(GrantChange[] Changes);

internal sealed record GrantChange(string Principal, string[]? Add, string[]? Remove);

internal sealed record EffectiveGrantList(EffectiveGrant[]? PrivilegeAssignments, string? NextPageToken);

internal sealed record EffectiveGrant(string? Principal, EffectivePrivilege[]? Privileges);

internal sealed record EffectivePrivilege(string? Privilege, string? InheritedFromType, string? InheritedFromName);

internal sealed record TagAssignment(string EntityType, string EntityName, string TagKey, string? TagValue);

internal sealed record TagList(TagAssignment[]? TagAssignments, string? NextPageToken);

/// <summary>One step of lineage around a table.</summary>
internal sealed record TableLineage(LineageEdge[]? Upstreams, LineageEdge[]? Downstreams);

internal sealed record LineageEdge
{
    [JsonPropertyName("tableInfo")]
    public LineageTable? Table { get; init; }
}

internal sealed record LineageTable(string? Name, string? CatalogName, string? SchemaName, string? TableType);

internal sealed record ColumnLineage(LineageColumn[]? UpstreamCols, LineageColumn[]? DownstreamCols);

internal sealed record LineageColumn(string? Name, string? CatalogName, string? SchemaName, string? TableName);
