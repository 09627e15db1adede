using System.Text.Json.Nodes;

namespace Kali.Web.Tests.Emulators.Http;

/// <summary>One task of a run, in one attempt.</summary>
internal sealed class EmulatedTask(long runId, string key, IReadOnlyList<string> dependsOn)
{
    public long RunId => runId;

    public string Key => key;

    public IReadOnlyList<string> DependsOn => dependsOn;

    public int Attempt { get; init; }

    public string State { get; private set; } = "PENDING";

    public string? Result { get; private set; }

    public string? Fault { get; private set; }

    public bool IsOver => Result is not null;

    public void Begin() => State = "RUNNING";

    public void End(string result, string? fault) => (State, Result, Fault) = ("TERMINATED", result, fault);

    public JsonObject Shown()
    {
        var task = new JsonObject { ["run_id"] = runId, ["task_key"] = key, ["attempt_number"] = Attempt };
        (task["state"], task["status"]) = Result is null
            ? (new JsonObject { ["life_cycle_state"] = State }, new JsonObject { ["state"] = State })
            : Ended("TERMINATED", Result, Result == "SUCCESS" ? "SUCCESS" : Result == "CANCELED" ? "USER_CANCELED" : "RUN_EXECUTION_ERROR", Fault is null ? "" : "Workload failed, see run output for details");
        return task;
    }

    public static (JsonObject State, JsonObject Status) Ended(string lifeCycle, string result, string code, string message) => (
        new JsonObject { ["life_cycle_state"] = lifeCycle, ["result_state"] = result, ["state_message"] = message },
        new JsonObject { ["state"] = "TERMINATED", ["termination_details"] = new JsonObject { ["code"] = code, ["type"] = code == "SUCCESS" ? "SUCCESS" : "CLIENT_ERROR", ["message"] = message } });
}
