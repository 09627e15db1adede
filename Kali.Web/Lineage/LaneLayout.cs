using System.Collections.Immutable;

namespace Kali.Web.Lineage;

/// <summary>A thing to be drawn in a lane; its height is in pixels.</summary>
public sealed record LaneNode(string Id, int Lane, double Height);

/// <summary>A line from one node to another.</summary>
public sealed record LaneEdge(string From, string To);

/// <summary>Where a node is drawn: its left upper corner, in pixels.</summary>
public sealed record LanePlace(string Id, double X, double Y, double Height);

/// <summary>
/// Places nodes in fixed lanes from left to right. Within a lane they are ordered by where the heads of their neighbours are
/// (the barycentre method of Sugiyama, Tagawa and Toda, 1981) and moved as near to them as the gaps allow. The same input gives the same picture.
/// </summary>
public static class LaneLayout
{
    public const double NodeWidth = 184;
    public const double LaneWidth = 264;
    public const double Gap = 24;
    public const double Top = 40;

    /// <summary>The height of a node's head: lines between nodes as a whole meet it in its middle.</summary>
    public const double Head = 54;
    private const int Sweeps = 9;

    public static ImmutableArray<LanePlace> Place(IReadOnlyCollection<LaneNode> nodes, IReadOnlyCollection<LaneEdge> edges)
    {
        var neighbours = nodes.ToDictionary(node => node.Id, _ => new List<string>());
        foreach (var edge in edges.Where(edge => edge.From != edge.To && neighbours.ContainsKey(edge.From) && neighbours.ContainsKey(edge.To)))
        {
            neighbours[edge.From].Add(edge.To);
            neighbours[edge.To].Add(edge.From);
        }
        // A node hangs on its neighbours in other lanes; one that has none of those stands below its neighbours in its own.
        var laneOf = nodes.ToDictionary(node => node.Id, node => node.Lane);
        foreach (var (id, all) in neighbours)
        {
            if (all.Exists(other => laneOf[other] != laneOf[id]))
                all.RemoveAll(other => laneOf[other] == laneOf[id]);
        }
        var lanes = nodes.GroupBy(node => node.Lane).OrderBy(lane => lane.Key).Select(lane => lane.ToArray()).ToArray();
        var tops = new Dictionary<string, double>();
        foreach (var lane in lanes)
            Stack(lane, tops);
        var heights = nodes.ToDictionary(node => node.Id, node => node.Height);
        for (var sweep = 0; sweep < Sweeps; sweep++)
        {
            foreach (var lane in sweep % 2 == 0 ? lanes : lanes.Reverse())
                Settle(lane, neighbours, heights, tops);
        }
        var highest = tops.Count == 0 ? 0 : tops.Values.Min();
        return [.. nodes.Select(node => new LanePlace(node.Id, node.Lane * LaneWidth, tops[node.Id] - highest + Top, node.Height))];
    }

    /// <summary>The lane one under the other, as it was given.</summary>
    private static void Stack(LaneNode[] lane, Dictionary<string, double> tops)
    {
        var y = 0.0;
        foreach (var node in lane)
        {
            tops[node.Id] = y;
            y += node.Height + Gap;
        }
    }

    /// <summary>Orders a lane by where its neighbours are, then puts each node as near to them as the ones before it allow.</summary>
    private static void Settle(LaneNode[] lane, Dictionary<string, List<string>> neighbours, Dictionary<string, double> heights, Dictionary<string, double> tops)
    {
        var own = lane.Select(node => node.Id).ToHashSet(StringComparer.Ordinal);
        var wanted = lane.ToDictionary(node => node.Id, node => Wanted(node, neighbours[node.Id], own, heights, tops));
        var ordered = lane.OrderBy(node => wanted[node.Id]).ThenBy(node => tops[node.Id]).ToArray();
        var free = double.NegativeInfinity;
        foreach (var node in ordered)
        {
            tops[node.Id] = Math.Max(free, wanted[node.Id] - Middle(node.Height));
            free = tops[node.Id] + node.Height + Gap;
        }
        // Pushing down moved the lane as a whole away from its neighbours; it goes back by the mean of that.
        var drift = ordered.Where(node => neighbours[node.Id].Exists(other => !own.Contains(other)))
            .Select(node => tops[node.Id] + Middle(node.Height) - wanted[node.Id]).DefaultIfEmpty(0).Average();
        foreach (var node in ordered)
            tops[node.Id] -= drift;
        ordered.CopyTo(lane, 0);
    }

    private static double Wanted(LaneNode node, List<string> neighbours, HashSet<string> own, Dictionary<string, double> heights, Dictionary<string, double> tops) =>
        neighbours.Count == 0 ? tops[node.Id] + Middle(node.Height)
        : own.Contains(neighbours[0]) ? neighbours.Max(other => tops[other] + heights[other]) + Gap + Middle(node.Height)
        : neighbours.Average(other => tops[other] + Middle(heights[other]));

    private static double Middle(double height) => Math.Min(height, Head) / 2;
}
