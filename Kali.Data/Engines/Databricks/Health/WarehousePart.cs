using Kali.Data.Engines.Databricks.Rest;
using Kali.Data.Engines.Databricks.Warehouses;

namespace Kali.Data.Engines.Databricks.Health;

/// <summary>How the SQL warehouse is; asking does not wake it.</summary>
internal sealed class WarehousePart(WarehousesClient warehouses, DatabricksOptions options) : WorkspacePart
{
    public override string Name => "warehouse";

    protected override Said Refused => Said.Of($"The SQL warehouse {options.WarehouseId} is not open to the application. Give its identity “Can use” on it.");

    protected override async Task<PartState> AskAsync(CancellationToken ct)
    {
        try
        {
            var warehouse = await warehouses.GetAsync(options.WarehouseId!, Actor.System, ct);
            var name = warehouse.Name ?? warehouse.Id;
            return warehouse switch
            {
                { State: "DELETED" or "DELETING" } => Gone,
                { Health.Status: "FAILED" or "DEGRADED", Health: var health } =>
                    PartState.NeedsALook(Said.Of($"The SQL warehouse {name} is not well: {health.Summary ?? health.Message ?? health.Status}. Its page in the workspace tells more.")),
                { State: "RUNNING" } => PartState.Well(Said.Of($"The SQL warehouse {name} runs.")),
                { State: "STARTING" } => PartState.NeedsALook(Said.Of($"The SQL warehouse {name} is starting. Statements wait until it runs.")),
                // That it sleeps is how it should be.
                _ => PartState.Well(Said.Of($"The SQL warehouse {name} sleeps, as it does when nobody asks it for a while. The next statement wakes it; a serverless one takes seconds, another some minutes.")),
            };
        }
        catch (ServiceFault fault) when (fault.IsMissing || fault.Code == "INVALID_PARAMETER_VALUE")
        {
            return Gone;
        }
    }

    private PartState Gone => PartState.DoesNotAnswer(Said.Of($"There is no SQL warehouse {options.WarehouseId}. Set Kali:Databricks:WarehouseId to the last part of the HTTP path of one that is there."));
}
