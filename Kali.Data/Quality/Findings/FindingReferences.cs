using System.Collections.Immutable;
using Kali.Data.Catalog;
using Kali.Data.Engines;

namespace Kali.Data.Quality;

/// <summary>What the columns of a dataset may refer to: the gold of the other datasets of the catalog that the actor may know of.</summary>
public sealed class FindingReferences(Datasets datasets, ILakehouse lakehouse)
{
    public async Task<ImmutableArray<ReferenceTable>> OfAsync(DatasetName dataset, Actor actor, CancellationToken ct)
    {
        var found = ImmutableArray.CreateBuilder<ReferenceTable>();
        foreach (var other in await datasets.ListAsync(DatasetFilter.All, actor, ct))
        {
            if (other.Name != dataset && other.Latest is not null && await lakehouse.DescribeAsync(other.Name.Gold, actor, ct) is { } gold)
                found.Add(new ReferenceTable(other.Name, other.Name.Gold.At(gold.Version), gold.Schema));
        }
        return found.ToImmutable();
    }
}
