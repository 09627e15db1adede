using Kali.Data;
using Kali.Data.Catalog;
using Kali.Data.Engines;
using Kali.Data.Lake;
using Kali.Data.Lineage;
using Kali.Data.Pipeline;
using Kali.Data.Quality;
using Xunit;

namespace Kali.Web.Tests.Pipeline;

public sealed class PipelineFlowTests
{
    private static readonly DatasetName Orders = new("kali_dev", "orders");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Load_OfAMessyFile_GivesEveryLineItsPlace()
    {
        await using var lake = await PipelineLake.OpenAsync();
        var file = MessyFile.Orders(1000);
        var run = await Sending.LoadAsync(lake, await Sending.ReceiveAsync(lake, "orders.csv", file.Bytes));

        Assert.True(run.State is RunState.Done, $"{run.Fault?.Message}\n{string.Join('\n', run.Log.Select(line => line.Text))}");
        Assert.Equal(GateState.Warned, run.Gate);
        Assert.Empty(run.Ledger.Gaps());
        Assert.True(run.Ledger.IsClosed);
        Assert.Equal(
            (file.Lines, file.NotReadable, file.Duplicates, file.Misfits, file.Lines - file.NotReadable - file.Duplicates - file.Misfits),
            (run.Ledger.LinesInFile, run.Ledger.NotReadable, run.Ledger.Duplicates, run.Ledger.HeldBack, run.Ledger.Gold));
        Assert.Equal(
            (run.Ledger.Raw, run.Ledger.Silver, run.Ledger.HeldBack, run.Ledger.Gold),
            (await Sending.CountAsync(lake, Orders.Raw), await Sending.CountAsync(lake, Orders.Silver), await Sending.CountAsync(lake, Orders.Quarantine), await Sending.CountAsync(lake, Orders.Gold)));
        Assert.Contains(run.Changes, change => change is { Kind: "trimmed", Column: "kunde" });
        Assert.Equal(file.NotReadable, (await lake.Get<RejectedRows>().ReadAsync(run.Id, 0, 100, PipelineLake.One, Ct)).Length);
        Assert.True(await lake.Get<ILakeFiles>().ExistsAsync(new LakePath("raw/processed/2026-11-23/u-one/orders.csv"), Ct));
    }

    [Fact]
    public async Task Load_LeavesLineageCatalogAndMetadata()
    {
        await using var lake = await PipelineLake.OpenAsync();
        var run = await Sending.LoadAsync(lake, await Sending.ReceiveAsync(lake, "orders.csv", MessyFile.Orders(120).Bytes));
        Assert.True(run.State is RunState.Done, run.Fault?.Message);

        var dataset = await lake.Get<Datasets>().GetAsync(Orders, PipelineLake.Two, Ct);
        Assert.Equal((GateState.Warned, run.Id), (dataset.Latest!.Gate, dataset.Latest.Run));
        Assert.Equal("orders", (await lake.Get<CatalogSearch>().FindAsync("Betrag", DatasetFilter.All, PipelineLake.Two, Ct)).Hits[0].Dataset.Name.Name);
        Assert.Equal(["orders"], (await lake.Get<CatalogSearch>().FindAsync("ordres", DatasetFilter.All, PipelineLake.Two, Ct)).DidYouMean);

        var graph = await lake.Get<LineageGraphs>().OfAsync(Orders.Gold, LineageDirection.ComesFrom, PipelineLake.Steward, Ct);
        Assert.Contains(graph.Nodes, node => node.Label == "orders.csv");
        Assert.Contains((Orders.Raw.ToString(), "betrag"), LineageGraphs.Follow(graph, Orders.Gold.ToString(), "betrag"));
        Assert.Contains(graph.Edges, edge => edge.To == Orders.Silver.ToString() && edge.Columns.Any(column => column is { To: "betrag" } && column.What.Contains("type")));

        foreach (var table in new[] { MetadataTables.Runs("kali_dev"), MetadataTables.Lineage("kali_dev"), MetadataTables.Audit("kali_dev") })
            Assert.True(await Sending.CountAsync(lake, table) > 0, table.ToString());
        Assert.Equal(0, (await lake.Get<ILakehouse>().DescribeAsync(MetadataTables.Lineage("kali_dev"), PipelineLake.Steward, Ct))!.Version);
    }

    [Fact]
    public async Task Story_OfAHeldBackRow_LeadsToItsLineAndTellsWhatWasDone()
    {
        await using var lake = await PipelineLake.OpenAsync();
        await Sending.LoadAsync(lake, await Sending.ReceiveAsync(lake, "orders.csv", MessyFile.Orders(120).Bytes));
        // Order 20: its amount is no number. Order 10 stands twice, so it is on line 22 with the header.
        var held = (long)(await Sending.QueryAsync(lake, Sql.Of($"SELECT _row_id FROM {Orders.Quarantine} WHERE bestell_nr = {"A-000020"}")))[0][0]!;
        var story = await lake.Get<RowStories>().OfAsync(Orders.Quarantine, held, PipelineLake.One, Ct);
        Assert.Equal((RowOutcome.HeldBack, "orders.csv", 22L), (story.Outcome, story.FileName, story.Row));
        Assert.Contains("betrag", story.Reasons, StringComparison.Ordinal);
        var amount = story.Cells.Single(cell => cell.Column == "betrag");
        Assert.Equal(("viel", "not-fitting", null), (amount.Raw, amount.Changes[^1].Kind, amount.Value));

        var trimmed = (long)(await Sending.QueryAsync(lake, Sql.Of($"SELECT _row_id FROM {Orders.Gold} WHERE bestell_nr = {"A-000007"}")))[0][0]!;
        var customer = (await lake.Get<RowStories>().OfAsync(Orders.Gold, trimmed, PipelineLake.One, Ct)).Cells.Single(cell => cell.Column == "kunde");
        Assert.Equal(("  Müller ", "Müller", "trimmed"), (customer.Raw, customer.Value, customer.Changes.Single().Kind));

        var strangers = await lake.Get<RowStories>().OfAsync(Orders.Gold, trimmed, PipelineLake.Two, Ct);
        Assert.False(strangers.MayReadRaw);
        Assert.All(strangers.Cells, cell => Assert.Null(cell.Raw));
    }

    [Fact]
    public async Task Load_Again_TakesTheSameRowsAndChangesNoCount()
    {
        await using var lake = await PipelineLake.OpenAsync();
        var first = await Sending.LoadAsync(lake, await Sending.ReceiveAsync(lake, "orders.csv", MessyFile.Orders(300).Bytes));
        var again = await Sending.WorkToEndAsync(lake, await lake.Runs.AgainAsync(first.Id, PipelineLake.One, Ct));
        Assert.True(again.State is RunState.Done, again.Fault?.Message);
        Assert.Equal(first.Ledger, again.Ledger);
        Assert.Equal(first.Ledger.Gold, await Sending.CountAsync(lake, Orders.Gold));
        Assert.Equal(first.Ledger.Raw, await Sending.CountAsync(lake, Orders.Raw));
    }

    [Fact]
    public async Task Load_ByKey_SplitsGoldIntoNewAndUpdated()
    {
        await using var lake = await PipelineLake.OpenAsync();
        await Sending.LoadAsync(lake, await Sending.ReceiveAsync(lake, "one.csv", MessyFile.Orders(9).Bytes, mode: IngestMode.Merge, keys: "bestell_nr"));
        var second = await Sending.LoadAsync(lake, await Sending.ReceiveAsync(lake, "two.csv", MessyFile.Orders(9, first: 5).Bytes.AsSpan().ToArray(), mode: IngestMode.Merge, keys: "bestell_nr"));
        Assert.True(second.State is RunState.Done, second.Fault?.Message);
        Assert.Empty(second.Ledger.Gaps());
        Assert.Equal((4L, 5L), (second.Ledger.New, second.Ledger.Updated));
        Assert.Equal(13, await Sending.CountAsync(lake, Orders.Gold));
    }

    [Fact]
    public async Task Load_InThePlaceOfAll_LeavesOnlyTheNewRows()
    {
        await using var lake = await PipelineLake.OpenAsync();
        await Sending.LoadAsync(lake, await Sending.ReceiveAsync(lake, "one.csv", MessyFile.Orders(50).Bytes));
        var second = await Sending.LoadAsync(lake, await Sending.ReceiveAsync(lake, "two.csv", MessyFile.Orders(8, first: 600).Bytes, mode: IngestMode.Overwrite));
        Assert.True(second.State is RunState.Done, second.Fault?.Message);
        Assert.Equal(second.Ledger.Gold, await Sending.CountAsync(lake, Orders.Gold));
        Assert.Equal(0, await Sending.CountAsync(lake, Orders.Quarantine));
    }

    [Fact]
    public async Task TwoUploadsIntoOneDatasetAtOnce_BothArriveWhole()
    {
        await using var lake = await PipelineLake.OpenAsync();
        var one = await lake.Runs.StartAsync(await Sending.ReceiveAsync(lake, "one.csv", MessyFile.Orders(500).Bytes), PipelineLake.One, Ct);
        var two = await lake.Runs.StartAsync(await Sending.ReceiveAsync(lake, "two.csv", MessyFile.Orders(500, first: 10_001).Bytes), PipelineLake.One, Ct);
        await Sending.WorkToEndAsync(lake, one, two);
        var runs = (await lake.Runs.ListAsync(RunFilter.All, PipelineLake.One, Ct)).Runs;
        Assert.All(runs, run => Assert.True(run.State is RunState.Done, run.Fault?.Message));
        Assert.Equal(runs.Sum(run => run.Ledger.Gold), await Sending.CountAsync(lake, Orders.Gold));
    }

    [Fact]
    public async Task Cancel_AfterSilverIsWritten_TakesEverythingBack()
    {
        await using var lake = await PipelineLake.OpenAsync();
        var first = await Sending.LoadAsync(lake, await Sending.ReceiveAsync(lake, "one.csv", MessyFile.Orders(100).Bytes));
        var cancels = new CancelAtChecks();
        await using var other = await PipelineLake.OpenAsync(cancels.PutBefore, folder: lake.Folder);
        cancels.Runs = other.Runs;
        var cancelled = await Sending.LoadAsync(other, await Sending.ReceiveAsync(other, "two.csv", MessyFile.Orders(100, first: 5000).Bytes));
        Assert.Equal(RunState.Cancelled, cancelled.State);
        Assert.Equal(
            (first.Ledger.Raw, first.Ledger.Silver, first.Ledger.HeldBack, first.Ledger.Gold),
            (await Sending.CountAsync(lake, Orders.Raw), await Sending.CountAsync(lake, Orders.Silver), await Sending.CountAsync(lake, Orders.Quarantine), await Sending.CountAsync(lake, Orders.Gold)));
        Assert.True(await lake.Get<ILakeFiles>().ExistsAsync(new LakePath("raw/uploads/2026-11-23/u-one/two.csv"), Ct));
    }

    [Fact]
    public async Task Dataset_RenamedDeletedAndBroughtBack_KeepsItsRows()
    {
        await using var lake = await PipelineLake.OpenAsync();
        var run = await Sending.LoadAsync(lake, await Sending.ReceiveAsync(lake, "orders.csv", MessyFile.Orders(50).Bytes));
        var life = lake.Get<DatasetLife>();
        var sales = new DatasetName("kali_dev", "sales");
        await life.RenameAsync(Orders, sales, PipelineLake.One, Ct);
        Assert.Equal(run.Ledger.Gold, await Sending.CountAsync(lake, sales.Gold));
        Assert.Equal(sales, (await lake.Runs.GetAsync(run.Id, PipelineLake.One, Ct)).Dataset);
        await Assert.ThrowsAsync<NotAllowedException>(() => life.DeleteAsync(sales, PipelineLake.Two, Ct));

        await life.DeleteAsync(sales, PipelineLake.One, Ct);
        Assert.Empty(await lake.Get<Datasets>().ListAsync(DatasetFilter.All, PipelineLake.Two, Ct));
        await Assert.ThrowsAsync<NotFoundException>(() => Sending.CountAsync(lake, sales.Gold));

        await life.BringBackAsync(sales, PipelineLake.One, Ct);
        Assert.Equal(run.Ledger.Gold, await Sending.CountAsync(lake, sales.Gold));
    }

    [Fact]
    public async Task Gate_WhenItFails_LeavesGoldAtItsVersionAndTheLoadWaits()
    {
        await using var lake = await PipelineLake.OpenAsync();
        var first = await Sending.LoadAsync(lake, await Sending.ReceiveAsync(lake, "one.csv", MessyFile.Orders(100).Bytes));
        // More than a fifth of the amounts are words: the file was read wrongly.
        var wrong = System.Text.Encoding.UTF8.GetBytes("Bestell-Nr;Kunde;Betrag;Bestellt am\r\n" + string.Concat(Enumerable.Range(1, 30).Select(i => $"B-{i};Kunde {i};{(i % 3 == 0 ? "viel" : "1,50")};01.02.2026\r\n")));
        var second = await Sending.LoadAsync(lake, await Sending.ReceiveAsync(lake, "two.csv", wrong));

        Assert.Equal((RunState.Done, GateState.Failed), (second.State, second.Gate));
        Assert.Contains("The rule “Every value in Betrag", second.GateReason, StringComparison.Ordinal);
        Assert.Empty(second.Ledger.Gaps());
        Assert.Equal((10L, 20L, null), (second.Ledger.HeldBack, second.Ledger.Waiting, second.Ledger.Gold));
        Assert.Equal(first.GoldVersion, second.GoldVersion);
        Assert.Equal(first.Ledger.Gold, await Sending.CountAsync(lake, Orders.Gold));
        Assert.Equal(GateState.Failed, (await lake.Get<Datasets>().GetAsync(Orders, PipelineLake.One, Ct)).Latest!.Gate);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(12)]
    public async Task ProfileAndChecks_TakeAtMostThreeScansWhateverTheColumns(int times)
    {
        await using var lake = await PipelineLake.OpenAsync();
        var header = string.Join(';', Enumerable.Range(0, times).SelectMany(i => new[] { $"id{i}", $"betrag{i}" }));
        var rows = string.Concat(Enumerable.Range(1, 20).Select(row => string.Join(';', Enumerable.Range(0, times).SelectMany(i => new[] { $"A{row}", $"{row},5" })) + "\r\n"));
        var columns = Enumerable.Range(0, times).SelectMany(i => new Kali.Data.Ingest.ColumnReading[]
        {
            new($"id{i}", $"id{i}", DataType.String, new Kali.Data.Ingest.ValueFormat.AsText()),
            new($"betrag{i}", $"betrag{i}", DataType.DecimalOf(18, 2), new Kali.Data.Ingest.ValueFormat.Number(',')),
        });
        var part = await Sending.ReceiveAsync(lake, "wide.csv", System.Text.Encoding.UTF8.GetBytes($"{header}\r\n{rows}")) with { Columns = [.. columns] };
        var run = await Sending.LoadAsync(lake, part);
        Assert.True(run.State is RunState.Done, run.Fault?.Message);
        var sent = run.Steps.Where(step => step.Name is RunStepName.Profile or RunStepName.Checks).SelectMany(step => step.Work!.Statements).ToList();
        Assert.InRange(sent.Count, 1, 3);
    }
}
