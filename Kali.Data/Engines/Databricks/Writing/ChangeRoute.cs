using Kali.Data.Engines.Databricks.Jobs.Pipelines;
using Kali.Data.Engines.Databricks.Reading;
using Kali.Data.Engines.Databricks.Tables;

namespace Kali.Data.Engines.Databricks.Writing;

/// <summary>Where a change is carried out: by the task of the run that makes it where a job runs for it, else on the warehouse. It is sent once either way.</summary>
internal sealed class ChangeRoute(WarehouseSql warehouse, PipelineJobRuns runs)
{
    public Task ChangeAsync(Sql sql, CommitNote note, Actor actor, CancellationToken ct) =>
        actor.IsPipeline && runs.Find(note.About.GetValueOrDefault("run")) is { } task
            ? task.RunAsync(sql, actor, ct)
            : warehouse.ChangeAsync(note.On(sql), actor, ct);
}
