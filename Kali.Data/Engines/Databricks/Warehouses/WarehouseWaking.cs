using Kali.Data.Engines.Databricks.Rest;

namespace Kali.Data.Engines.Databricks.Warehouses;

/// <summary>Tells people that a statement waits because the warehouse wakes up, or has too much to do: the first is what its auto-stop costs.</summary>
internal sealed class WarehouseWaking(WarehousesClient warehouses, EngineWaiting waiting)
{
    /// <summary>What is returned is disposed when the wait is over.</summary>
    public async Task<IDisposable> TellAsync(string id, Actor actor, CancellationToken ct)
    {
        var warehouse = new Warehouse { Id = id };
        try
        {
            warehouse = await warehouses.GetAsync(id, actor, ct);
        }
        catch (ServiceFault)
        {
            // Who may not look at the warehouse still waits for it.
        }
        var name = warehouse.Name ?? id;
        return waiting.Begin(warehouse.State is "RUNNING"
            ? Said.Of($"The SQL warehouse {name} has much to do. Statements wait for their turn and then run.")
            : Said.Of($"The SQL warehouse {name} is starting: it sleeps when nobody asks it for a while. What you asked for waits and then runs; a serverless one takes seconds, another some minutes."));
    }
}
