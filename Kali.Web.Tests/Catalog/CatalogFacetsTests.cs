using System.Collections.Immutable;
using Kali.Data;
using Kali.Data.Catalog;
using Kali.Web.Catalog;
using Xunit;

namespace Kali.Web.Tests.Catalog;

public sealed class CatalogFacetsTests
{
    private static readonly ImmutableArray<SearchHit> Hits =
    [
        Hit("orders", "u-one", GateState.Warned, gold: 3, "sales"),
        Hit("customers", "u-one", GateState.Failed, gold: null, "sales", "people"),
        Hit("products", "u-two", GateState.Passed, gold: 1),
        Hit("new_one", "u-two", null, gold: null),
    ];

    [Fact]
    public void Narrow_WithSeveralChoices_KeepsWhatFitsAll() =>
        Assert.Equal(["orders"], CatalogFacets.Narrow(Hits, new CatalogChoice(Layer.Gold, Tag: "sales")).Select(hit => hit.Dataset.Name.Name));

    [Fact]
    public void OfGate_WhileAGateIsChosen_StillCountsTheOthers() =>
        Assert.Equal([("failed", 1), ("warned", 1)], CatalogFacets.OfGate(Hits, new CatalogChoice(Gate: "failed", Owner: "u-one")).Select(facet => (facet.Value, facet.Count)));

    [Fact]
    public void OfOwner_CountsWhatTheOtherFacetsLeave() =>
        Assert.Equal([("u-one", 2)], CatalogFacets.OfOwner(Hits, new CatalogChoice(Tag: "sales")).Select(facet => (facet.Value, facet.Count)));

    [Fact]
    public void LayersOf_BeforeTheFirstRun_AreNone() => Assert.Empty(CatalogFacets.LayersOf(Hits[3].Dataset));

    private static SearchHit Hit(string name, string owner, GateState? gate, long? gold, params string[] tags) => new(
        new Dataset(1, new DatasetName("kali_dev", name), name, owner, owner, name, null, [.. tags], default, null,
            gate is { } known ? new DatasetVersion(new RunId(1), default, owner, "f.csv", known, 90, new Ledger(), 1, 1, null, gold) : null),
        null, 0);
}
