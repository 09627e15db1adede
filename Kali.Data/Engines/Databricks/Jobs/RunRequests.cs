namespace Kali.Data.Engines.Databricks.Jobs;

/// <summary>Runs tasks once, without keeping a job. The token makes a repeated request the same run.</summary>
internal sealed record SubmitRun
{
    public required string IdempotencyToken { get; init; }

    public string? RunName { get; init; }

    public required JobTask[] Tasks { get; init; }

    public JobEnvironment[]? Environments { get; init; }

    public int? TimeoutSeconds { get; init; }

    public RunAs? RunAs { get; init; }

    public JobQueue? Queue { get; init; }
}

/// <summary>Runs a kept job. The token makes a repeated request the same run.</summary>
internal sealed record RunNow
{
    public required long JobId { get; init; }

    public required string IdempotencyToken { get; init; }

    public Dictionary<string, string>? JobParameters { get; init; }
}

/// <summary>Runs tasks of a run again.</summary>
internal sealed record RunRepair
{
    public required long RunId { get; init; }

    public string[]? RerunTasks { get; init; }

    public bool? RerunAllFailedTasks { get; init; }

    public bool? RerunDependentTasks { get; init; }

    /// <summary>The repair before this one, where there was one.</summary>
    public long? LatestRepairId { get; init; }
}
