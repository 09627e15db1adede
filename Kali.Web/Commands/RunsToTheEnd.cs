using System.Collections.Immutable;
using Kali.Data;
using Kali.Data.Pipeline;
using Spectre.Console;

namespace Kali.Web.Commands;

/// <summary>Works and watches runs until all have ended: bars on a terminal, a line a step otherwise.</summary>
internal sealed class RunsToTheEnd(VerbCall call, Runs runs, RunWorker worker, Actor actor)
{
    public async Task<ImmutableArray<(StartedPart Part, RunSnapshot Run)>> WaitAsync(ImmutableArray<StartedPart> started, CancellationToken ct)
    {
        if (started.IsEmpty)
            return [];
        using var done = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var working = worker.WorkAsync(done.Token);
        try
        {
            var watching = call.IsOnTerminal ? WithBarsAsync(started, done.Token) : WithLinesAsync(started, done.Token);
            // A worker that ends by itself has a fault to tell, and nobody would wake the watchers any more.
            if (await Task.WhenAny(working, watching) == working)
                await working;
            var ended = await watching;
            return [.. started.Select(part => (part, ended.First(run => run.Id == part.Run)))];
        }
        finally
        {
            await done.CancelAsync();
            await working;
        }
    }

    private async Task<RunSnapshot[]> WithLinesAsync(ImmutableArray<StartedPart> started, CancellationToken ct)
    {
        var oneAtATime = new SemaphoreSlim(1, 1);
        return await Task.WhenAll(started.Select(async part =>
        {
            var told = new HashSet<RunStepName>();
            return await FollowAsync(part.Run, async run =>
            {
                foreach (var step in run.Steps.Where(step => step.State.IsOver() && step.State is not StepState.Skipped && told.Add(step.Name)))
                {
                    await oneAtATime.WaitAsync(ct);
                    try
                    {
                        await call.MessageAsync($"{Name(run)}: {VerbWords.Word(step.Name)}{(step.Rows is { } rows ? $", {VerbWords.Count(rows)} rows" : "")}, {VerbWords.Seconds(step.Elapsed)}");
                    }
                    finally
                    {
                        oneAtATime.Release();
                    }
                }
            }, ct);
        }));
    }

    private async Task<RunSnapshot[]> WithBarsAsync(ImmutableArray<StartedPart> started, CancellationToken ct)
    {
        var terminal = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return await terminal.Progress()
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new SpinnerColumn())
            .StartAsync(context => Task.WhenAll(started.Select(async part =>
            {
                var bar = context.AddTask(Markup.Escape(part.File));
                bar.IsIndeterminate = true;
                return await FollowAsync(part.Run, run =>
                {
                    bar.Description = Markup.Escape($"{Name(run)} · {Doing(run)}");
                    bar.IsIndeterminate = run.Share is null && !run.State.HasEnded();
                    bar.Value = run.State is RunState.Done ? 100 : (run.Share ?? 0) * 100;
                    return Task.CompletedTask;
                }, ct);
            })));
    }

    private async Task<RunSnapshot> FollowAsync(RunId id, Func<RunSnapshot, Task> tell, CancellationToken ct)
    {
        await foreach (var run in runs.WatchAsync(id, actor, ct))
        {
            await tell(run);
            if (run.State.HasEnded())
                return run;
        }
        throw new InvalidOperationException($"Run {id} was not watched to its end.");
    }

    private static string Name(RunSnapshot run) => run.Sheet is { } sheet ? $"{run.FileName} › {sheet}" : run.FileName;

    private static string Doing(RunSnapshot run) => run switch
    {
        { State: RunState.Queued, RunsBefore: > 0 and var before } => $"waits behind {before}",
        { Current: { } step } => VerbWords.Word(step.Name),
        _ => VerbWords.Word(run.State),
    };
}
