using System.Text.Json.Nodes;

namespace Kali.Web.Tests.Emulators.Http;

/// <summary>A run of tasks; each look at it takes it one step further.</summary>
internal sealed class EmulatedRun(long id, string name, List<EmulatedTask> tasks)
{
    private bool _isCancelled;

    public long Id => id;

    /// <summary>The kept job it is a run of; null for one that was submitted by itself.</summary>
    public long? Job { get; init; }

    public List<EmulatedTask> Tasks => tasks;

    public List<long> Repairs { get; } = [];

    public bool IsOver => tasks.TrueForAll(task => task.IsOver);

    public void Step(Func<string, string?> faultOf)
    {
        foreach (var task in tasks.Where(task => !task.IsOver).ToList())
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
        foreach (var task in tasks.Where(task => !task.IsOver))
            task.End("CANCELED", null);
    }

    public void Repair(IReadOnlyCollection<string>? keys, Func<long> newNumber)
    {
        _isCancelled = false;
        for (var i = 0; i < tasks.Count; i++)
        {
            if (keys?.Contains(tasks[i].Key) ?? tasks[i].Result != "SUCCESS")
                tasks[i] = new EmulatedTask(newNumber(), tasks[i].Key, tasks[i].DependsOn) { Attempt = tasks[i].Attempt + 1 };
        }
    }

    public JsonObject Shown(DateTimeOffset now)
    {
        var failed = tasks.Find(task => task.Result == "FAILED");
        var answer = new JsonObject { ["run_id"] = id, ["run_name"] = name, ["run_type"] = Job is null ? "SUBMIT_RUN" : "JOB_RUN", ["creator_user_name"] = "kali@example.com", ["trigger"] = "ONE_TIME", ["run_page_url"] = $"https://adb-1.2.azuredatabricks.net/jobs/runs/{id}", ["start_time"] = now.ToUnixTimeMilliseconds() };
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
