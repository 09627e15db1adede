using System.Text;
using System.Text.Json.Nodes;

namespace Kali.Web.Tests.Emulators.Http;

/// <summary>What Jobs refuses of settings before anything runs.</summary>
internal static class JobRules
{
    private const int MostTasks = 1000;
    private static readonly string[] Payloads = ["spark_python_task", "sql_task", "notebook_task", "python_wheel_task", "spark_jar_task", "condition_task", "run_job_task", "dbt_task", "pipeline_task", "for_each_task"];
    private static readonly string[] Computes = ["existing_cluster_id", "job_cluster_key", "new_cluster", "environment_key"];
    private static readonly string[] Runs = ["ALL_SUCCESS", "AT_LEAST_ONE_SUCCESS", "NONE_FAILED", "ALL_DONE", "AT_LEAST_ONE_FAILED", "ALL_FAILED"];
    private static readonly string[] Places = ["/", "dbfs:/", "abfss://", "s3://", "gs://"];
    private static readonly string[] SecurityModes = ["SINGLE_USER", "USER_ISOLATION", "NONE", "DATA_SECURITY_MODE_AUTO", "DATA_SECURITY_MODE_STANDARD", "DATA_SECURITY_MODE_DEDICATED"];

    /// <param name="settings">Of a job, or of a run that is submitted by itself.</param>
    /// <param name="isKept">Whether it is a job's, which alone may share clusters among its tasks.</param>
    public static void Demand(JsonObject settings, bool isKept)
    {
        Demand(Bytes(settings["name"]) <= 4096, "The job name must have at most 4096 bytes.");
        Demand(Bytes(settings["description"]) <= 27700, "The description must have at most 27700 bytes.");
        Demand((settings["tags"] as JsonObject)?.Count is null or <= 25, "A job can have at most 25 tags.");
        Demand(settings["max_concurrent_runs"]?.GetValue<int>() is null or (>= 0 and <= 1000), "max_concurrent_runs must be between 0 and 1000.");
        Demand(isKept || settings["job_clusters"] is null, "Shared job cluster feature is not supported in runs/submit API.");
        foreach (var parameter in Objects(settings["parameters"]))
        {
            Demand(Text(parameter, "name") is { Length: > 0 } name && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-' or '.'), "Names of parameters are letters, digits, '_', '-' and '.'.");
            Demand(parameter["default"] is not null, "Missing required field: default");
        }
        foreach (var cluster in Objects(settings["job_clusters"]))
            DemandCluster(cluster["new_cluster"] as JsonObject);
        DemandTasks(settings, isKept);
    }

    private static void DemandTasks(JsonObject settings, bool isKept)
    {
        var tasks = Objects(settings["tasks"]).ToList();
        Demand(tasks.Count is > 0 and <= MostTasks, $"Between 1 and {MostTasks} tasks are needed.");
        var clusters = Keys(settings["job_clusters"], "job_cluster_key");
        var environments = Keys(settings["environments"], "environment_key");
        var keys = new HashSet<string>(StringComparer.Ordinal);
        foreach (var task in tasks)
        {
            var key = Text(task, "task_key") ?? throw ApiFault.Parameter("Missing required field: task_key");
            foreach (var on in Objects(task["depends_on"]))
                Demand(keys.Contains(Text(on, "task_key") ?? ""), $"Task {key} depends on a task that is not there or comes later: {Text(on, "task_key")}.");
            Demand(keys.Add(key), $"Task key {key} is used twice.");
            Demand(isKept || task["job_cluster_key"] is null, "Shared job cluster feature is not supported in runs/submit API.");
            Demand(Text(task, "job_cluster_key") is not { } cluster || clusters.Contains(cluster), $"Task {key} names a job cluster that is not there: {task["job_cluster_key"]}.");
            Demand(Text(task, "environment_key") is not { } environment || environments.Contains(environment), $"Task {key} names an environment that is not there: {task["environment_key"]}.");
            Demand(Text(task, "run_if") is not { } runIf || Runs.Contains(runIf), $"run_if of task {key} is not known: {task["run_if"]}.");
            DemandWork(key, task);
        }
    }

    private static void DemandWork(string key, JsonObject task)
    {
        Demand(Payloads.Count(task.ContainsKey) == 1, $"Task {key} must have exactly one kind of work.");
        if (task["new_cluster"] is JsonObject own)
            DemandCluster(own);
        if (task["spark_python_task"] is JsonObject python)
        {
            Demand(Computes.Count(task.ContainsKey) == 1, $"Exactly one of job_cluster_key, new_cluster, existing_cluster_id and environment_key must be specified for task {key}.");
            Demand(Text(python, "python_file") is { } file && (python["source"] is not null || Places.Any(place => file.StartsWith(place, StringComparison.Ordinal))), $"python_file of task {key} must be an absolute path or the address of a file.");
        }
        if (task["sql_task"] is JsonObject sql)
        {
            Demand(Text(sql, "warehouse_id") is { Length: > 0 }, $"Task {key} needs a warehouse_id.");
            Demand(new[] { "file", "query", "dashboard", "alert" }.Count(sql.ContainsKey) == 1, $"Task {key} must have exactly one of file, query, dashboard and alert.");
        }
    }

    private static void DemandCluster(JsonObject? cluster)
    {
        Demand(cluster is not null, "Missing required field: new_cluster");
        Demand(Text(cluster!, "spark_version") is { Length: > 0 } || cluster!["policy_id"] is not null, "Missing required field: spark_version");
        Demand(Text(cluster!, "node_type_id") is { Length: > 0 } || cluster!["policy_id"] is not null || cluster["instance_pool_id"] is not null, "Missing required field: node_type_id");
        Demand(cluster!["num_workers"] is null ^ cluster["autoscale"] is null || cluster["policy_id"] is not null, "Exactly one of num_workers and autoscale must be specified.");
        Demand(cluster["autoscale"] is not JsonObject scale || scale["max_workers"]?.GetValue<int>() > scale["min_workers"]?.GetValue<int>(), "max_workers must be greater than min_workers.");
        Demand(Text(cluster, "data_security_mode") is not { } mode || SecurityModes.Contains(mode), $"data_security_mode {cluster["data_security_mode"]} is not known.");
        Demand((cluster["custom_tags"] as JsonObject)?.Count is null or <= 45, "A cluster can have at most 45 tags.");
    }

    private static void Demand(bool isSo, string otherwise)
    {
        if (!isSo)
            throw ApiFault.Parameter(otherwise);
    }

    private static IEnumerable<JsonObject> Objects(JsonNode? list) => (list as JsonArray ?? []).OfType<JsonObject>();

    private static HashSet<string> Keys(JsonNode? list, string name) => [.. Objects(list).Select(item => Text(item, name) ?? throw ApiFault.Parameter($"Missing required field: {name}"))];

    private static string? Text(JsonObject of, string name) => of[name]?.GetValue<string>();

    private static int Bytes(JsonNode? text) => text is null ? 0 : Encoding.UTF8.GetByteCount(text.GetValue<string>());
}
