using System.Text;
using Kali.Data;
using Kali.Data.Catalog;
using Kali.Data.Engines;
using Kali.Data.Ingest;
using Kali.Data.Pipeline;
using Kali.Data.Quality;
using Kali.Data.Uploads;
using Kali.Web.Home;
using Kali.Web.Tests.Quality.Bite;
using Xunit;

namespace Kali.Web.Tests.Pipeline;

/// <summary>Findings in the repair loop: what two people agree on teaches the detectors, and is no finding any more.</summary>
public sealed class RepairFindingTests
{
    private static readonly DatasetName Orders = BittenOrders.Name;
    private static readonly Actor Proposer = PipelineLake.One;
    private static readonly Actor Approver = PipelineLake.Steward;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ARepairOfAFinding_IsTestedWithIt_TeachesIt_AndItsCellsAreSuspiciousNoMore()
    {
        await using var lake = await PipelineLake.OpenAsync();
        var first = await LoadAsync(lake);
        var held = await lake.Get<HeldBackRowsReading>().OfAsync(Orders, Proposer, Ct);
        var misspelled = held.Findings.Single(found => found is { Column: "ort", Tier: FindingTier.Confirmed });
        Assert.Equal((3L, 3L, 3L), (first.Ledger.HeldBack!.Value, misspelled.Cells, misspelled.Proposed));

        // One row is put right as proposed, one becomes a town that no other row has, and one is left out.
        var rows = (await Sending.QueryAsync(lake, Sql.Of($"SELECT _row_id FROM {Orders.Raw} WHERE ort = {"Hamburk"} ORDER BY 1"))).Select(row => (long)row[0]!).ToList();
        var repairs = lake.Get<RepairLoop>();
        var draft = await repairs.AddAsync(
            Orders,
            [
                new RepairEdit.Proposals("ort") { Finding = misspelled.Key, Except = [rows[2]] },
                new RepairEdit.Cell("ort", rows[1], "Hamburk", "Hamburgum"),
            ],
            Proposer, Ct);
        var proposed = await repairs.ProposeAsync(draft.Id, null, true, Proposer, Ct);
        var test = Assert.Single(proposed.Test!.Loads);
        Assert.Equal((2L, 2L, 0L, 1L), (proposed.Test.Cells, proposed.Test.Freed, proposed.Test.NewlyHeld, test.After.HeldBack!.Value));
        Assert.Equal(proposed.Id, (await NeedsAsync(lake, Approver)).OfType<Need.Approval>().Single().Repair.Id);
        Assert.Empty((await NeedsAsync(lake, Proposer)).OfType<Need.Approval>());

        var approved = await repairs.ApproveAsync(proposed.Id, null, [], Approver, Ct);
        var merged = await Sending.WorkToEndAsync(lake, [.. approved.Runs.Select(run => run.Run)]);
        Assert.True(merged.State is RunState.Done, merged.Fault?.Message);
        Assert.Equal(test.After.HeldBack, merged.Ledger.HeldBack);
        Assert.Equal([rows[2]], (await Sending.QueryAsync(lake, Sql.Of($"SELECT _row_id FROM {Orders.Findings} WHERE column_name = {"ort"}"))).Select(row => (long)row[0]!));
        var lesson = Assert.Single((await lake.Get<FindingLessons>().OfAsync(Orders, Approver, Ct)).Taught);
        Assert.Equal((misspelled.Detector, "ort", false), (lesson.Detector, lesson.Column, lesson.IsDismissed));
        Assert.Empty((await NeedsAsync(lake, Approver)).OfType<Need.Approval>());

        var undone = await repairs.UndoAsync(proposed.Id, Approver, Ct);
        await Sending.WorkToEndAsync(lake, undone.Runs[^1].Run);
        Assert.Empty((await lake.Get<FindingLessons>().OfAsync(Orders, Approver, Ct)).Taught);
        Assert.Equal(3, await Sending.CountAsync(lake, Orders.Quarantine));
    }

    [Fact]
    public async Task ConfirmedFindings_ThatShallNotHold_LetTheirRowsPassFromTheNextLoadOn()
    {
        await using var lake = await PipelineLake.OpenAsync();
        await LoadAsync(lake);
        await lake.Get<FindingLessons>().HoldRowsBackAsync(Orders, isWanted: false, Proposer, Ct);
        var again = await Sending.LoadAsync(lake, await Sending.ReceiveAsync(lake, "orders_2.csv", File("B")) with { Columns = BittenOrders.Columns });
        Assert.Equal(0, again.Ledger.HeldBack);
        var report = (await lake.Get<QualityReports>().ForAsync(Orders, again.Id, Approver, Ct))!.Latest.Report;
        Assert.Equal((3L, false), (report.Findings!.ConfirmedRows, report.Findings.HoldsRowsBack));
    }

    private static async Task<RunSnapshot> LoadAsync(PipelineLake lake)
    {
        var run = await Sending.LoadAsync(lake, await Sending.ReceiveAsync(lake, "orders.csv", File("A")) with { Columns = BittenOrders.Columns });
        Assert.True(run.State is RunState.Done, run.Fault?.Message);
        return run;
    }

    /// <summary>Three of the orders from Hamburg have it misspelled.</summary>
    private static byte[] File(string series)
    {
        var lines = Encoding.UTF8.GetString(BittenOrders.File(400)).Replace("A-", $"{series}-", StringComparison.Ordinal).Split("\r\n");
        foreach (var line in lines.Index().Where(line => line.Item.Contains("Hamburg", StringComparison.Ordinal)).Skip(4).Take(3).ToList())
            lines[line.Index] = line.Item.Replace("Hamburg", "Hamburk", StringComparison.Ordinal);
        return Encoding.UTF8.GetBytes(string.Join("\r\n", lines));
    }

    private static async Task<IEnumerable<Need>> NeedsAsync(PipelineLake lake, Actor actor) =>
        (await new HomeReading(lake.Get<Datasets>(), lake.Get<DatasetVersions>(), lake.Runs, lake.Get<Intakes>(), lake.Get<RepairLoop>(), lake.Get<UploadFeed>()).ReadAsync(actor, Ct)).Needs;
}
