using System.Collections.Immutable;
using Kali.Data.Lineage;

namespace Kali.Web.Lineage;

/// <summary>A node to be drawn: a file or table, or several that are folded into one.</summary>
/// <param name="Id">Its name in edges.</param>
/// <param name="Node">The file or table; null when it stands for several.</param>
/// <param name="Lane">Where it stands, from left: files, raw, silver, gold and use.</param>
/// <param name="Folded">How many it stands for; 0 for one.</param>
public sealed record LineageThing(string Id, LineageNode? Node, int Lane, int Folded = 0);

/// <summary>Things and the pairs between them, with the recorded edges behind each pair.</summary>
public sealed record FoldedLineage(ImmutableArray<LineageThing> Things, ImmutableArray<(string From, string To, ImmutableArray<LineageEdge> Edges)> Pairs);

/// <summary>Keeps a graph small enough to read: what is far from the root is drawn together, lane by lane, beside the neighbour it hangs on.</summary>
public static class LineageFold
{
    public const int Most = 40;

    public static FoldedLineage Fold(LineageGraph graph, int most = Most)
    {
        var nodes = graph.Nodes.ToDictionary(node => node.Id);
        var (order, parents) = FromRoot(graph);
        var kept = graph.Nodes.Length <= most ? order : [.. order.Take(most - Reserved(order, most, nodes))];
        var keptIds = kept.ToHashSet(StringComparer.Ordinal);
        var names = order.ToDictionary(id => id, id => keptIds.Contains(id) ? id : FoldId(LaneOf(nodes[id]), Anchor(id, parents, keptIds)), StringComparer.Ordinal);

        var things = names.GroupBy(name => name.Value)
            .Select(group => keptIds.Contains(group.Key)
                ? new LineageThing(group.Key, nodes[group.Key], LaneOf(nodes[group.Key]))
                : new LineageThing(group.Key, null, LaneOf(nodes[group.First().Key]), group.Count()));
        var pairs = graph.Edges.Where(edge => names.ContainsKey(edge.From) && names.ContainsKey(edge.To))
            .Select(edge => (From: names[edge.From], To: names[edge.To], Edge: edge))
            .Where(edge => edge.From != edge.To && !IsTold(edge.Edge, graph))
            .GroupBy(edge => (edge.From, edge.To))
            .Select(group => (group.Key.From, group.Key.To, group.Select(edge => edge.Edge).ToImmutableArray()));
        return new FoldedLineage([.. things], [.. pairs]);
    }

    public static int LaneOf(LineageNode node) => node.Table?.Layer switch
    {
        null => 0,
        Kali.Data.Layer.Raw => 1,
        Kali.Data.Layer.Silver or Kali.Data.Layer.Quarantine or Kali.Data.Layer.Repairs or Kali.Data.Layer.Findings or Kali.Data.Layer.DqxQuarantine => 2,
        _ => 3,
    };

    /// <summary>Quarantine takes its texts from raw and its verdicts from silver; the picture draws the second line only.</summary>
    private static bool IsTold(LineageEdge edge, LineageGraph graph) =>
        Layer(edge.From) is Kali.Data.Layer.Raw && Layer(edge.To) is Kali.Data.Layer.Quarantine
        && graph.Edges.Any(other => other.To == edge.To && Layer(other.From) is Kali.Data.Layer.Silver);

    private static Kali.Data.Layer? Layer(string id) => Kali.Data.TableName.TryParse(id, out var table) ? table.Layer : null;

    /// <summary>Nearest to the root first; of equally near ones those with the newest edge.</summary>
    private static (ImmutableArray<string> Order, Dictionary<string, string> Parents) FromRoot(LineageGraph graph)
    {
        var neighbours = graph.Edges
            .SelectMany(edge => new[] { (At: edge.From, Next: edge.To, edge.At), (At: edge.To, Next: edge.From, edge.At) })
            .GroupBy(edge => edge.At).ToDictionary(group => group.Key, group => group.OrderByDescending(edge => edge.Item3).Select(edge => edge.Next).ToList());
        var order = ImmutableArray.CreateBuilder<string>();
        var parents = new Dictionary<string, string>(StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal) { graph.Root };
        var open = new Queue<string>([graph.Root]);
        while (open.TryDequeue(out var id))
        {
            order.Add(id);
            foreach (var next in neighbours.GetValueOrDefault(id) ?? [])
            {
                if (!seen.Add(next))
                    continue;
                parents[next] = id;
                open.Enqueue(next);
            }
        }
        // Nothing that was recorded is left out, even where it hangs on nothing.
        order.AddRange(graph.Nodes.Select(node => node.Id).Where(seen.Add));
        return (order.ToImmutable(), parents);
    }

    /// <summary>Folded nodes need places too; there are few of them, so a fixed share is kept free.</summary>
    private static int Reserved(ImmutableArray<string> order, int most, Dictionary<string, LineageNode> nodes) =>
        Math.Min(most - 1, order.Skip(most).Select(id => LaneOf(nodes[id])).Distinct().Count());

    private static string Anchor(string id, Dictionary<string, string> parents, HashSet<string> kept)
    {
        while (parents.TryGetValue(id, out var parent))
        {
            if (kept.Contains(parent))
                return parent;
            id = parent;
        }
        return "";
    }

    private static string FoldId(int lane, string anchor) => FormattableString.Invariant($"fold/{lane}/{anchor}");
}
