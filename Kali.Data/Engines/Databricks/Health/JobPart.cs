using Kali.Data.Engines.Databricks.Jobs;
using Kali.Data.Engines.Databricks.Jobs.Pipelines;

namespace Kali.Data.Engines.Databricks.Health;

/// <summary>The job that carries runs out, where one does; asking starts no cluster.</summary>
internal sealed class JobPart(JobsClient jobs, DatabricksOptions options) : WorkspacePart
{
    public override string Name => "job";

    protected override Said Refused => Said.Of("The workspace does not let the application see jobs. Let its identity create jobs and clusters, or use a cluster policy (Kali:Databricks:Jobs:PolicyId); without Kali:Databricks:Jobs:Enabled the SQL warehouse carries runs out.");

    protected override async Task<PartState> AskAsync(CancellationToken ct)
    {
        var name = PipelineJobDefinition.NameOf(options.Catalog);
        return await jobs.FindAsync(name, Actor.System, ct).AnyAsync(ct)
            ? PartState.Well(Said.Of($"The job “{name}” carries runs out."))
            : PartState.Well(Said.Of($"The job “{name}” is not there yet; the first run makes it."));
    }
}
