using System.Diagnostics;
using System.Globalization;
using Kali.Data;
using Kali.Data.Engines;
using Kali.Data.Pipeline;
using Kali.Data.Quality;
using Kali.Web.Tests.Engines.DeltaLog.Replay;
using Xunit;

namespace Kali.Web.Tests.Pipeline;

/// <summary>A process is killed when a step's work is done and not yet recorded, for every step, and at random moments; the next one goes on and the counts are exact.</summary>
public sealed class KilledRunTests
{
    private static readonly DatasetName Orders = new("kali_dev", "orders");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_KilledBetweenTheWorkOfEveryStepAndItsRecord_LosesNothingAndDoublesNothing()
    {
        await using var lake = await PipelineLake.OpenAsync();
        var file = MessyFile.Orders(400);
        var id = await lake.Runs.StartAsync(await Sending.ReceiveAsync(lake, "orders.csv", file.Bytes), PipelineLake.One, Ct);
        var steps = Enum.GetValues<RunStepName>();
        await KilledAsync(lake.Folder, steps[0].ToString(), "before");
        foreach (var step in steps)
            await KilledAsync(lake.Folder, step.ToString(), "after");
        var run = await Sending.WorkToEndAsync(lake, id);
        await AssertWholeAsync(lake, run, file);
        Assert.Equal(1 + steps.Length, run.Restarts);
    }

    [Fact]
    public async Task Run_KilledAtRandomMoments_LosesNothingAndDoublesNothing()
    {
        await using var lake = await PipelineLake.OpenAsync();
        var file = MessyFile.Orders(20_000);
        var id = await lake.Runs.StartAsync(await Sending.ReceiveAsync(lake, "orders.csv", file.Bytes), PipelineLake.One, Ct);
        var random = new Random(20261123);
        for (var kill = 0; kill < 5; kill++)
            await KilledAsync(lake.Folder, random.Next(200, 2500).ToString(CultureInfo.InvariantCulture));
        await AssertWholeAsync(lake, await Sending.WorkToEndAsync(lake, id), file);
    }

    [Fact]
    public async Task Repair_KilledBeforeAndAfterItsSteps_ChangesEachCellOnceAndComesBackWhole()
    {
        await using var lake = await PipelineLake.OpenAsync();
        var file = MessyFile.Orders(400);
        var first = await Sending.LoadAsync(lake, await Sending.ReceiveAsync(lake, "orders.csv", file.Bytes));
        var repairs = lake.Get<RepairLoop>();
        var amounts = (await lake.Get<HeldBackRowsReading>().OfAsync(Orders, PipelineLake.One, Ct)).Causes.Single(cause => cause.Rule.Columns.Contains("betrag")).Rule;
        var draft = await repairs.AddAsync(Orders, [new RepairEdit.Spelling("betrag", "viel", "17,50") { Rule = amounts.Id }], PipelineLake.One, Ct);
        var approved = await repairs.ApproveAsync((await repairs.ProposeAsync(draft.Id, null, true, PipelineLake.One, Ct)).Id, null, [], PipelineLake.Steward, Ct);
        foreach (var (step, side) in new[] { (RunStepName.Raw, "after"), (RunStepName.Silver, "after"), (RunStepName.Quarantine, "after"), (RunStepName.Gold, "before"), (RunStepName.Gold, "after") })
            await KilledAsync(lake.Folder, step.ToString(), side);
        var merged = await Sending.WorkToEndAsync(lake, approved.Runs[0].Run);
        Assert.True(merged.State is RunState.Done, merged.Fault?.Message);
        Assert.Equal((5, file.Misfits - 4, 4L), (merged.Restarts, merged.Ledger.HeldBack, await Sending.CountAsync(lake, Orders.Repairs)));
        Assert.Empty(merged.Ledger.Gaps());
        Assert.Equal((merged.Ledger.Gold, merged.Ledger.HeldBack), (await Sending.CountAsync(lake, Orders.Gold), await Sending.CountAsync(lake, Orders.Quarantine)));

        var undone = await repairs.UndoAsync(approved.Id, PipelineLake.Steward, Ct);
        await KilledAsync(lake.Folder, nameof(RunStepName.Raw), "after");
        await KilledAsync(lake.Folder, nameof(RunStepName.Gold), "after");
        var back = await Sending.WorkToEndAsync(lake, undone.Runs[^1].Run);
        Assert.True(back.State is RunState.Done, back.Fault?.Message);
        Assert.Equal((first.Ledger, 0L, first.Ledger.Gold), (back.Ledger, await Sending.CountAsync(lake, Orders.Repairs), await Sending.CountAsync(lake, Orders.Gold)));
    }

    private static async Task AssertWholeAsync(PipelineLake lake, RunSnapshot run, (byte[] Bytes, long Lines, long NotReadable, long Duplicates, long Misfits) file)
    {
        Assert.True(run.State is RunState.Done, run.Fault?.Message);
        Assert.Equal(
            (file.Lines, file.NotReadable, file.Duplicates, file.Misfits, file.Lines - file.NotReadable - file.Duplicates - file.Misfits),
            (run.Ledger.LinesInFile, run.Ledger.NotReadable, run.Ledger.Duplicates, run.Ledger.HeldBack, run.Ledger.Gold));
        Assert.Empty(run.Ledger.Gaps());
        foreach (var (table, rows) in new[]
        {
            (Orders.Raw, run.Ledger.Raw!.Value), (Orders.Silver, run.Ledger.Silver!.Value), (Orders.Quarantine, run.Ledger.HeldBack!.Value), (Orders.Gold, run.Ledger.Gold!.Value),
            (MetadataTables.Runs("kali_dev"), 1),
        })
        {
            Assert.Equal(rows, await Sending.CountAsync(lake, table));
            Assert.Equal(rows, (await DeltaReplay.CheckAsync(FolderOf(lake, table))).RowCount);
        }
        Assert.Equal(
            Convert.ToInt64((await Sending.QueryAsync(lake, Sql.Of($"SELECT count(DISTINCT _row_id) FROM {Orders.Raw}")))[0][0], CultureInfo.InvariantCulture),
            run.Ledger.Raw);
    }

    private static string FolderOf(PipelineLake lake, TableName table) =>
        Directory.GetDirectories(lake.Folder, "_delta_log", SearchOption.AllDirectories)
            .Select(log => Path.GetDirectoryName(log)!)
            .Single(folder => Path.GetFileName(folder) == table.Name && folder.Contains(table.Layer switch
            {
                Layer.Raw => $"{Path.DirectorySeparatorChar}raw{Path.DirectorySeparatorChar}",
                Layer.Gold => $"{Path.DirectorySeparatorChar}gold{Path.DirectorySeparatorChar}",
                Layer.Metadata => "metadata",
                _ => $"{Path.DirectorySeparatorChar}silver{Path.DirectorySeparatorChar}",
            }, StringComparison.Ordinal));

    private static async Task KilledAsync(params string[] args)
    {
        using var child = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, [.. ChildArguments(), .. args]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var said = child.StandardError.ReadToEndAsync(Ct);
        await child.WaitForExitAsync(Ct);
        Assert.True(child.ExitCode != 0, $"The child ended by itself. {await said}");
    }

    private static string[] ChildArguments() =>
        Path.GetFileNameWithoutExtension(Environment.ProcessPath!) == "dotnet" ? [typeof(KilledRunTests).Assembly.Location, "child", "pipeline"] : ["child", "pipeline"];
}
