using System.Collections.Immutable;
using Kali.Data.Engines.Databricks.Unity;

namespace Kali.Data.Engines.Databricks.Provisioning;

/// <summary>Looks for what Kali wants in Unity Catalog, and makes what is missing, as the application.</summary>
internal sealed class UnityPlaces(UnityClient unity, DatabricksOptions options) : IEnginePlaces
{
    public async Task<ImmutableArray<ProvisionItem>> LookAsync(Actor actor, CancellationToken ct)
    {
        var items = ImmutableArray.CreateBuilder<ProvisionItem>();
        foreach (var place in WantedPlaces.Of(options))
            items.Add(new ProvisionItem(place.Kind, place.Name, null, await place.IsThereAsync(unity, Actor.System, ct)));
        return items.ToImmutable();
    }

    public Task MakeAsync(ProvisionItem item, Actor actor, CancellationToken ct) =>
        WantedPlaces.Of(options).First(place => (place.Kind, place.Name) == (item.Kind, item.Name)).MakeAsync(unity, Actor.System, ct);
}
