using Kali.Data;
using Kali.Data.Engines;
using Kali.Data.Pipeline;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Kali.Web.Tests.Pipeline;

public sealed class RunExecutionTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static Task<PipelineLake> OpenAsync(params RunStep[] steps) => PipelineLake.OpenAsync(services =>
    {
        PipelineLake.WithSteps(steps)(services);
        services.AddSingleton<ILakehouse, NoTables>();
    });

    private static async Task<RunId> TakeAsync(PipelineLake lake)
    {
        await lake.Get<WorkerLease>().RenewAsync(Ct);
        await lake.Runs.StartAsync(PipelineLake.Part("orders", Guid.NewGuid().ToString("N")), PipelineLake.One, Ct);
        return (await lake.Get<RunQueue>().TakeAsync(new HashSet<RunId>(), Ct))!.Value;
    }

    [Fact]
    public async Task Run_WorksItsStepsInOrderAndKeepsWhatTheyFound()
    {
        var seen = new List<RunStepName>();
        RunStep[] steps = [.. Enum.GetValues<RunStepName>().Reverse().Select(name => new MadeUpStep(name, (run, _) =>
        {
            seen.Add(name);
            return Task.FromResult(new StepResult { Facts = name is RunStepName.Raw ? run.Facts with { RawRows = 5, NotReadable = 1 } : run.Facts, Rows = 5, Says = $"{name} said" });
        }))];
        await using var lake = await OpenAsync(steps);
        var id = await TakeAsync(lake);
        await lake.Get<RunExecution>().RunAsync(id, Ct);

        var run = await lake.Runs.GetAsync(id, PipelineLake.One, Ct);
        Assert.Equal(Enum.GetValues<RunStepName>(), seen);
        Assert.Equal((RunState.Done, 1d), (run.State, run.Share));
        Assert.Equal((6L, 1L, 5L), (run.Ledger.LinesInFile, run.Ledger.NotReadable, run.Ledger.Raw));
        Assert.All(run.Steps, step => Assert.Equal(StepState.Done, step.State));
        Assert.Contains(run.Log, line => line.Text == "Silver said");
    }

    [Fact]
    public async Task Run_WhenAStepFails_KeepsWhatIsThereAndGoesOnFromThere()
    {
        var fails = true;
        var raw = new MadeUpStep(RunStepName.Raw, (run, _) => Task.FromResult(new StepResult { Facts = run.Facts with { RawRows = 7 } }));
        var silver = new MadeUpStep(RunStepName.Silver, (run, _) => fails ? throw new KaliException("The disk is full.") : Task.FromResult(new StepResult { Facts = run.Facts }));
        await using var lake = await OpenAsync(raw, silver);
        var id = await TakeAsync(lake);
        await lake.Get<RunExecution>().RunAsync(id, Ct);

        var stopped = await lake.Runs.GetAsync(id, PipelineLake.One, Ct);
        Assert.Equal(RunState.Failed, stopped.State);
        Assert.Equal("The disk is full.", stopped.Fault!.Message);
        Assert.StartsWith("7 rows of", stopped.Fault.Kept, StringComparison.Ordinal);
        Assert.True(stopped.MayGoOn);
        Assert.Equal(StepState.Failed, stopped.Current!.State);

        fails = false;
        await lake.Runs.GoOnAsync(id, PipelineLake.One, Ct);
        Assert.Equal(id, await lake.Get<RunQueue>().TakeAsync(new HashSet<RunId>(), Ct));
        await lake.Get<RunExecution>().RunAsync(id, Ct);
        Assert.Equal(RunState.Done, (await lake.Runs.GetAsync(id, PipelineLake.One, Ct)).State);
        Assert.Equal((1, 2), (raw.Attempts, silver.Attempts));
    }

    [Fact]
    public async Task Run_WhenItsProcessStops_IsHandedBackAndGoesOnElsewhere()
    {
        using var stopping = new CancellationTokenSource();
        var atIt = new TaskCompletionSource();
        var raw = new MadeUpStep(RunStepName.Raw);
        var silver = new MadeUpStep(RunStepName.Silver, async (run, ct) =>
        {
            if (atIt.TrySetResult())
                await Task.Delay(Timeout.Infinite, ct);
            return new StepResult { Facts = run.Facts };
        });
        await using var lake = await OpenAsync(raw, silver);
        var id = await TakeAsync(lake);
        var work = lake.Get<RunExecution>().RunAsync(id, stopping.Token);
        await atIt.Task;
        await stopping.CancelAsync();
        await work;
        Assert.Equal(RunState.Interrupted, (await lake.Runs.GetAsync(id, PipelineLake.One, Ct)).State);

        Assert.Equal(id, await lake.Get<RunQueue>().TakeAsync(new HashSet<RunId>(), Ct));
        await lake.Get<RunExecution>().RunAsync(id, Ct);
        Assert.Equal(RunState.Done, (await lake.Runs.GetAsync(id, PipelineLake.One, Ct)).State);
        Assert.Equal((1, 2), (raw.Attempts, silver.Attempts));
    }

    [Fact]
    public async Task Cancel_WhileItWorks_EndsItAndSaysWhatIsKept()
    {
        var atIt = new TaskCompletionSource();
        var raw = new MadeUpStep(RunStepName.Raw, async (run, ct) =>
        {
            atIt.SetResult();
            await Task.Delay(Timeout.Infinite, ct);
            return new StepResult { Facts = run.Facts };
        });
        await using var lake = await OpenAsync(raw);
        var id = await TakeAsync(lake);
        var work = lake.Get<RunExecution>().RunAsync(id, Ct);
        await atIt.Task;
        await lake.Runs.CancelAsync(id, PipelineLake.One, Ct);
        await work;

        var run = await lake.Runs.GetAsync(id, PipelineLake.One, Ct);
        Assert.Equal(RunState.Cancelled, run.State);
        Assert.False(run.MayCancel);
        Assert.Contains(run.Log, line => line.Text.Contains("kept as it was received", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Cancel_BySomebodyElse_IsRefused()
    {
        await using var lake = await OpenAsync(new MadeUpStep(RunStepName.Raw));
        var id = await lake.Runs.StartAsync(PipelineLake.Part("orders", "one"), PipelineLake.One, Ct);
        var analyst = new Actor("u-analyst", "Analyst", [KaliRole.Analyst]);
        await Assert.ThrowsAsync<NotAllowedException>(() => lake.Runs.CancelAsync(id, analyst, Ct));
        await lake.Runs.CancelAsync(id, PipelineLake.One, Ct);
        Assert.Equal(RunState.Cancelled, (await lake.Runs.GetAsync(id, analyst, Ct)).State);
    }

    [Fact]
    public async Task Watch_ShowsTheRunThenEachChangeToItsEnd()
    {
        await using var lake = await OpenAsync([.. Enum.GetValues<RunStepName>().Select(name => new MadeUpStep(name))]);
        var id = await lake.Runs.StartAsync(PipelineLake.Part("orders", "one"), PipelineLake.One, Ct);
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var worker = lake.Get<RunWorker>().WorkAsync(stopping.Token);
        var states = new List<RunState>();
        await foreach (var run in lake.Runs.WatchAsync(id, PipelineLake.One, Ct))
        {
            states.Add(run.State);
            if (run.State.HasEnded())
                break;
        }
        await stopping.CancelAsync();
        await worker;
        Assert.Equal(RunState.Done, states[^1]);
        Assert.Equal(states.Order(), states);
    }
}
