using Kali.Data;
using Kali.Data.Engines.Databricks.Jobs;
using Kali.Data.Engines.Databricks.Rest;
using Kali.Web.Tests.Emulators.Http;
using Xunit;

namespace Kali.Web.Tests.Engines.Databricks;

public sealed class JobsTests : IDisposable
{
    private static readonly Actor Steward = new("u-1", "Ada Lovelace", [KaliRole.DataEngineer]);
    private readonly TestWorkspace _workspace = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private JobsClient Jobs => _workspace.Get<JobsClient>();

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public async Task Submit_WhoseAnswerIsLost_IsOneRun()
    {
        _workspace.Emulated.Inject(new Fault(FaultKind.Reset, "POST", "runs/submit", AfterHandler: true));

        var first = await Jobs.SubmitAsync(Run("kali/run/42"), Steward, Ct);
        var again = await Jobs.SubmitAsync(Run("kali/run/42"), Steward, Ct);

        Assert.Equal(first, again);
        Assert.NotEqual(first, await Jobs.SubmitAsync(Run("kali/run/43"), Steward, Ct));
    }

    [Fact]
    public async Task Run_IsLookedAtUntilItIsOver_WithAllItsTasks()
    {
        var number = await Jobs.SubmitAsync(Run("a", 130), Steward, Ct);

        var run = await EndAsync(number);

        Assert.Equal((true, 130), (run.IsGood, run.Tasks!.Length));
        Assert.Equal("task_129 is done\n", (await Jobs.OutputAsync(run.Tasks[^1].RunId, Steward, Ct)).Logs);
    }

    [Fact]
    public async Task AFailedTask_FailsTheRunAndIsRepaired()
    {
        _workspace.Emulated.Jobs.FaultOf = task => task == "task_1" ? "Table not found" : null;
        var failed = await EndAsync(await Jobs.SubmitAsync(Run("a", 3), Steward, Ct));
        _workspace.Emulated.Jobs.FaultOf = _ => null;

        Assert.Equal((true, false, "INTERNAL_ERROR"), (failed.IsOver, failed.IsGood, failed.State!.LifeCycleState));
        Assert.Equal("Table not found", (await Jobs.OutputAsync(failed.Tasks![1].RunId, Steward, Ct)).Error);
        await Jobs.RepairAsync(new RunRepair { RunId = failed.RunId, RerunAllFailedTasks = true }, Steward, Ct);
        Assert.True((await EndAsync(failed.RunId)).IsGood);
    }

    [Fact]
    public async Task ARun_CanBeCancelled()
    {
        var number = await Jobs.SubmitAsync(Run("a", 3), Steward, Ct);

        await Jobs.CancelAsync(number, Steward, Ct);

        var run = await Jobs.RunAsync(number, Steward, Ct);
        Assert.Equal((true, false), (run.IsCancelled, run.IsGood));
    }

    [Fact]
    public async Task AKeptJob_IsFoundByItsNameAndRun()
    {
        var job = await Jobs.CreateAsync(Settings("Kali: orders", 2), Steward, Ct);
        await Jobs.ResetAsync(job, Settings("Kali: orders", 3), Steward, Ct);

        var found = new List<long>();
        await foreach (var entry in Jobs.FindAsync("kali: ORDERS", Steward, Ct))
            found.Add(entry.JobId);

        Assert.Equal([job], found);
        Assert.Equal(3, (await EndAsync(await Jobs.RunNowAsync(new RunNow { JobId = job, IdempotencyToken = "x" }, Steward, Ct))).Tasks!.Length);
    }

    [Fact]
    public async Task WhatIsNotThereOrCannotBe_IsTold()
    {
        Assert.True((await Assert.ThrowsAsync<ServiceFault>(() => Jobs.RunAsync(5, Steward, Ct))).IsMissing);
        var twice = Run("a", 1) with { Tasks = [.. Run("a", 1).Tasks, .. Run("a", 1).Tasks] };
        Assert.Equal("INVALID_PARAMETER_VALUE", (await Assert.ThrowsAsync<ServiceFault>(() => Jobs.SubmitAsync(twice, Steward, Ct))).Code);
    }

    private async Task<JobRun> EndAsync(long number)
    {
        var run = await Jobs.RunAsync(number, Steward, Ct);
        while (!run.IsOver)
            run = await Jobs.RunAsync(number, Steward, Ct);
        return run;
    }

    private static SubmitRun Run(string token, int tasks = 2) => new() { IdempotencyToken = token, RunName = "Kali", Tasks = Settings("x", tasks).Tasks, Environments = Serverless };

    private static JobEnvironment[] Serverless => [new JobEnvironment("kali", new EnvironmentSpec("2"))];

    private static JobSettings Settings(string name, int tasks) => new()
    {
        Name = name,
        Environments = Serverless,
        Tasks = [.. Enumerable.Range(0, tasks).Select(i => new JobTask
        {
            TaskKey = $"task_{i}",
            DependsOn = i is 0 or > 5 ? null : [new TaskDependency($"task_{i - 1}")],
            EnvironmentKey = "kali",
            SparkPythonTask = new SparkPythonTask("/Volumes/kali_dev/metadata/jobs/kali_runner.py", ["--plan", "x"]),
        })],
    };
}
