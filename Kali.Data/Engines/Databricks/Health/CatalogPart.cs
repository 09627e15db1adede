using Kali.Data.Engines.Databricks.Provisioning;
using Kali.Data.Engines.Databricks.Rest;
using Kali.Data.Engines.Databricks.Unity;

namespace Kali.Data.Engines.Databricks.Health;

/// <summary>The catalog with its schemas and the staging volume is there and may be seen.</summary>
internal sealed class CatalogPart(UnityClient unity, DatabricksOptions options) : WorkspacePart
{
    public override string Name => "catalog";

    protected override Said Refused => Said.Of($"Unity Catalog does not show {options.Catalog} to the application. Grant its identity USE CATALOG on {options.Catalog} and the rights that README names.");

    protected override async Task<PartState> AskAsync(CancellationToken ct)
    {
        try
        {
            await unity.CatalogAsync(options.Catalog, Actor.System, ct);
            var there = await unity.SchemasAsync(options.Catalog, Actor.System, ct).Select(schema => schema.Name ?? "").ToHashSetAsync(StringComparer.OrdinalIgnoreCase, ct);
            var missing = WantedPlaces.Schemas.Where(schema => !there.Contains(schema)).ToList();
            if (missing.Count > 0)
                return PartState.DoesNotAnswer(Said.Of($"{options.Catalog} has no {string.Join(", ", missing)}. Run “provision”, or press the button on this page."));
            var (schema, volume) = options.Staging;
            if (!await unity.VolumesAsync(options.Catalog, schema, Actor.System, ct).AnyAsync(known => string.Equals(known.Name, volume, StringComparison.OrdinalIgnoreCase), ct))
                return PartState.DoesNotAnswer(Said.Of($"{options.Catalog} has no volume {options.StagingVolume}, where rows wait to be loaded. Run “provision”, or press the button on this page."));
            return PartState.Well(Said.Of($"{options.Catalog} has its schemas and the volume where rows wait to be loaded."));
        }
        catch (ServiceFault fault) when (fault.IsMissing)
        {
            return PartState.DoesNotAnswer(Said.Of($"There is no catalog {options.Catalog}. Run “provision”, or press the button on this page."));
        }
    }
}
