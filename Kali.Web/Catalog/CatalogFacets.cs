using System.Collections.Immutable;
using Kali.Data;
using Kali.Data.Catalog;

namespace Kali.Web.Catalog;

/// <summary>Narrows what a search found, and counts what each further step would leave.</summary>
public static class CatalogFacets
{
    private static readonly ImmutableArray<string> Gates = ["failed", "warned", "passed", "none"];

    public static ImmutableArray<Layer> Layers { get; } = [Layer.Raw, Layer.Silver, Layer.Quarantine, Layer.Gold];

    /// <summary>The layers a dataset has a table in.</summary>
    public static ImmutableArray<Layer> LayersOf(Dataset dataset) => dataset.Latest is not { } latest
        ? []
        : [.. Layers.Where(layer => layer switch
        {
            Layer.Raw => latest.RawVersion is not null,
            Layer.Silver => latest.SilverVersion is not null,
            Layer.Quarantine => latest.QuarantineVersion is not null,
            _ => latest.GoldVersion is not null,
        })];

    public static string GateOf(Dataset dataset) => dataset.Latest?.Gate switch
    {
        GateState.Passed => "passed",
        GateState.Warned => "warned",
        GateState.Failed => "failed",
        _ => "none",
    };

    public static ImmutableArray<SearchHit> Narrow(ImmutableArray<SearchHit> hits, CatalogChoice choice) => [.. hits.Where(hit => Fits(hit.Dataset, choice))];

    /// <summary>Each facet is counted over what the other ones leave, so that choosing another value of the same one never ends at nothing.</summary>
    public static ImmutableArray<Facet> OfLayer(ImmutableArray<SearchHit> hits, CatalogChoice choice)
    {
        var left = Narrow(hits, choice with { Layer = null });
        return [.. Layers.Select(layer => new Facet(Word(layer), Word(layer), left.Count(hit => LayersOf(hit.Dataset).Contains(layer))))];
    }

    public static ImmutableArray<Facet> OfGate(ImmutableArray<SearchHit> hits, CatalogChoice choice)
    {
        var left = Narrow(hits, choice with { Gate = null });
        return [.. Gates.Select(gate => new Facet(gate, gate, left.Count(hit => GateOf(hit.Dataset) == gate))).Where(facet => facet.Count > 0 || facet.Value == choice.Gate)];
    }

    public static ImmutableArray<Facet> OfTag(ImmutableArray<SearchHit> hits, CatalogChoice choice) =>
        Most(Narrow(hits, choice with { Tag = null }).SelectMany(hit => hit.Dataset.Tags).Select(tag => (tag, tag)), choice.Tag);

    public static ImmutableArray<Facet> OfOwner(ImmutableArray<SearchHit> hits, CatalogChoice choice) =>
        Most(Narrow(hits, choice with { Owner = null }).Select(hit => (hit.Dataset.OwnerId, hit.Dataset.OwnerName)), choice.Owner);

    public static string Word(Layer layer) => layer.ToString().ToLowerInvariant();

    public static Layer? LayerOf(string? word) => Layers.Cast<Layer?>().FirstOrDefault(layer => string.Equals(Word(layer!.Value), word, StringComparison.OrdinalIgnoreCase));

    private static bool Fits(Dataset dataset, CatalogChoice choice) =>
        (choice.Layer is not { } layer || LayersOf(dataset).Contains(layer))
        && (choice.Gate is null || GateOf(dataset) == choice.Gate)
        && (choice.Tag is null || dataset.Tags.Contains(choice.Tag, StringComparer.OrdinalIgnoreCase))
        && (choice.Owner is null || dataset.OwnerId == choice.Owner);

    private static ImmutableArray<Facet> Most(IEnumerable<(string Value, string Text)> values, string? chosen) =>
        [.. values.GroupBy(value => value.Value).Select(group => new Facet(group.Key, group.First().Text, group.Count()))
            .OrderByDescending(facet => facet.Value == chosen).ThenByDescending(facet => facet.Count).ThenBy(facet => facet.Text, StringComparer.CurrentCultureIgnoreCase).Take(8)];
}
