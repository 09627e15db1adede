using System.Text.Json.Serialization;

namespace Kali.Data.Engines.Databricks.Jobs;

/// <summary>A job as it is kept in the workspace.</summary>
internal sealed record JobSettings
{
    public required string Name { get; init; }

    public string? Description { get; init; }

    public Dictionary<string, string>? Tags { get; init; }

    public required JobTask[] Tasks { get; init; }

    public JobCluster[]? JobClusters { get; init; }

    public JobEnvironment[]? Environments { get; init; }

    public JobParameter[]? Parameters { get; init; }

    public int? MaxConcurrentRuns { get; init; }

    public int? TimeoutSeconds { get; init; }

    public JobQueue? Queue { get; init; }

    public RunAs? RunAs { get; init; }
}

internal sealed record JobTask
{
    public required string TaskKey { get; init; }

    public string? Description { get; init; }

    public TaskDependency[]? DependsOn { get; init; }

    public string? RunIf { get; init; }

    public int? TimeoutSeconds { get; init; }

    public int? MaxRetries { get; init; }

    public string? JobClusterKey { get; init; }

    public string? EnvironmentKey { get; init; }

    public ClusterSpec? NewCluster { get; init; }

    public SparkPythonTask? SparkPythonTask { get; init; }

    public SqlTask? SqlTask { get; init; }
}

internal sealed record TaskDependency(string TaskKey, string? Outcome = null);

internal sealed record SparkPythonTask(string PythonFile, string[]? Parameters, string? Source = null);

internal sealed record SqlTask(string WarehouseId, SqlTaskFile File, Dictionary<string, string>? Parameters = null);

internal sealed record SqlTaskFile(string Path, string? Source = null);

internal sealed record JobCluster(string JobClusterKey, ClusterSpec NewCluster);

internal sealed record ClusterSpec
{
    public string? SparkVersion { get; init; }

    public string? NodeTypeId { get; init; }

    public string? DriverNodeTypeId { get; init; }

    public int? NumWorkers { get; init; }

    public Autoscale? Autoscale { get; init; }

    public string? PolicyId { get; init; }

    public string? DataSecurityMode { get; init; }

    public string? RuntimeEngine { get; init; }

    public bool? EnableElasticDisk { get; init; }

    public bool? EnableLocalDiskEncryption { get; init; }

    public Dictionary<string, string>? SparkConf { get; init; }

    public Dictionary<string, string>? CustomTags { get; init; }
}

internal sealed record Autoscale(int MinWorkers, int MaxWorkers);

internal sealed record JobEnvironment(string EnvironmentKey, EnvironmentSpec Spec);

internal sealed record EnvironmentSpec(string EnvironmentVersion, string[]? Dependencies = null);

internal sealed record JobParameter(string Name, string Default);

internal sealed record JobQueue(bool Enabled);

internal sealed record RunAs(string? UserName = null, string? ServicePrincipalName = null, string? GroupName = null);

internal sealed record JobReset(long JobId, JobSettings NewSettings);

internal sealed record JobId([property: JsonPropertyName("job_id")] long Number);

internal sealed record JobList(JobListEntry[]? Jobs, bool HasMore, string? NextPageToken);

internal sealed record JobListEntry
{
    public long JobId { get; init; }

    public string? CreatorUserName { get; init; }
}
