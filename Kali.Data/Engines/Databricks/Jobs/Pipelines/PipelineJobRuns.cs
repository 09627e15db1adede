using System.Collections.Concurrent;
using System.Globalization;
using Kali.Data.Engines.Databricks.Rest;
using Kali.Data.Engines.Databricks.Statements;
using Kali.Data.Engines.Databricks.Tables;
using Microsoft.Extensions.Logging;

namespace Kali.Data.Engines.Databricks.Jobs.Pipelines;

/// <summary>
/// Each run of Kali's as one run of the job, task after task. A task is started before its statements are known, because they depend on what
/// came of those before: Kali puts them into the volume one by one, and the word that there are no more. Pages and people read on the SQL warehouse.
/// </summary>
internal sealed partial class PipelineJobRuns(
    PipelineJob job, JobsClient jobs, TaskFiles files, RunRepairing repairing, DatabricksOptions options, JobOptions settings, TimeProvider time, ILogger<PipelineJobRuns> log) : IRunJobs
{
    private readonly ConcurrentDictionary<string, OpenTask> _open = new(StringComparer.Ordinal);

    /// <summary>The task that carries out what this run reads and changes; null where the warehouse does.</summary>
    public OpenTask? Find(string? run) => run is not null && _open.TryGetValue(run, out var task) ? task : null;

    public async Task BeginAsync(JobOfRun run, RunStepName step, Actor actor, Action<Said> say, CancellationToken ct)
    {
        if (!settings.Enabled)
            return;
        var task = PipelineTask.Of(step);
        if (Find(run.Id.ToString()) is { } open)
        {
            open.Say = say;
            if (open.Task == task)
                return;
            Leave(run);
        }
        var started = await StartedAsync(run, actor, say, ct);
        var now = await jobs.RunAsync(started.RunId, actor, ct);
        if (now.Task(task.Key) is { IsGood: true })
        {
            // Its work is committed; whatever is begun again finds that.
            return;
        }
        var folder = job.Places.Task(run, task);
        await files.MakeFolderAsync(folder, actor, ct);
        await EndEarlierAsync(run, task, now, actor, ct);
        // A task that was told to fail does so, although it may not have read it yet.
        var isFailing = await files.ReadAsync(job.Places.End(run, task), DatabricksJson.Default.TaskEnd, actor, ct) is { Outcome: TaskEnd.Failed };
        if (isFailing || now.IsOver || now.Task(task.Key) is { IsOver: true })
        {
            await repairing.RepairAsync(run, task, now, actor, ct);
            say(Said.Of($"Databricks job run {started.RunId} is repaired from the task {task.Key} on: {started.RunPageUrl}"));
        }
        var names = await files.NamesAsync(folder, actor, ct);
        var last = 0;
        while (names.Contains(Path.GetFileName(OpenTask.PlanPath(folder, last + 1))))
            last++;
        var opened = new OpenTask(files, jobs, options, time, task, folder, started, last + 1, say);
        // Of a process that was killed: nothing else is begun before it is known that its statement is over.
        if (last > 0 && !names.Contains(Path.GetFileName(OpenTask.ResultPath(folder, last))))
            await opened.ResultAsync(last, actor, ct);
        _open[run.Id.ToString()] = opened;
    }

    public async Task LookAtAsync(JobOfRun run, string? address, long bytes, Actor actor, Action<Said> say, CancellationToken ct)
    {
        if (Find(run.Id.ToString()) is not { } open)
            return;
        if (address is null)
        {
            say(Said.Of($"The file lies on Kali's own machine, where Databricks cannot see it: the task land has nothing to look at, and the rows go to Databricks through its volume."));
            return;
        }
        try
        {
            if ((await open.QueryAsync(DeltaSql.LengthOf(address), actor, ct)).Rows is not [[{ } length]])
                say(Said.Of($"Databricks finds no single file at {address}. Kali reads it itself."));
            else if (long.Parse(length, CultureInfo.InvariantCulture) != bytes)
                throw new RefusedException(Said.Of($"Databricks sees {length} bytes at {address}, and {bytes:N0} were received. No table was changed. Send the file again."));
        }
        catch (KaliException fault) when (fault.InnerException is StatementFault || fault is NotFoundException or NotAllowedException)
        {
            say(Said.Of($"Databricks cannot look at {address} itself; Kali reads it. An external location over the lake's container would let it. {fault.Said}"));
        }
    }

    public async Task EndAsync(JobOfRun run, RunStepName step, StepState state, Said? says, Actor actor, CancellationToken ct)
    {
        if (!settings.Enabled || Find(run.Id.ToString()) is not { } open)
            return;
        if (step is RunStepName.Checks)
            open.Gate = (state switch { StepState.GateFailed => "failed", StepState.Warned => "warned", _ => "passed" }, says?.Text);
        if (!open.Task.IsLast(step))
            return;
        var end = new TaskEnd(TaskEnd.Done, open.Gate?.Says ?? says?.Text, open.Gate?.Gate);
        await files.WriteAsync(job.Places.End(run, open.Task), end, DatabricksJson.Default.TaskEnd, actor, ct);
        Leave(run);
        if (open.Task == PipelineTask.All[^1])
            await TidyAsync(run, actor, ct);
    }

    /// <summary>Everything was read and is recorded: statements and the rows they gave need not lie in the volume any longer. What a run that failed has left tells why.</summary>
    private async Task TidyAsync(JobOfRun run, Actor actor, CancellationToken ct)
    {
        try
        {
            foreach (var folder in PipelineTask.All.Select(task => job.Places.Task(run, task)))
            {
                foreach (var name in (await files.NamesAsync(folder, actor, ct)).Where(OpenTask.IsOfAPlan))
                    await files.DeleteAsync($"{folder}/{name}", actor, ct);
            }
        }
        catch (ServiceFault left)
        {
            NotTidied(left, job.Places.Run(run));
        }
    }

    public async Task FailAsync(JobOfRun run, Said fault, Actor actor, CancellationToken ct)
    {
        if (!settings.Enabled || Find(run.Id.ToString()) is not { } open)
            return;
        try
        {
            await files.WriteAsync(job.Places.End(run, open.Task), new TaskEnd(TaskEnd.Failed, fault.Text, null), DatabricksJson.Default.TaskEnd, actor, ct);
        }
        catch (KaliException unsaid)
        {
            NotTold(unsaid, open.Of.RunId);
        }
        Leave(run);
    }

    public async Task CancelAsync(JobOfRun run, Actor actor, CancellationToken ct)
    {
        if (!settings.Enabled)
            return;
        Leave(run);
        if (await files.ReadAsync(RunPath(run), DatabricksJson.Default.TaskOfRun, actor, ct) is not { RunId: > 0 } started)
            return;
        await jobs.CancelAsync(started.RunId, actor, ct);
        await repairing.UntilOverAsync(started.RunId, actor, ct);
    }

    public void Leave(JobOfRun run)
    {
        if (_open.TryRemove(run.Id.ToString(), out var open))
            open.Dispose();
    }

    /// <summary>The job run, started once however often this is asked.</summary>
    private async Task<TaskOfRun> StartedAsync(JobOfRun run, Actor actor, Action<Said> say, CancellationToken ct)
    {
        if (await files.ReadAsync(RunPath(run), DatabricksJson.Default.TaskOfRun, actor, ct) is { RunId: > 0 } known)
            return known;
        var key = JobPlaces.Key(run);
        var started = await jobs.RunNowAsync(
            new RunNow { JobId = await job.EnsureAsync(actor, ct), IdempotencyToken = $"kali-{key}", JobParameters = new Dictionary<string, string> { [PipelineJobDefinition.RunParameter] = key } }, actor, ct);
        var of = new TaskOfRun(started, (await jobs.RunAsync(started, actor, ct)).RunPageUrl);
        await files.MakeFolderAsync(job.Places.Run(run), actor, ct);
        await files.WriteAsync(RunPath(run), of, DatabricksJson.Default.TaskOfRun, actor, ct);
        say(Said.Of($"Databricks carries this run out as job run {of.RunId}: {of.RunPageUrl}"));
        return of;
    }

    /// <summary>Tasks before this one have nothing more to do, even where a killed process could not say so.</summary>
    private async Task EndEarlierAsync(JobOfRun run, PipelineTask task, JobRun now, Actor actor, CancellationToken ct)
    {
        foreach (var earlier in PipelineTask.All.TakeWhile(other => other != task).Where(other => now.Task(other.Key) is not { IsGood: true }))
        {
            await files.MakeFolderAsync(job.Places.Task(run, earlier), actor, ct);
            if (await files.ReadAsync(job.Places.End(run, earlier), DatabricksJson.Default.TaskEnd, actor, ct) is not { Outcome: TaskEnd.Done })
                await files.WriteAsync(job.Places.End(run, earlier), new TaskEnd(TaskEnd.Done, null, null), DatabricksJson.Default.TaskEnd, actor, ct);
        }
    }

    private string RunPath(JobOfRun run) => $"{job.Places.Run(run)}/run.json";

    [LoggerMessage(Level = LogLevel.Warning, Message = "Files of a run that is over stay in {Folder}")]
    private partial void NotTidied(Exception fault, string folder);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Job run {JobRun} could not be told that its run stopped; its task gives up by itself.")]
    private partial void NotTold(Exception fault, long jobRun);
}
