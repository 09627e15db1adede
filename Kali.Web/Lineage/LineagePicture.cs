using System.Collections.Immutable;
using Kali.Data.Lineage;

namespace Kali.Web.Lineage;

/// <summary>A graph, placed and ready to be drawn; lengths in pixels.</summary>
public sealed record LineagePicture(ImmutableArray<ShownNode> Nodes, ImmutableArray<ShownEdge> Edges, double Width, double Height)
{
    private const double HeadHeight = LaneLayout.Head;
    private const double ColumnHeight = 24;
    private const double ColumnsPadding = 9;
    private const double FoldHeight = 38;
    private const double Margin = 40;
    private const int MostColumns = 10;

    /// <param name="graph">What was recorded.</param>
    /// <param name="columns">How many columns of a node are drawn.</param>
    /// <param name="followed">The columns that are followed: pairs of node and column; null when none is.</param>
    public static LineagePicture Of(LineageGraph graph, ShownColumns columns, ImmutableHashSet<(string Node, string Column)>? followed)
    {
        var folded = LineageFold.Fold(graph);
        var listed = folded.Things.ToDictionary(thing => thing.Id, thing => ColumnsOf(thing, thing.Id == graph.Root, columns, followed));
        var layout = LaneLayout.Place(
            [.. folded.Things.Select(thing => new LaneNode(thing.Id, thing.Lane, HeightOf(thing, listed[thing.Id])))],
            [.. folded.Pairs.Select(pair => new LaneEdge(pair.From, pair.To))]).ToDictionary(place => place.Id);
        // Nothing to the left of what is shown: lanes no node stands in are not kept free.
        var left = folded.Things.Min(thing => thing.Lane) * LaneLayout.LaneWidth;
        var nodes = folded.Things.Select(thing =>
        {
            var place = layout[thing.Id];
            var (shown, more) = listed[thing.Id];
            return new ShownNode(
                thing, place.X - left, place.Y, place.Height,
                [.. shown.Select((name, i) => new ShownColumn(name, place.Y + HeadHeight + (ColumnsPadding / 2) + (ColumnHeight * (i + 0.5)), followed?.Contains((thing.Id, name)) == true))],
                more, IsRoot: thing.Id == graph.Root, IsDim: followed is not null && !followed.Any(pair => pair.Node == thing.Id));
        }).ToImmutableArray();
        var byId = nodes.ToDictionary(node => node.Id);
        var edges = folded.Pairs.SelectMany(pair => Lines(byId[pair.From], byId[pair.To], pair.Edges, nodes, followed)).ToImmutableArray();
        return new LineagePicture(nodes, edges, nodes.Max(node => node.X) + LaneLayout.NodeWidth + Margin, nodes.Max(node => node.Y + node.Height) + 16);
    }

    /// <summary>Kali's own columns are not what a reader follows; a followed column is always among those drawn.</summary>
    private static (ImmutableArray<string> Shown, int More) ColumnsOf(LineageThing thing, bool isRoot, ShownColumns wanted, ImmutableHashSet<(string Node, string Column)>? followed)
    {
        // What is held back has raw's columns once more; they are drawn where one of them is followed into it, or all are asked for.
        var isCopy = !isRoot && thing.Node?.Table?.Layer is Kali.Data.Layer.Quarantine && wanted is not ShownColumns.All && followed?.Any(pair => pair.Node == thing.Id) != true;
        if (thing.Node?.Table is null || isCopy || wanted is ShownColumns.None)
            return ([], 0);
        var all = thing.Node.Columns.Where(column => !column.StartsWith('_')).ToImmutableArray();
        if (wanted is ShownColumns.All || all.Length <= MostColumns + 1)
            return (all, 0);
        var shown = all.Where((column, i) => i < MostColumns || followed?.Contains((thing.Id, column)) == true).ToImmutableArray();
        return (shown, all.Length - shown.Length);
    }

    private static double HeightOf(LineageThing thing, (ImmutableArray<string> Shown, int More) columns)
    {
        var lines = columns.Shown.Length + (columns.More > 0 ? 1 : 0);
        return thing.Folded > 0 ? FoldHeight : lines == 0 ? HeadHeight : HeadHeight + ColumnsPadding + (lines * ColumnHeight);
    }

    private static IEnumerable<ShownEdge> Lines(
        ShownNode from, ShownNode to, ImmutableArray<LineageEdge> edges, ImmutableArray<ShownNode> nodes, ImmutableHashSet<(string Node, string Column)>? followed)
    {
        long? rows = edges.Any(edge => edge.Rows is null) ? null : edges.Sum(edge => edge.Rows);
        if (followed is not null)
        {
            var flows = edges.SelectMany(edge => edge.Columns.Select(flow => (From: (edge.From, flow.From), To: (edge.To, flow.To))))
                .Where(flow => followed.Contains(flow.From) && followed.Contains(flow.To)).Distinct().ToList();
            if (flows.Count > 0)
            {
                var isFirst = true;
                foreach (var flow in flows.Select(flow => (From: from.Column(flow.From.Item2), To: to.Column(flow.To.Item2))).Distinct())
                {
                    yield return Line(from, to, flow.From?.Y, flow.To?.Y, isFirst ? rows : null, nodes) with { IsFollowed = true };
                    isFirst = false;
                }
                yield break;
            }
        }
        yield return Line(from, to, null, null, rows, nodes) with { IsDim = followed is not null };
    }

    private static ShownEdge Line(ShownNode from, ShownNode to, double? fromColumn, double? toColumn, long? rows, ImmutableArray<ShownNode> nodes)
    {
        var (fromX, toX) = (from.X + LaneLayout.NodeWidth, to.X);
        var isBelow = from.Thing.Lane == to.Thing.Lane && to.Y > from.Y && !nodes.Any(node => node.Thing.Lane == to.Thing.Lane && node.Y > from.Y && node.Y < to.Y);
        if (isBelow && fromColumn is null)
        {
            var middle = from.X + (LaneLayout.NodeWidth / 2);
            return new ShownEdge(from.Id, to.Id, EdgePath.Down(middle, from.Y + from.Height, to.Y - 6), middle, (from.Y + from.Height + to.Y) / 2, rows);
        }
        var (fromY, toY) = (fromColumn ?? from.Middle, toColumn ?? to.Middle);
        if (from.Thing.Lane >= to.Thing.Lane)
        {
            var side = Math.Max(fromX, toX + LaneLayout.NodeWidth);
            return new ShownEdge(from.Id, to.Id, EdgePath.Between(side, fromY, side, toY), side + 30, (fromY + toY) / 2, rows);
        }
        return new ShownEdge(from.Id, to.Id, EdgePath.Between(fromX, fromY, toX - 6, toY), (fromX + toX) / 2, (fromY + toY) / 2, rows);
    }
}

public enum ShownColumns
{
    None,
    Some,
    All,
}

/// <summary>A node with its place.</summary>
/// <param name="More">Columns that are not drawn.</param>
/// <param name="IsDim">Whether a column is followed that does not pass here.</param>
public sealed record ShownNode(
    LineageThing Thing, double X, double Y, double Height, ImmutableArray<ShownColumn> Columns, int More, bool IsRoot, bool IsDim)
{
    public string Id => Thing.Id;

    /// <summary>Where lines of the whole node begin and end: the middle of its head.</summary>
    public double Middle => Y + (Math.Min(Height, LaneLayout.Head) / 2);

    public ShownColumn? Column(string name) => Columns.FirstOrDefault(column => column.Name == name);
}

/// <param name="Y">The middle of its line.</param>
public sealed record ShownColumn(string Name, double Y, bool IsFollowed);

/// <param name="Path">For SVG.</param>
/// <param name="LabelX">The middle of its label.</param>
/// <param name="Rows">Rows that went along it in the newest run; null is not known.</param>
public sealed record ShownEdge(string From, string To, string Path, double LabelX, double LabelY, long? Rows, bool IsFollowed = false, bool IsDim = false);
