using Kali.Data.Engines.Databricks.Rest;

namespace Kali.Data.Engines.Databricks.Statements;

/// <summary>What the warehouses were asked and where it stands: the one place that knows a statement whose id was lost with its answer.</summary>
internal sealed class QueryHistoryClient(DatabricksHttp http)
{
    public const string Queued = "QUEUED";
    public const string Running = "RUNNING";

    private const string Path = "api/2.0/sql/history/queries";
    private const string MostAPage = "1000";

    /// <summary>Whether the history shows this statement yet.</summary>
    public async Task<bool> ShowsAsync(string statement, Actor actor, CancellationToken ct) =>
        await ReadAsync("filter_by.statement_ids", statement, null, actor, ct).AnyAsync(query => query.QueryId == statement, ct);

    /// <summary>A warehouse's statements in one state. For several states the service wants to be asked several times.</summary>
    public IAsyncEnumerable<AskedQuery> InStateAsync(string state, string warehouse, Actor actor, CancellationToken ct) =>
        ReadAsync("filter_by.statuses", state, warehouse, actor, ct);

    private IAsyncEnumerable<AskedQuery> ReadAsync(string filter, string value, string? warehouse, Actor actor, CancellationToken ct) => Pages.ReadAsync(
        page => http.GetAsync(
            PathText.WithQuery(Path, (filter, value), ("filter_by.warehouse_ids", warehouse), ("max_results", MostAPage), ("page_token", page)), DatabricksJson.Default.AskedQueryList, actor, ct),
        list => (list.Res, list.NextPageToken), ct);
}

/// <summary>A page of the history.</summary>
internal sealed record AskedQueryList(AskedQuery[]? Res, string? NextPageToken);

/// <summary>A statement in the history; its id is the one it was accepted under.</summary>
internal sealed record AskedQuery(string? QueryId, string? QueryText, string? Status);
