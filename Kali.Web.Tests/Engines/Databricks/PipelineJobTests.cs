using System.Collections.Concurrent;
using Kali.Data;
using Kali.Data.Engines;
using Kali.Data.Engines.Databricks.Jobs.Pipelines;
using Kali.Data.Pipeline;
using Kali.Web.Tests.Pipeline;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Kali.Web.Tests.Engines.Databricks;

/// <summary>Pipelines as jobs: every change is made by the task of its step, and the job goes as the run does.</summary>
public sealed class PipelineJobTests : IDisposable
{
    private static readonly DatasetName Orders = new("kali_dev", "orders");
    private static readonly string[] Tasks = ["land", "raw", "profile", "silver", "gate", "gold", "metadata"];
    private readonly TestWorkspace _workspace = new(null, ("Jobs:Enabled", "true"));

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public async Task ARun_IsOneJobRun_WhoseTasksMakeAllItsChanges()
    {
        var carriedOut = new ConcurrentQueue<(string Task, string Kind)>();
        _workspace.Emulated.Jobs.Dies = (task, sql, isDone) =>
        {
            if (!isDone)
                carriedOut.Enqueue((task, sql.Split(' ')[0]));
            return false;
        };
        await using var lake = await OpenAsync();
        var file = MessyFile.Orders(100);

        var run = await Sending.LoadAsync(lake, await Sending.ReceiveAsync(lake, "orders.csv", file.Bytes));

        Assert.True(run.State is RunState.Done, $"{run.Fault?.Message}\n{_workspace.Emulated.LastFault}");
        await AssertWholeAsync(lake, run, file);
        await _workspace.Emulated.Jobs.EndedAsync();
        Assert.Equal(Tasks.Select(task => (task, (string?)"SUCCESS", 0)), Assert.Single(_workspace.Emulated.Jobs.TasksOfRuns));
        // Each task has its part of the work; the file lies where the workspace cannot see it, so there is none of it to do in the first.
        Assert.Equal(Tasks.Skip(1), carriedOut.Select(one => one.Task).Distinct());
        Assert.All(new[] { "profile", "gate" }, task => Assert.Contains(carriedOut, one => one.Task == task && one.Kind is "SELECT" or "WITH"));
        Assert.DoesNotContain(_workspace.Emulated.Statements.Ran, statement => statement.Contains("INSERT ", StringComparison.Ordinal) || statement.Contains("CREATE ", StringComparison.Ordinal));
        Assert.Contains(run.Log, line => line.Text.Contains("azuredatabricks.net/jobs/runs/", StringComparison.Ordinal));
        Assert.Empty(FilesOfPlans());
    }

    private IEnumerable<string> FilesOfPlans() => _workspace.Emulated.Files("/Volumes/kali_dev/metadata/staging/runs").Where(file => file.EndsWith(".plan.json", StringComparison.Ordinal) || file.EndsWith(".result.json", StringComparison.Ordinal));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task AClusterThatDies_IsRepaired_AndTheHistoryDecidesAboutItsStatement(bool afterTheStatement)
    {
        var died = 0;
        _workspace.Emulated.Jobs.Dies = (task, sql, isDone) =>
            task == "silver" && sql.StartsWith("CREATE", StringComparison.Ordinal) && isDone == afterTheStatement && Interlocked.Increment(ref died) == 1;
        await using var lake = await OpenAsync();
        var file = MessyFile.Orders(100);
        var run = await Sending.LoadAsync(lake, await Sending.ReceiveAsync(lake, "orders.csv", file.Bytes));

        if (!afterTheStatement)
        {
            Assert.Equal(RunState.Failed, run.State);
            Assert.Contains("Could not reach driver of cluster", run.Fault!.Message, StringComparison.Ordinal);
            Assert.Contains("azuredatabricks.net/jobs/runs/", run.Fault.Message, StringComparison.Ordinal);
            Assert.NotEmpty(FilesOfPlans());
            await lake.Runs.GoOnAsync(run.Id, PipelineLake.Steward, Ct);
            run = await Sending.WorkToEndAsync(lake, run.Id);
        }

        Assert.True(run.State is RunState.Done, run.Fault?.Message);
        await AssertWholeAsync(lake, run, file);
        await _workspace.Emulated.Jobs.EndedAsync();
        Assert.Equal(
            Tasks.Select((task, index) => (task, (string?)"SUCCESS", index < 3 ? 0 : 1)), Assert.Single(_workspace.Emulated.Jobs.TasksOfRuns));
    }

    [Fact]
    public async Task ACancelledRun_CancelsItsJob_BeforeItTakesAnythingBack()
    {
        await using var lake = await OpenAsync();
        var part = await Sending.ReceiveAsync(lake, "orders.csv", MessyFile.Orders(100).Bytes);
        var id = await lake.Runs.StartAsync(part, PipelineLake.One, Ct);
        _workspace.Emulated.Jobs.Dies = (task, sql, isDone) =>
        {
            if (task == "silver" && isDone && sql.StartsWith("CREATE", StringComparison.Ordinal))
            {
                // Its rows are committed, and the task has not told Kali yet.
                lake.Runs.CancelAsync(id, PipelineLake.Steward, CancellationToken.None).GetAwaiter().GetResult();
                SpinWait.SpinUntil(() => _workspace.Emulated.Calls.Contains("POST /api/2.2/jobs/runs/cancel"), TimeSpan.FromMinutes(2));
            }
            return false;
        };

        var run = await Sending.WorkToEndAsync(lake, id);

        Assert.Equal(RunState.Cancelled, run.State);
        Assert.Contains(Assert.Single(_workspace.Emulated.Jobs.TasksOfRuns), task => task.Result == "CANCELED");
        Assert.Equal(0, await Sending.CountAsync(lake, Orders.Silver));
    }

    [Fact]
    public async Task AStatementThatCannotRun_FailsTheTaskWithTheRunsWords()
    {
        await using var lake = await OpenAsync(PipelineLake.WithSteps(
            new MadeUpStep(RunStepName.Land), new MadeUpStep(RunStepName.Raw, (_, _) => throw new KaliException("The disk is full."))));
        var run = await Sending.LoadAsync(lake, PipelineLake.Part("orders", "one"));

        Assert.Equal("The disk is full.", run.Fault!.Message);
        await _workspace.Emulated.Jobs.EndedAsync();
        Assert.Equal(["SUCCESS", "FAILED", "UPSTREAM_FAILED"], Assert.Single(_workspace.Emulated.Jobs.TasksOfRuns).Take(3).Select(task => task.Result));
    }

    [Fact]
    public async Task TheLandTask_LooksAtTheFileWhereTheWorkspaceSeesIt()
    {
        const string Place = "abfss://lake@account.dfs.core.windows.net/raw/uploads/2026-11-23/u-one/orders.csv";
        var runs = _workspace.Get<PipelineJobRuns>();
        var (run, said) = (new JobOfRun(new RunId(1), Guid.NewGuid()), new List<string>());
        await runs.BeginAsync(run, RunStepName.Land, PipelineLake.Steward, line => said.Add(line.Text), Ct);
        said.Clear();

        await LookAsync(1_000);
        Assert.Contains("An external location over the lake's container would let it.", Assert.Single(said), StringComparison.Ordinal);

        _workspace.Emulated.Metastore.ExternalFiles[Place] = 1_000;
        await LookAsync(1_000);
        Assert.Single(said);
        Assert.Contains("Databricks sees 1000 bytes", (await Assert.ThrowsAsync<RefusedException>(() => LookAsync(999))).Message, StringComparison.Ordinal);
        await runs.CancelAsync(run, PipelineLake.Steward, Ct);

        Task LookAsync(long bytes) => runs.LookAtAsync(run, Place, bytes, PipelineLake.Steward, line => said.Add(line.Text), Ct);
    }

    private Task<PipelineLake> OpenAsync(Action<IServiceCollection>? with = null) => PipelineLake.OpenAsync(services =>
    {
        _workspace.AddTo(services);
        with?.Invoke(services);
    }, settings: [("Kali:Pipeline:FindingsUpTo", "0")]);

    private static async Task AssertWholeAsync(PipelineLake lake, RunSnapshot run, (byte[] Bytes, long Lines, long NotReadable, long Duplicates, long Misfits) file)
    {
        Assert.Empty(run.Ledger.Gaps());
        Assert.Equal((file.Lines - file.NotReadable, file.Misfits), (run.Ledger.Raw!.Value, run.Ledger.HeldBack!.Value));
        Assert.Equal(run.Ledger.Raw, await Sending.CountAsync(lake, Orders.Raw));
        Assert.Equal(run.Ledger.Silver, await Sending.CountAsync(lake, Orders.Silver));
        Assert.Equal(run.Ledger.Gold, await Sending.CountAsync(lake, Orders.Gold));
    }
}
