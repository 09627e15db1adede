using System.Collections.Immutable;
using Kali.Data;
using Kali.Data.Engines;
using Kali.Data.Ingest;
using Kali.Data.Lineage;
using Kali.Data.Pipeline;
using Kali.Data.Quality;
using Kali.Data.Store;
using Kali.Data.Uploads;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Kali.Web.Tests.Pipeline;

public sealed class RepairFlowTests
{
    private static readonly DatasetName Orders = new("kali_dev", "orders");

    /// <summary>Owns the dataset, since he loaded it.</summary>
    private static readonly Actor Proposer = PipelineLake.One;

    private static readonly Actor Approver = PipelineLake.Steward;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Repair_FromHeldBackToGoldAndBackAgain()
    {
        await using var lake = await PipelineLake.OpenAsync();
        var file = MessyFile.Orders(400);
        var first = await Sending.LoadAsync(lake, await Sending.ReceiveAsync(lake, "orders.csv", file.Bytes));
        Assert.True(first.State is RunState.Done, first.Fault?.Message);
        var former = await TablesAsync(lake);

        var held = await lake.Get<HeldBackRowsReading>().OfAsync(Orders, Proposer, Ct);
        Assert.Equal(file.Misfits, held.Rows);
        var amounts = held.Causes.Single(cause => cause.Rule.Columns.Contains("betrag"));
        var spellings = await lake.Get<HeldBackRowsReading>().SpellingsAsync(Orders, amounts.Rule, held.Columns.Single(column => column.Name == "betrag"), Proposer, Ct);
        Assert.Equal(("viel", 4L), (spellings.Groups.Single().Text, spellings.Groups.Single().Rows));

        var repairs = lake.Get<RepairLoop>();
        var draft = await repairs.AddAsync(Orders, [new RepairEdit.Spelling("betrag", "viel", "17,50") { Rule = amounts.Rule.Id }], Proposer, Ct);
        var test = await repairs.TestAsync(Orders, draft.Edits, Proposer, Ct);
        Assert.Equal((4L, 4L, 4L, 0L), (test!.Cells, test.Rows, test.Freed, test.NewlyHeld));
        Assert.Equal((first.Ledger.Gold + 4, first.Ledger.HeldBack - 4), (test.Loads.Single().After.Gold, test.Loads.Single().After.HeldBack));
        Assert.Equal(former, await TablesAsync(lake));

        var proposed = await repairs.ProposeAsync(draft.Id, "The sales desk confirmed it", isOffered: true, Proposer, Ct);
        var refusal = await Assert.ThrowsAsync<NotAllowedException>(() => repairs.ApproveAsync(proposed.Id, null, [], Proposer, Ct));
        Assert.Contains("a second person", refusal.Message, StringComparison.Ordinal);
        var approved = await repairs.ApproveAsync(proposed.Id, "Agreed", [], Approver, Ct);
        var merged = await Sending.WorkToEndAsync(lake, [.. approved.Runs.Select(run => run.Run)]);
        Assert.True(merged.State is RunState.Done, $"{merged.Fault?.Message}\n{string.Join('\n', merged.Log.Select(line => line.Text))}");
        Assert.Equal(test.Loads.Single().After with { New = null }, merged.Ledger);
        Assert.Empty(merged.Ledger.Gaps());
        Assert.Equal(file.Misfits - 4, await Sending.CountAsync(lake, Orders.Quarantine));
        Assert.Equal(4, await Sending.CountAsync(lake, Orders.Repairs));
        Assert.Equal(former["raw"], (await TablesAsync(lake))["raw"]);
        await StoryIsToldAsync(lake);

        var undone = await repairs.UndoAsync(proposed.Id, Approver, Ct);
        var back = await Sending.WorkToEndAsync(lake, undone.Runs[^1].Run);
        Assert.True(back.State is RunState.Done, back.Fault?.Message);
        Assert.Equal(former, await TablesAsync(lake));
        Assert.Equal(first.Ledger, back.Ledger);
        Assert.Equal(0, await Sending.CountAsync(lake, Orders.Repairs));
    }

    [Fact]
    public async Task Recipe_OfAnApprovedRepair_IsOfferedForTheNextUploadAndKeepsToItsMethod()
    {
        await using var lake = await PipelineLake.OpenAsync();
        await Sending.LoadAsync(lake, await Sending.ReceiveAsync(lake, "orders.csv", MessyFile.Orders(100).Bytes));
        var repairs = lake.Get<RepairLoop>();
        var held = await lake.Get<HeldBackRowsReading>().OfAsync(Orders, Proposer, Ct);
        var dates = held.Causes.Single(cause => cause.Rule.Columns.Contains("bestellt_am")).Rule;
        var draft = await repairs.AddAsync(Orders, [new RepairEdit.Formula("bestellt_am", "replace(bestellt_am, '31.02', '28.02')") { Rule = dates.Id }], Proposer, Ct);
        var approved = await repairs.ApproveAsync((await repairs.ProposeAsync(draft.Id, null, true, Proposer, Ct)).Id, null, [], Approver, Ct);
        await Sending.WorkToEndAsync(lake, [.. approved.Runs.Select(run => run.Run)]);
        Assert.Empty(await lake.Get<Recipes>().OffersAsync(Orders, Proposer, Ct));

        await Sending.LoadAsync(lake, await Sending.ReceiveAsync(lake, "orders_2.csv", MessyFile.Orders(100, first: 1001).Bytes));
        var offer = (await lake.Get<Recipes>().OffersAsync(Orders, Proposer, Ct)).Single();
        Assert.Equal(1, offer.Cells);
        var again = await repairs.AddAsync(Orders, offer.Recipe.Edits, Proposer, Ct);
        var second = await repairs.ApproveAsync((await repairs.ProposeAsync(again.Id, null, true, Proposer, Ct)).Id, null, [], Approver, Ct);
        var run = await Sending.WorkToEndAsync(lake, [.. second.Runs.Select(run => run.Run)]);
        Assert.Equal(1, run.Ledger.HeldBack);
        Assert.Single(await lake.Get<Recipes>().OfAsync(Orders, Proposer, Ct));

        // The first repair is not the newest work on nothing: each stands in a load of its own, so both can be undone by themselves.
        var undone = await repairs.UndoAsync(approved.Id, Approver, Ct);
        await Sending.WorkToEndAsync(lake, undone.Runs[^1].Run);
        Assert.Equal(3, await Sending.CountAsync(lake, Orders.Quarantine));
    }

    [Fact]
    public async Task Recipe_ChosenWhenAFileIsSent_StandsInItsSendersDraftOnceItsRowsAreThere()
    {
        await using var lake = await PipelineLake.OpenAsync();
        await BringAsync(lake, "orders.csv", MessyFile.Orders(100).Bytes);
        var repairs = lake.Get<RepairLoop>();
        var held = await lake.Get<HeldBackRowsReading>().OfAsync(Orders, Proposer, Ct);
        var amounts = held.Causes.Single(cause => cause.Rule.Columns.Contains("betrag")).Rule;
        var draft = await repairs.AddAsync(Orders, [new RepairEdit.Spelling("betrag", "viel", "17,50") { Rule = amounts.Id }], Proposer, Ct);
        var approved = await repairs.ApproveAsync((await repairs.ProposeAsync(draft.Id, null, true, Proposer, Ct)).Id, null, [], Approver, Ct);
        await Sending.WorkToEndAsync(lake, [.. approved.Runs.Select(run => run.Run)]);

        var offered = ImmutableArray<RecipeOffer>.Empty;
        var run = await BringAsync(lake, "orders_2.csv", MessyFile.Orders(190, first: 1001).Bytes, async intake =>
        {
            offered = await lake.Get<UploadRecipes>().OffersAsync(intake, await lake.Get<Intakes>().ColumnsAsync(intake, Proposer, Ct), Proposer, Ct);
            await lake.Get<Intakes>().RecipesAsync(intake.Id, [.. offered.Select(offer => offer.Recipe.Id)], Proposer, Ct);
        });
        // Counted over all rows, not over those that a preview shows.
        Assert.Equal((2L, 2L, 190L), offered.Select(offer => (offer.Cells, offer.Rows, offer.Of)).Single());

        // News of a run may come twice; the recipes stand there once.
        await using (var store = lake.Store())
        {
            var request = await store.Set<RunRecord>().Where(record => record.Id == run.Id.Value).Select(record => record.Request).SingleAsync(Ct);
            var account = new RunAccount(run.Id, Guid.Empty, PipelineJson.Read<RunRequest>(request).Part, 0, Orders, Proposer.UserId, Proposer.DisplayName, run.QueuedAt, new RunFacts(), []);
            await lake.Services.GetServices<IRunSubscriber>().OfType<RecipesAfterRun>().Single().EndedAsync(account, RunState.Done, null, Ct);
        }
        var begun = (await repairs.DraftAsync(Orders, Proposer, Ct))!;
        Assert.True(Assert.Single(begun.Edits) is RepairEdit.Spelling { Column: "betrag", From: "viel", To: "17,50" } edit && edit.Rule == amounts.Id);
        var proposed = await repairs.ProposeAsync(begun.Id, null, true, Proposer, Ct);
        await Sending.WorkToEndAsync(lake, [.. (await repairs.ApproveAsync(proposed.Id, null, [], Approver, Ct)).Runs.Select(repair => repair.Run)]);
        Assert.Null(await repairs.DraftAsync(Orders, Proposer, Ct));
        Assert.Equal(3, await Sending.CountAsync(lake, Orders.Repairs));
    }

    /// <summary>Sends a file as a person does, chooses, and waits for its run.</summary>
    private static async Task<RunSnapshot> BringAsync(PipelineLake lake, string name, byte[] bytes, Func<Intake, Task>? choose = null)
    {
        using var content = new MemoryStream(bytes);
        var upload = await lake.Get<UploadSessions>().BringAsync(name, content, Proposer, Ct);
        var intake = Assert.Single(await lake.Get<Intakes>().LookAsync(upload, Proposer, Ct));
        intake = await lake.Get<Intakes>().IntoAsync(intake.Id, Orders.Name, Proposer, Ct);
        if (choose is not null)
            await choose(intake);
        var started = await lake.Get<Intakes>().StartAsync(intake.Id, Proposer, Ct);
        var run = await Sending.WorkToEndAsync(lake, started.Run!.Value);
        Assert.True(run.State is RunState.Done, run.Fault?.Message);
        return run;
    }

    [Fact]
    public async Task Cells_ThatSaySomethingElseByNow_AreLeftAlone()
    {
        await using var lake = await PipelineLake.OpenAsync();
        await Sending.LoadAsync(lake, await Sending.ReceiveAsync(lake, "orders.csv", MessyFile.Orders(100).Bytes));
        var repairs = lake.Get<RepairLoop>();
        var row = (long)(await Sending.QueryAsync(lake, Sql.Of($"SELECT _row_id FROM {Orders.Quarantine} WHERE betrag = {"viel"}")))[0][0]!;
        Assert.Equal(0, (await repairs.CountAsync(Orders, [new RepairEdit.Cell("betrag", row, "wenig", "1,00")], Proposer, Ct)).Cells);
        Assert.Equal(1, (await repairs.CountAsync(Orders, [new RepairEdit.Cell("betrag", row, "viel", "1,00")], Proposer, Ct)).Cells);
        // Of two edits of a cell the later one holds, and one that changes nothing is no change.
        Assert.Equal(0, (await repairs.CountAsync(Orders, [new RepairEdit.Cell("betrag", row, "viel", "1,00"), new RepairEdit.Cell("betrag", row, "viel", "viel")], Proposer, Ct)).Cells);
        var stranger = await Assert.ThrowsAsync<NotAllowedException>(() => repairs.DraftAsync(Orders, PipelineLake.Two, Ct));
        Assert.Contains("owner", stranger.Message, StringComparison.Ordinal);
    }

    private static async Task StoryIsToldAsync(PipelineLake lake)
    {
        var row = (long)(await Sending.QueryAsync(lake, Sql.Of($"SELECT _row_id FROM {Orders.Gold} WHERE bestell_nr = {"A-000020"}")))[0][0]!;
        var story = await lake.Get<RowStories>().OfAsync(Orders.Gold, row, Proposer, Ct);
        var amount = story.Cells.Single(cell => cell.Column == "betrag");
        Assert.Equal(("viel", "17.50"), (amount.Raw, amount.Value));
        Assert.Equal(["repaired", "typed"], amount.Changes.Select(change => change.Kind));
        var repair = amount.Changes[0];
        Assert.Equal(
            ("viel", "17,50", "Business user one", "Steward", "The sales desk confirmed it"),
            (repair.Before, repair.After, repair.Repair!.ProposedBy, repair.Repair.ApprovedBy, repair.Repair.Reason));
    }

    /// <summary>Every value of every row of the tables, as text.</summary>
    private static async Task<ImmutableSortedDictionary<string, string>> TablesAsync(PipelineLake lake)
    {
        var tables = ImmutableSortedDictionary<string, string>.Empty;
        foreach (var (name, table) in new[] { ("raw", Orders.Raw), ("silver", Orders.Silver), ("quarantine", Orders.Quarantine), ("gold", Orders.Gold) })
        {
            var rows = await Sending.QueryAsync(lake, Sql.Of($"SELECT * FROM {table} ORDER BY _row_id"));
            tables = tables.Add(name, string.Join('\n', rows.Select(row => string.Join('|', row))));
        }
        return tables;
    }
}
