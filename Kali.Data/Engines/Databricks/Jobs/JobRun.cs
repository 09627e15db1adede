using System.Text.Json.Serialization;

namespace Kali.Data.Engines.Databricks.Jobs;

internal sealed record RunNumber(long RunId);

internal sealed record RepairNumber(long RepairId);

/// <summary>A run, or one task of it.</summary>
internal sealed record JobRun
{
    public long RunId { get; init; }

    public string? TaskKey { get; init; }

    public string? RunName { get; init; }

    public string? RunPageUrl { get; init; }

    public long? StartTime { get; init; }

    public long? EndTime { get; init; }

    public int? AttemptNumber { get; init; }

    public OldRunState? State { get; init; }

    public RunStatus? Status { get; init; }

    public JobRun[]? Tasks { get; init; }

    public RunRepairEntry[]? RepairHistory { get; init; }

    public string? NextPageToken { get; init; }

    /// <summary>The task in its latest attempt.</summary>
    public JobRun? Task(string key) => Tasks?.Where(task => task.TaskKey == key).MaxBy(task => task.AttemptNumber ?? 0);

    /// <summary>
    /// Whether it is over. The older state may say INTERNAL_ERROR for a failed task while the newer one says TERMINATED:
    /// what came of it is told by the result, not by the life cycle.
    /// </summary>
    [JsonIgnore]
    public bool IsOver => Status?.State is "TERMINATED" || Status?.State is null && State?.LifeCycleState is "TERMINATED" or "SKIPPED" or "INTERNAL_ERROR";

    [JsonIgnore]
    public bool IsGood => IsOver && (State?.ResultState ?? Status?.TerminationDetails?.Code) is "SUCCESS";

    [JsonIgnore]
    public bool IsCancelled => IsOver && (State?.ResultState is "CANCELED" || Status?.TerminationDetails?.Code is "USER_CANCELED" or "CANCELED");

    /// <summary>The service's words on how it stands.</summary>
    [JsonIgnore]
    public string? Said => Status?.TerminationDetails?.Message ?? State?.StateMessage;
}

internal sealed record OldRunState(string? LifeCycleState, string? ResultState, string? StateMessage);

internal sealed record RunStatus(string? State, TerminationDetails? TerminationDetails);

internal sealed record TerminationDetails(string? Code, string? Type, string? Message);

internal sealed record RunRepairEntry(long? Id, string? Type);

internal sealed record RunOutput
{
    public string? Error { get; init; }

    public string? ErrorTrace { get; init; }

    public string? Logs { get; init; }

    public bool? LogsTruncated { get; init; }
}
