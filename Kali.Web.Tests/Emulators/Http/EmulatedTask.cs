using System.Text.Json.Nodes;

namespace Kali.Web.Tests.Emulators.Http;

/// <summary>One task of a run, in one attempt.</summary>
internal sealed class EmulatedTask(long runId, string key, IReadOnlyList<string> dependsOn, string pythonFile, IReadOnlyList<string> parameters)
{
    public long RunId => runId;

    public string Key => key;

    public IReadOnlyList<string> DependsOn => dependsOn;

    /// <summary>Whether it carries out plans of Kali's; others take a step each time somebody looks.</summary>
    public bool IsRunner => parameters.Contains("--plans");

    public string PythonFile => pythonFile;

    public IReadOnlyList<string> Parameters => parameters;

    public int Attempt { get; init; }

    public string State { get; private set; } = "PENDING";

    public string? Result { get; private set; }

    public string? Fault { get; private set; }

    /// <summary>Whether its cluster went away under it.</summary>
    public bool IsLost { get; private set; }

    public bool IsOver => Result is not null;

    public void Begin() => State = "RUNNING";

    /// <summary>The first end it comes to is the one it keeps.</summary>
    public void End(string result, string? fault, bool isLost = false)
    {
        if (!IsOver)
            (State, Fault, IsLost, Result) = ("TERMINATED", fault, isLost, result);
    }

    public EmulatedTask Again(long newRunId) => new(newRunId, key, dependsOn, pythonFile, parameters) { Attempt = Attempt + 1 };

    public JsonObject Shown()
    {
        var task = new JsonObject { ["run_id"] = runId, ["task_key"] = key, ["attempt_number"] = Attempt };
        (task["state"], task["status"]) = (Result, IsLost) switch
        {
            (null, _) => (new JsonObject { ["life_cycle_state"] = State }, new JsonObject { ["state"] = State }),
            (_, true) => Ended("INTERNAL_ERROR", Result, "CLUSTER_ERROR", "Could not reach driver of cluster."),
            _ => Ended("TERMINATED", Result, Result == "SUCCESS" ? "SUCCESS" : Result == "CANCELED" ? "USER_CANCELED" : "RUN_EXECUTION_ERROR", Fault is null ? "" : "Workload failed, see run output for details"),
        };
        return task;
    }

    public static (JsonObject State, JsonObject Status) Ended(string lifeCycle, string result, string code, string message) => (
        new JsonObject { ["life_cycle_state"] = lifeCycle, ["result_state"] = result, ["state_message"] = message },
        new JsonObject { ["state"] = "TERMINATED", ["termination_details"] = new JsonObject { ["code"] = code, ["type"] = code == "SUCCESS" ? "SUCCESS" : "CLIENT_ERROR", ["message"] = message } });
}
