using System.Collections.Immutable;
using Kali.Data;
using Kali.Data.Catalog;
using Kali.Data.Engines;

namespace Kali.Web.Catalog;

/// <summary>What the catalog page shows.</summary>
public sealed class CatalogReading(CatalogSearch search, DatasetSizes sizes, ILakehouse lakehouse, KaliOptions options)
{
    private const int Counted = 60;

    public Task<SearchResult> FindAsync(string text, bool deleted, Actor actor, CancellationToken ct) =>
        search.FindAsync(text, new DatasetFilter(Deleted: deleted), actor, ct);

    /// <summary>Rows of the datasets shown first, and the tables of Kali's own; read after the list stands.</summary>
    public async Task<(ImmutableDictionary<int, DatasetSize> Sizes, ImmutableArray<TableName> Metadata)> SizesAsync(ImmutableArray<SearchHit> hits, Actor actor, CancellationToken ct)
    {
        var counted = await sizes.OfAsync(hits.Take(Counted).Select(hit => hit.Dataset), actor, ct);
        var tables = await lakehouse.TablesAsync(options.Catalog, actor, ct);
        return (counted, [.. tables.Where(table => table.Layer == Layer.Metadata).OrderBy(table => table.Name, StringComparer.Ordinal)]);
    }
}
