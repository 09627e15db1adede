using System.Globalization;

namespace Kali.Data.Engines.Databricks.Jobs.Pipelines;

/// <summary>
/// The job that pipelines run as: one for each catalog, kept in the workspace, so that all tasks of a run share one cluster.
/// What a run does is not in it; its tasks are given their statements while they run.
/// </summary>
internal static class PipelineJobDefinition
{
    /// <summary>The job's parameter that says which run it is.</summary>
    public const string RunParameter = "kali_run";

    private const string Cluster = "kali";

    public static string NameOf(string catalog) => $"Kali pipeline {catalog}";

    /// <param name="catalog">The catalog the pipelines write to.</param>
    /// <param name="places">Where runner and plans lie.</param>
    /// <param name="options">Cluster and limits.</param>
    public static JobSettings Of(string catalog, JobPlaces places, JobOptions options) => new()
    {
        Name = NameOf(catalog),
        Description = "Kali gives each task its statements while it runs; the run's page in Kali shows the same steps.",
        Tags = new Dictionary<string, string> { ["application"] = "kali", ["catalog"] = catalog, ["environment"] = options.Environment ?? JobOptions.Development },
        Tasks = [.. PipelineTask.All.Select((task, index) => TaskOf(task, index == 0 ? null : PipelineTask.All[index - 1], places, options))],
        JobClusters = [new JobCluster(Cluster, ClusterOf(options))],
        Parameters = [new JobParameter(RunParameter, "")],
        MaxConcurrentRuns = options.MaxConcurrentRuns,
        Queue = new JobQueue(true),
    };

    private static JobTask TaskOf(PipelineTask task, PipelineTask? before, JobPlaces places, JobOptions options) => new()
    {
        TaskKey = task.Key,
        Description = task.Does,
        DependsOn = before is null ? null : [new TaskDependency(before.Key)],
        JobClusterKey = Cluster,
        // A statement is never carried out blindly a second time; Kali repairs the run when it knows what happened.
        MaxRetries = 0,
        SparkPythonTask = new SparkPythonTask(places.Runner,
        [
            "--plans", places.Runs, "--run", $"{{{{job.parameters.{RunParameter}}}}}", "--task", task.Key,
            "--patience", options.Patience.TotalSeconds.ToString(CultureInfo.InvariantCulture),
            .. task.Partitions is { } partitions ? new[] { "--partitions", partitions.ToString(CultureInfo.InvariantCulture) } : [],
        ]),
    };

    private static ClusterSpec ClusterOf(JobOptions options) => new()
    {
        SparkVersion = options.SparkVersion,
        NodeTypeId = options.NodeTypeInForce,
        DriverNodeTypeId = options.DriverNodeType ?? options.NodeTypeInForce,
        Autoscale = options.Workers,
        PolicyId = options.PolicyId,
        // Unity Catalog needs a mode; this one lets Kali's own identity alone use the cluster.
        DataSecurityMode = "SINGLE_USER",
        EnableElasticDisk = true,
        EnableLocalDiskEncryption = options.EncryptsLocalDisks ? true : null,
        SparkConf = SparkConfOf(options),
        CustomTags = new Dictionary<string, string> { ["application"] = "kali" },
    };

    private static Dictionary<string, string> SparkConfOf(JobOptions options)
    {
        var settings = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["spark.sql.adaptive.enabled"] = "true",
            ["spark.sql.adaptive.coalescePartitions.enabled"] = "true",
            ["spark.sql.adaptive.skewJoin.enabled"] = "true",
            ["spark.sql.execution.arrow.pyspark.enabled"] = "true",
            ["spark.sql.execution.arrow.maxRecordsPerBatch"] = "10000",
            ["spark.sql.execution.arrow.pyspark.fallback.enabled"] = "false",
            ["spark.executor.memory"] = "8g",
            ["spark.executor.cores"] = "4",
            ["spark.databricks.delta.optimizeWrite.enabled"] = "true",
            ["spark.databricks.delta.autoCompact.enabled"] = "true",
            ["spark.sql.ansi.enabled"] = "true",
            ["spark.sql.session.timeZone"] = "UTC",
            // A statement means what it says, also where a name in it looks like ${a variable}.
            ["spark.sql.variable.substitute"] = "false",
        };
        foreach (var (name, value) in options.SparkConf)
        {
            if (value.Length == 0)
                settings.Remove(name);
            else
                settings[name] = value;
        }
        return new Dictionary<string, string>(settings);
    }
}
