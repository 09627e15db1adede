using System.Collections.Immutable;
using Kali.Data.Lake;
using Microsoft.Extensions.Options;

namespace Kali.Data.Engines.Embedded;

/// <summary>The folders of the schemas.</summary>
internal sealed class EmbeddedPlaces(ILakeFiles lake, IOptions<EmbeddedOptions> options) : IEnginePlaces
{
    public Task<ImmutableArray<ProvisionItem>> LookAsync(Actor actor, CancellationToken ct) => Task.FromResult(LakeFolders.Schemas
        .Select(schema => new ProvisionItem("schema", $"{options.Value.Catalog}.{schema.Key}", schema.Value.Value, LakeFolders.IsThere(lake, schema.Value)))
        .ToImmutableArray());

    public Task MakeAsync(ProvisionItem item, Actor actor, CancellationToken ct)
    {
        LakeFolders.Make(lake, new LakePath(item.Place!));
        return Task.CompletedTask;
    }
}
