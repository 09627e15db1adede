using Kali.Data.Engines.Databricks.Jobs.Pipelines;

namespace Kali.Data.Engines.Databricks.Reading;

/// <summary>Where a query is answered: by the task of the run that asks where a job runs for it, else on the warehouse.</summary>
internal sealed class QueryRoute(WarehouseQueries warehouse, PipelineJobRuns runs)
{
    public async Task<ResultSet> QueryAsync(Sql sql, Actor actor, CancellationToken ct) =>
        runs.Find(actor.Run?.ToString()) is { } task
            ? TaskResultSet.Of(await task.QueryAsync(sql, actor, ct))
            : await warehouse.QueryAsync(sql, actor, ct);
}
