using System.Text.Json.Nodes;

namespace Kali.Web.Tests.Emulators.Http;

/// <summary>A run of tasks. Those with a runner work by themselves, one after the other; each look at the run takes the others one step further.</summary>
internal sealed class EmulatedRun(long id, string name, List<EmulatedTask> tasks) : IDisposable
{
    private bool _isCancelled;
    private CancellationTokenSource _stop = new();

    public long Id => id;

    /// <summary>The kept job it is a run of; null for one that was submitted by itself.</summary>
    public long? Job { get; init; }

    public List<EmulatedTask> Tasks => tasks;

    public List<long> Repairs { get; } = [];

    public bool IsOver => tasks.TrueForAll(task => task.IsOver);

    /// <summary>What its runners are at.</summary>
    public Task Work { get; private set; } = Task.CompletedTask;

    /// <summary>Sets the runners to work.</summary>
    public void Drive(EmulatedRunner runner)
    {
        var mine = tasks.Where(task => task.IsRunner && !task.IsOver).ToList();
        if (mine.Count == 0)
            return;
        var ct = _stop.Token;
        Work = Task.Run(async () =>
        {
            foreach (var task in mine)
                await WorkAsync(runner, task, ct);
        }, CancellationToken.None);
    }

    private async Task WorkAsync(EmulatedRunner runner, EmulatedTask task, CancellationToken ct)
    {
        if (tasks.Exists(other => task.DependsOn.Contains(other.Key) && other.Result != "SUCCESS"))
        {
            task.End("UPSTREAM_FAILED", null);
            return;
        }
        task.Begin();
        try
        {
            var fault = await runner.WorkAsync(task.PythonFile, task.Parameters, ct);
            task.End(fault is null ? "SUCCESS" : "FAILED", fault);
        }
        catch (OperationCanceledException)
        {
            task.End("CANCELED", null);
        }
        catch (ClusterGoneException)
        {
            task.End("FAILED", null, isLost: true);
        }
        catch (Exception broken)
        {
            task.End("FAILED", $"The emulator broke: {broken}");
        }
    }

    public void Step(Func<string, string?> faultOf)
    {
        foreach (var task in tasks.Where(task => !task.IsOver && !task.IsRunner).ToList())
        {
            var needed = tasks.Where(other => task.DependsOn.Contains(other.Key)).ToList();
            if (needed.Exists(other => other.IsOver && other.Result != "SUCCESS"))
                task.End("UPSTREAM_FAILED", null);
            else if (task.State == "RUNNING")
                task.End(faultOf(task.Key) is { } fault ? "FAILED" : "SUCCESS", faultOf(task.Key));
            else if (needed.TrueForAll(other => other.Result == "SUCCESS"))
                task.Begin();
        }
    }

    public void Cancel()
    {
        _isCancelled = true;
        _stop.Cancel();
        foreach (var task in tasks.Where(task => !task.IsOver && (!task.IsRunner || task.State == "PENDING")))
            task.End("CANCELED", null);
    }

    public void Dispose() => _stop.Dispose();

    public void Repair(IReadOnlyCollection<string>? keys, Func<long> newNumber)
    {
        _isCancelled = false;
        _stop.Dispose();
        _stop = new CancellationTokenSource();
        for (var i = 0; i < tasks.Count; i++)
        {
            if (keys?.Contains(tasks[i].Key) ?? tasks[i].Result != "SUCCESS")
                tasks[i] = tasks[i].Again(newNumber());
        }
    }

    public JsonObject Shown(DateTimeOffset now)
    {
        var failed = tasks.Find(task => task.Result == "FAILED");
        var repairs = new JsonArray([new JsonObject { ["type"] = "ORIGINAL" }, .. Repairs.Select(repair => new JsonObject { ["type"] = "REPAIR", ["id"] = repair })]);
        var answer = new JsonObject { ["run_id"] = id, ["run_name"] = name, ["run_type"] = Job is null ? "SUBMIT_RUN" : "JOB_RUN", ["creator_user_name"] = "kali@example.com", ["trigger"] = "ONE_TIME", ["run_page_url"] = $"https://adb-1.2.azuredatabricks.net/jobs/runs/{id}", ["start_time"] = now.ToUnixTimeMilliseconds(), ["repair_history"] = repairs };
        if (Job is { } job)
            (answer["job_id"], answer["number_in_job"]) = (job, id);
        if (!IsOver)
        {
            var state = tasks.Exists(task => task.State == "RUNNING") ? "RUNNING" : "PENDING";
            (answer["state"], answer["status"]) = (new JsonObject { ["life_cycle_state"] = state, ["state_message"] = "" }, new JsonObject { ["state"] = state });
        }
        else if (_isCancelled)
        {
            (answer["state"], answer["status"]) = EmulatedTask.Ended("TERMINATED", "CANCELED", "USER_CANCELED", "Run cancelled.");
        }
        else if (failed is not null)
        {
            // The run's older state is INTERNAL_ERROR while the newer one is TERMINATED.
            (answer["state"], answer["status"]) = EmulatedTask.Ended("INTERNAL_ERROR", "FAILED", "RUN_EXECUTION_ERROR", $"Task {failed.Key} failed with message: {failed.Fault}.");
        }
        else
        {
            (answer["state"], answer["status"]) = EmulatedTask.Ended("TERMINATED", "SUCCESS", "SUCCESS", "");
        }
        return answer;
    }
}
