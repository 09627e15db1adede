namespace Kali.Data.Engines.Databricks.Jobs.Pipelines;

/// <summary>Where in the staging volume the runner and the plans of runs lie.</summary>
/// <param name="Volume">The volume: <c>/Volumes/catalog/schema/volume</c>.</param>
/// <param name="RunnerVersion">Tells this runner from others; a running task keeps the file it began with.</param>
internal sealed record JobPlaces(string Volume, string RunnerVersion)
{
    public static JobPlaces Of(DatabricksOptions options) => new(options.VolumeOf(options.Catalog), RunnerFile.Version);

    public string RunnerFolder => $"{Volume}/jobs";

    public string Runner => $"{RunnerFolder}/kali_runner_{RunnerVersion}.py";

    public string Runs => $"{Volume}/runs";

    public string Run(JobOfRun run) => $"{Runs}/{Key(run)}";

    public string Task(JobOfRun run, PipelineTask task) => $"{Run(run)}/{task.Key}";

    public string End(JobOfRun run, PipelineTask task) => $"{Task(run, task)}/end.json";

    /// <summary>What the workspace knows the run by.</summary>
    public static string Key(JobOfRun run) => run.Uuid.ToString("N");
}
