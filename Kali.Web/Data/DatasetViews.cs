using System.Collections.Immutable;
using Kali.Data;
using Kali.Data.Catalog;
using Kali.Data.Engines;
using Kali.Data.Quality;
using Kali.Web.Widgets;

namespace Kali.Web.Data;

/// <summary>Gathers what a dataset's page shows on every tab.</summary>
public sealed class DatasetViews(Datasets datasets, DatasetVersions versions, QualityReports reports, ILakehouse lakehouse)
{
    private const int MostVersions = 1000;
    private static readonly ImmutableArray<Layer> InOrder = [Layer.Raw, Layer.Silver, Layer.Quarantine, Layer.Gold];

    /// <param name="name">The dataset.</param>
    /// <param name="layer">The layer asked for; null for the one this reader begins with.</param>
    /// <param name="version">The version of that layer's table; null for the newest.</param>
    /// <param name="tab">The tab the layers lead to.</param>
    public async Task<DatasetView> ReadAsync(DatasetName name, Layer? layer, long? version, string tab, Actor actor, CancellationToken ct)
    {
        var dataset = await datasets.GetAsync(name, actor, ct);
        var parts = ImmutableArray.CreateBuilder<LayerStripPart>();
        foreach (var each in InOrder)
            parts.Add(await PartAsync(dataset, each, tab, actor, ct));
        var history = await versions.OfAsync(name, MostVersions, actor, ct);
        var report = await reports.ForAsync(name, run: null, actor, ct);
        var mayChange = await datasets.MayChangeAsync(name, actor, ct);
        return new DatasetView(
            dataset, parts.ToImmutable(), layer ?? Begins(parts, actor), version, report?.Groups.Length ?? 0,
            history.Length, history.Select(each => each.FileName).Distinct(StringComparer.Ordinal).Count(), mayChange, mayChange);
    }

    /// <summary>Business users begin with gold, all others with silver; whoever may not read that, with what there is to read.</summary>
    private static Layer Begins(IReadOnlyCollection<LayerStripPart> parts, Actor actor)
    {
        var wanted = actor.IsSteward || actor.Is(KaliRole.Analyst) ? Layer.Silver : Layer.Gold;
        var open = parts.Where(part => part is { IsOpen: true, Rows: not null }).Select(part => part.Layer).ToList();
        return open.Count == 0 || open.Contains(wanted) ? wanted : open.Contains(Layer.Gold) ? Layer.Gold : open[0];
    }

    private async Task<LayerStripPart> PartAsync(Dataset dataset, Layer layer, string tab, Actor actor, CancellationToken ct)
    {
        var isOpen = await datasets.MayReadAsync(dataset.Name, layer, actor, ct);
        var table = isOpen ? await lakehouse.DescribeAsync(dataset.Name.In(layer), actor, ct) : null;
        var href = $"data/{dataset.Name.Catalog}/{dataset.Name.Name}/{tab}?layer={LayerNames.Of(layer)}";
        return new LayerStripPart(layer, table?.RowCount, href, isOpen, dataset.OwnerName);
    }
}
