namespace Kali.Data.Engines.Databricks.Warehouses;

internal sealed record Warehouse
{
    public string? Id { get; init; }

    public string? Name { get; init; }

    /// <summary>STARTING, RUNNING, STOPPING, STOPPED, DELETING, DELETED, or what the service adds one day.</summary>
    public string? State { get; init; }

    public string? ClusterSize { get; init; }

    public string? WarehouseType { get; init; }

    public bool? EnableServerlessCompute { get; init; }

    public WarehouseHealth? Health { get; init; }
}

internal sealed record WarehouseHealth(string? Status, string? Message, string? Summary);

internal sealed record WarehouseList
{
    public Warehouse[]? Warehouses { get; init; }

    public string? NextPageToken { get; init; }
}
