using CsCheck;
using Kali.Web.Lineage;
using Xunit;

namespace Kali.Web.Tests.Lineage;

public sealed class LaneLayoutTests
{
    private static readonly Gen<(LaneNode[] Nodes, LaneEdge[] Edges)> Graphs =
        from count in Gen.Int[1, 25]
        from lanes in Gen.Int[0, 4].Array[count]
        from heights in Gen.Double[20, 200].Array[count]
        from pairs in Gen.Select(Gen.Int[0, count - 1], Gen.Int[0, count - 1]).Array[0, 40]
        select (
            Enumerable.Range(0, count).Select(i => new LaneNode($"n{i}", lanes[i], heights[i])).ToArray(),
            pairs.Select(pair => new LaneEdge($"n{pair.Item1}", $"n{pair.Item2}")).ToArray());

    [Fact]
    public void Place_AnyGraph_NeverDrawsOneNodeOverAnother() => Graphs.Sample(graph =>
    {
        var lanes = graph.Nodes.ToDictionary(node => node.Id, node => node.Lane);
        foreach (var lane in LaneLayout.Place(graph.Nodes, graph.Edges).GroupBy(place => lanes[place.Id]))
        {
            var ordered = lane.OrderBy(place => place.Y).ToArray();
            for (var i = 1; i < ordered.Length; i++)
                Assert.True(ordered[i].Y >= ordered[i - 1].Y + ordered[i - 1].Height + LaneLayout.Gap - 1e-6);
            Assert.All(ordered, place => Assert.True(place.Y >= LaneLayout.Top - 1e-6));
        }
    });

    [Fact]
    public void Place_CrossedEdges_AreUncrossed()
    {
        LaneNode[] nodes = [new("a", 0, 40), new("b", 0, 40), new("x", 1, 40), new("y", 1, 40)];
        var places = LaneLayout.Place(nodes, [new("a", "y"), new("b", "x")]).ToDictionary(place => place.Id);
        Assert.Equal(places["a"].Y < places["b"].Y, places["y"].Y < places["x"].Y);
    }

    [Fact]
    public void Place_AChain_IsAStraightLine()
    {
        LaneNode[] nodes = [new("file", 0, 54), new("raw", 1, 120), new("silver", 2, 200), new("gold", 3, 90)];
        var middles = LaneLayout.Place(nodes, [new("file", "raw"), new("raw", "silver"), new("silver", "gold")]).Select(place => place.Y + (Math.Min(place.Height, LaneLayout.Head) / 2)).ToArray();
        Assert.All(middles, middle => Assert.Equal(middles[0], middle, 0.5));
    }
}
