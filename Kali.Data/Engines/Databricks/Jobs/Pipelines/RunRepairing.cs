using Kali.Data.Engines.Databricks.Rest;

namespace Kali.Data.Engines.Databricks.Jobs.Pipelines;

/// <summary>Brings a job run that is over to life again, from a task on.</summary>
internal sealed class RunRepairing(JobsClient jobs, TaskFiles files, DatabricksOptions options, TimeProvider time)
{
    public async Task RepairAsync(JobOfRun run, PipelineTask from, JobRun now, Actor actor, CancellationToken ct)
    {
        var over = now.IsOver ? now : await UntilOverAsync(now.RunId, actor, ct);
        var places = JobPlaces.Of(options);
        foreach (var task in PipelineTask.All.SkipWhile(task => task != from))
            await files.DeleteAsync(places.End(run, task), actor, ct);
        // Tasks before it that did not end well are carried out again, too, although the history has told that their work is done.
        foreach (var task in PipelineTask.All.TakeWhile(task => task != from).Where(task => over.Task(task.Key) is not { IsGood: true }).Append(from))
            await AbandonAsync(places.Task(run, task), actor, ct);
        var repair = new RunRepair
        {
            RunId = over.RunId,
            RerunTasks = [.. PipelineTask.All.Where(task => over.Task(task.Key) is not { IsGood: true }).Select(task => task.Key)],
            LatestRepairId = over.RepairHistory?.LastOrDefault(entry => entry.Type == "REPAIR")?.Id,
        };
        try
        {
            await jobs.RepairAsync(repair, actor, ct);
        }
        catch (ServiceFault fault) when (fault.MayHaveHappened)
        {
            // A second repair of a run that is being repaired is refused, so whether it is shows by its state.
            if ((await jobs.RunAsync(over.RunId, actor, ct)).IsOver)
                throw;
        }
    }

    public async Task<JobRun> UntilOverAsync(long run, Actor actor, CancellationToken ct)
    {
        var pause = options.FirstLookPause;
        while (true)
        {
            var now = await jobs.RunAsync(run, actor, ct);
            if (now.IsOver)
                return now;
            await Task.Delay(pause, time, ct);
            pause = options.PauseAfter(pause);
        }
    }

    /// <summary>A plan whose task died over it is not carried out again by the next attempt: the table's history decides about it.</summary>
    private async Task AbandonAsync(string folder, Actor actor, CancellationToken ct)
    {
        var names = await files.NamesAsync(folder, actor, ct);
        for (var number = 1; names.Contains(Path.GetFileName(OpenTask.PlanPath(folder, number))); number++)
        {
            var result = OpenTask.ResultPath(folder, number);
            if (!names.Contains(Path.GetFileName(result)) || await files.ReadAsync(result, DatabricksJson.Default.TaskResult, actor, ct) is not { IsThere: true })
                await files.WriteAsync(result, new TaskResult { Abandoned = true }, DatabricksJson.Default.TaskResult, actor, ct);
        }
    }
}
