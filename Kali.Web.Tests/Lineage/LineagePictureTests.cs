using System.Collections.Immutable;
using Kali.Data;
using Kali.Data.Lineage;
using Kali.Web.Lineage;
using Xunit;

namespace Kali.Web.Tests.Lineage;

public sealed class LineagePictureTests
{
    private const string Raw = "kali_dev.raw_layer.orders";
    private const string Silver = "kali_dev.silver_layer.orders";
    private const string Quarantine = "kali_dev.silver_layer.orders__quarantine";
    private const string Gold = "kali_dev.gold_layer.orders";

    [Fact]
    public void Of_ADataset_StandsInItsLanesWithTheRowsOnItsLines()
    {
        var picture = LineagePicture.Of(Orders(files: 1), ShownColumns.Some, null);
        Assert.Equal([0, 1, 2, 2, 3], picture.Nodes.Select(node => node.Thing.Lane).Order());
        Assert.Equal(100, picture.Edges.Single(edge => edge.From == Silver && edge.To == Gold).Rows);
        // Quarantine hangs below silver; that its texts come from raw is told in the table only.
        Assert.DoesNotContain(picture.Edges, edge => edge.From == Raw && edge.To == Quarantine);
        Assert.Contains(picture.Edges, edge => edge.From == Silver && edge.To == Quarantine);
    }

    [Fact]
    public void Of_AFollowedColumn_IsDrawnFromColumnToColumnAndTheRestIsDim()
    {
        var graph = Orders(files: 1);
        var picture = LineagePicture.Of(graph, ShownColumns.Some, LineageGraphs.Follow(graph, Gold, "country"));
        var line = picture.Edges.Single(edge => edge.From == Silver && edge.To == Gold);
        Assert.True(line.IsFollowed);
        var y = picture.Nodes.Single(node => node.Id == Gold).Columns.Single(column => column.Name == "country").Y;
        Assert.EndsWith(FormattableString.Invariant($" {y:0.#}"), line.Path, StringComparison.Ordinal);
        Assert.True(picture.Nodes.Single(node => node.Id == Quarantine).IsDim);
        Assert.False(picture.Nodes.Single(node => node.Id == "upload/u0").IsDim);
    }

    [Fact]
    public void Of_ManyColumns_ShowsTenAndTheFollowedOne()
    {
        var graph = Orders(files: 1, columns: 30);
        var gold = LineagePicture.Of(graph, ShownColumns.Some, LineageGraphs.Follow(graph, Gold, "c25")).Nodes.Single(node => node.Id == Gold);
        Assert.Equal((11, 21), (gold.Columns.Length, gold.More));
        Assert.Contains(gold.Columns, column => column is { Name: "c25", IsFollowed: true });
        Assert.Equal(32, LineagePicture.Of(graph, ShownColumns.All, null).Nodes.Single(node => node.Id == Gold).Columns.Length);
    }

    [Fact]
    public void Fold_MoreThanFortyNodes_KeepsTheNearOnesAndCountsTheRest()
    {
        var graph = Orders(files: 90);
        var folded = LineageFold.Fold(graph);
        Assert.True(folded.Things.Length <= LineageFold.Most);
        Assert.Equal(graph.Nodes.Length, folded.Things.Sum(thing => Math.Max(1, thing.Folded)));
        Assert.Contains(folded.Things, thing => thing.Id == Gold);
        var rest = Assert.Single(folded.Things, thing => thing.Folded > 0);
        Assert.Contains(folded.Pairs, pair => pair.From == rest.Id && pair.To == Raw && pair.Edges.Length == rest.Folded);
    }

    [Theory]
    [InlineData("country", Gold, "country")]
    [InlineData("raw_layer.orders.country", Raw, "country")]
    public void FollowedColumn_InAnAddress_IsOfTheRootOrOfAnotherTable(string text, string node, string column)
    {
        var root = TableName.Parse(Gold);
        Assert.Equal(new FollowedColumn(node, column), FollowedColumn.Parse(text, root));
        Assert.Equal(text, FollowedColumn.Address(root, TableName.Parse(node), column));
    }

    private static LineageGraph Orders(int files, int columns = 0)
    {
        ImmutableArray<string> names = ["order_id", "country", .. Enumerable.Range(0, columns).Select(i => $"c{i}")];
        var uploads = Enumerable.Range(0, files).Select(i => $"upload/u{i}").ToImmutableArray();
        return new LineageGraph(
            Gold,
            [
                .. uploads.Select(upload => new LineageNode(upload, upload, null, upload[7..], names, true)),
                .. new[] { Raw, Silver, Gold, Quarantine }.Select(table => new LineageNode(table, TableName.Parse(table).Name, TableName.Parse(table), null, names, true)),
            ],
            [
                .. uploads.Select(upload => Edge(upload, Raw, RunStepName.Raw)), Edge(Raw, Silver, RunStepName.Silver),
                Edge(Raw, Quarantine, RunStepName.Quarantine, isFlow: false), Edge(Silver, Quarantine, RunStepName.Quarantine, isFlow: false), Edge(Silver, Gold, RunStepName.Gold),
            ]);

        LineageEdge Edge(string from, string to, RunStepName step, bool isFlow = true) => new(
            from, to, 100, new RunId(1), step, 0, 0, "", "Owner", default, "1.0.0", isFlow ? [.. names.Select(name => new LineageColumn(name, name, ["as-is"]))] : []);
    }
}
