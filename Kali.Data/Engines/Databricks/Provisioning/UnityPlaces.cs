using System.Collections.Immutable;
using Kali.Data.Engines.Databricks.Reading;
using Kali.Data.Engines.Databricks.Unity;

namespace Kali.Data.Engines.Databricks.Provisioning;

/// <summary>Looks for what Kali wants in Unity Catalog, and makes what is missing, as the application.</summary>
internal sealed class UnityPlaces(UnityClient unity, WarehouseSql warehouse, DatabricksOptions options) : IEnginePlaces
{
    private readonly PlaceMaking _making = new(unity, warehouse);

    public async Task<ImmutableArray<ProvisionItem>> LookAsync(Actor actor, CancellationToken ct)
    {
        var items = ImmutableArray.CreateBuilder<ProvisionItem>();
        foreach (var place in WantedPlaces.Of(options))
            items.Add(new ProvisionItem(place.Kind, place.Name, null, await place.IsThereAsync(_making, Actor.System, ct)));
        return items.ToImmutable();
    }

    public Task MakeAsync(ProvisionItem item, Actor actor, CancellationToken ct) =>
        WantedPlaces.Of(options).First(place => (place.Kind, place.Name) == (item.Kind, item.Name)).MakeAsync(_making, Actor.System, ct);
}
