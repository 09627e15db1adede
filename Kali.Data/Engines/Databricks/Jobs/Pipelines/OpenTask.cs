using System.Globalization;
using System.Net;
using Kali.Data.Engines.Databricks.Dialect;
using Kali.Data.Engines.Databricks.Reading;
using Kali.Data.Engines.Databricks.Rest;
using Kali.Data.Engines.Databricks.Statements;

namespace Kali.Data.Engines.Databricks.Jobs.Pipelines;

/// <summary>
/// A task of a job run that is being given its statements: each as a plan file with a number, answered by a result file with the same one.
/// A plan that has no answer when its task is over is a statement of which nobody knows what came of it.
/// </summary>
internal sealed class OpenTask(TaskFiles files, JobsClient jobs, DatabricksOptions options, TimeProvider time, PipelineTask task, string folder, TaskOfRun of, int next, Action<Said> say) : IDisposable
{
    private const int LooksAtFilesPerLookAtTask = 4;
    private const int MostFaults = 20;
    private readonly SemaphoreSlim _turn = new(1);
    private int _next = next;
    private string? _state;
    private KaliException? _over;

    public PipelineTask Task => task;

    public TaskOfRun Of => of;

    /// <summary>What the gate decided, once it has.</summary>
    public (string Gate, string? Says)? Gate { get; set; }

    public Action<Said> Say { get; set; } = say;

    /// <summary>Has the task carry out a statement that only reads.</summary>
    /// <exception cref="KaliException">The task ended; nothing was changed by the statement.</exception>
    public async Task<TaskOutcome> QueryAsync(Sql sql, Actor actor, CancellationToken ct)
    {
        try
        {
            return await RunAsync(sql, actor, ct);
        }
        catch (ServiceFault fault) when (fault.InnerException is KaliException over)
        {
            throw over;
        }
    }

    /// <summary>Has the task carry out one statement.</summary>
    /// <exception cref="ServiceFault">The task ended and it is not known what came of the statement.</exception>
    /// <exception cref="StatementFault">It conflicted with another writer.</exception>
    public async Task<TaskOutcome> RunAsync(Sql sql, Actor actor, CancellationToken ct)
    {
        await _turn.WaitAsync(ct);
        try
        {
            if (_over is not null)
                throw _over;
            // Spark makes an INT of a small BIGINT that Python hands it; in the text each value has its type.
            var plan = new TaskPlan([new TaskStatement(DatabricksDialect.PrintWithoutMarks(sql), null)]);
            var number = _next++;
            await WriteAsync(number, plan, actor, ct);
            var result = await ResultAsync(number, actor, ct);
            if (result.Results is not [.., { } last])
                throw new ServiceFault($"The task {task.Key} of job run {of.RunId} gave no result.", null, "MALFORMED_RESPONSE", mayHaveHappened: true);
            if (last.Fault is { } fault)
                throw WarehouseFaults.ToldUnlessConflict(new StatementFault(fault.Message, "FAILED", "BAD_REQUEST", fault.SqlState), sql);
            return last;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>
    /// Waits for the answer to a plan. Faults on the way do not end the waiting: the task may not even have begun with it, and only one that is over
    /// begins with nothing any more.
    /// </summary>
    /// <exception cref="ServiceFault">The task is over, and there is none.</exception>
    public async Task<TaskResult> ResultAsync(int number, Actor actor, CancellationToken ct)
    {
        var path = ResultPath(folder, number);
        var pause = options.FirstLookPause;
        var faults = 0;
        for (var look = 1; ; look++)
        {
            try
            {
                if (await files.ReadAsync(path, DatabricksJson.Default.TaskResult, actor, ct) is { IsThere: true } result)
                    return result;
                if (_over is null && look % LooksAtFilesPerLookAtTask == 0)
                    _over = await EndedAsync(actor, ct);
                else if (_over is { } over)
                    throw new ServiceFault(over.Message, HttpStatusCode.Gone, "TASK_OVER", mayHaveHappened: true, over);
                faults = 0;
            }
            catch (ServiceFault fault) when (fault.IsPassing)
            {
                if (++faults == MostFaults)
                    throw new KaliException($"Databricks does not answer: {fault.ServiceSaid} Its job run {of.RunId} may still be at work for the task {task.Key}. Nothing is made twice: when the run goes on, what the job has done by then is found. Its page: {of.RunPageUrl}", fault);
            }
            await System.Threading.Tasks.Task.Delay(pause, time, ct);
            pause = pause < TimeSpan.FromSeconds(1) ? pause * 1.5 : options.LongestLookPause < TimeSpan.FromSeconds(1) ? options.LongestLookPause : TimeSpan.FromSeconds(1);
        }
    }

    /// <summary>Written again it is the same plan; so it is written until it is known to be there.</summary>
    private async Task WriteAsync(int number, TaskPlan plan, Actor actor, CancellationToken ct)
    {
        for (var faults = 1; ; faults++)
        {
            try
            {
                await files.WriteAsync(PlanPath(folder, number), plan, DatabricksJson.Default.TaskPlan, actor, ct);
                return;
            }
            catch (ServiceFault fault) when (fault.IsPassing)
            {
                if (faults == MostFaults)
                    throw new KaliException($"Databricks does not answer: {fault.ServiceSaid} Nothing of the task {task.Key} is made twice: when the run goes on, what the job has done by then is found. Its page: {of.RunPageUrl}", fault);
                await System.Threading.Tasks.Task.Delay(options.FirstLookPause, time, ct);
            }
        }
    }

    public static string PlanPath(string folder, int number) => string.Create(CultureInfo.InvariantCulture, $"{folder}/{number:D4}.plan.json");

    public static string ResultPath(string folder, int number) => string.Create(CultureInfo.InvariantCulture, $"{folder}/{number:D4}.result.json");

    public static bool IsOfAPlan(string name) => name.EndsWith(".plan.json", StringComparison.Ordinal) || name.EndsWith(".begun.json", StringComparison.Ordinal) || name.EndsWith(".result.json", StringComparison.Ordinal);

    /// <summary>Why the task takes no more statements; null while it does.</summary>
    private async Task<KaliException?> EndedAsync(Actor actor, CancellationToken ct)
    {
        var run = await jobs.RunAsync(of.RunId, actor, ct);
        if (run.Tasks?.LastOrDefault(known => known.TaskKey == task.Key) is not { } now)
            return null;
        if (!now.IsOver && !run.IsOver)
        {
            var state = now.Status?.State ?? now.State?.LifeCycleState;
            if (state is not null && state != _state && (_state is not null || state is not "RUNNING"))
                Say(Said.Of($"Databricks: the task {task.Key} is {state.ToLowerInvariant()}."));
            _state = state;
            return null;
        }
        return new KaliException($"The task {task.Key} of job run {of.RunId} in Databricks ended before its work was done: {await SaidAsync(now, actor, ct)} The tables hold what was committed before. Let the run go on: the job is repaired and goes on with this task. Its page: {of.RunPageUrl}");
    }

    private async Task<string> SaidAsync(JobRun now, Actor actor, CancellationToken ct)
    {
        var said = now.IsCancelled ? "it was cancelled." : now.Said is { Length: > 0 } words ? words : "nothing was said.";
        try
        {
            return (await jobs.OutputAsync(now.RunId, actor, ct)).Error is { Length: > 0 } error ? error : said;
        }
        catch (ServiceFault)
        {
            // What it printed is gone; its state has said the rest.
            return said;
        }
    }

    public void Dispose() => _turn.Dispose();
}
