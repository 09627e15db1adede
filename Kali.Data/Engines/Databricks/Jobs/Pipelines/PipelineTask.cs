using System.Collections.Immutable;

namespace Kali.Data.Engines.Databricks.Jobs.Pipelines;

/// <summary>A task of the pipeline's job.</summary>
/// <param name="Key">Its name in the job.</param>
/// <param name="Does">What it does, for the job's page.</param>
/// <param name="Partitions">How many partitions a shuffle aims at; adaptive execution joins small ones. Null where nothing is written.</param>
/// <param name="Steps">The steps of a run that it carries out.</param>
internal sealed record PipelineTask(string Key, string Does, int? Partitions, ImmutableArray<RunStepName> Steps)
{
    /// <summary>In their order, each after the one before.</summary>
    public static ImmutableArray<PipelineTask> All { get; } =
    [
        new("land", "The file is there, whole; one in a storage account the workspace sees, too.", null, [RunStepName.Land]),
        new("raw", "Every record of the file as text.", 200, [RunStepName.Raw]),
        new("profile", "What the columns hold.", null, [RunStepName.Profile]),
        new("silver", "Every row typed and cleaned.", 100, [RunStepName.Silver]),
        new("gate", "The rules, what looks wrong beside them, and the rows they hold back.", 100, [RunStepName.Checks, RunStepName.Quarantine]),
        new("gold", "The rows that passed.", 50, [RunStepName.Gold]),
        new("metadata", "Lineage, results and the run itself, as tables.", null, [RunStepName.Lineage, RunStepName.Records]),
    ];

    public static PipelineTask Of(RunStepName step) => All.First(task => task.Steps.Contains(step));

    public bool IsLast(RunStepName step) => Steps[^1] == step;
}
