using System.Collections.Immutable;
using Kali.Data.Engines;

namespace Kali.Data.Catalog;

/// <summary>How many rows datasets have now: gold's, or silver's where there is no gold yet.</summary>
public sealed class DatasetSizes(ILakehouse lakehouse, ITableAccess access)
{
    /// <summary>Null where the actor may read no layer, or the table's files do not say.</summary>
    public async Task<ImmutableDictionary<int, DatasetSize>> OfAsync(IEnumerable<Dataset> datasets, Actor actor, CancellationToken ct)
    {
        var sizes = ImmutableDictionary.CreateBuilder<int, DatasetSize>();
        foreach (var dataset in datasets.Where(dataset => dataset is { DeletedAt: null, Latest: not null }))
        {
            foreach (var layer in new[] { Layer.Gold, Layer.Silver })
            {
                var table = dataset.Name.In(layer);
                if (!await access.MayReadAsync(actor, table, ct) || await lakehouse.DescribeAsync(table, actor, ct) is not { } description)
                    continue;
                sizes[dataset.Id] = new DatasetSize(layer, description.Version, description.RowCount, description.ChangedAt);
                break;
            }
        }
        return sizes.ToImmutable();
    }
}

/// <param name="Layer">The layer that was counted.</param>
/// <param name="Version">Its version.</param>
/// <param name="Rows">Its rows.</param>
/// <param name="ChangedAt">When it changed last.</param>
public sealed record DatasetSize(Layer Layer, long Version, long? Rows, DateTimeOffset ChangedAt);
