using System.Collections.Immutable;
using Kali.Data.Ingest;

namespace Kali.Data.Pipeline;

/// <summary>What a run has done up to now.</summary>
/// <param name="Id">The run.</param>
/// <param name="Uuid">Its name towards OpenLineage.</param>
/// <param name="Part">The part it loads.</param>
/// <param name="DatasetId">The dataset's number.</param>
/// <param name="Dataset">The dataset's name.</param>
/// <param name="UserId">For whom.</param>
/// <param name="UserName">The name shown.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="Facts">What the steps found out.</param>
/// <param name="Steps">The steps that are over, in order.</param>
public sealed record RunAccount(
    RunId Id,
    Guid Uuid,
    PartToLoad Part,
    int DatasetId,
    DatasetName Dataset,
    string UserId,
    string UserName,
    DateTimeOffset StartedAt,
    RunFacts Facts,
    ImmutableArray<StepAccount> Steps);

/// <summary>A step that is over.</summary>
public sealed record StepAccount(
    RunStepName Step,
    StepState State,
    DateTimeOffset StartedAt,
    DateTimeOffset EndedAt,
    TimeSpan Elapsed,
    long? Rows,
    long? Bytes,
    StepWork Work,
    ImmutableArray<ChangeOnTheWay> Changes);
