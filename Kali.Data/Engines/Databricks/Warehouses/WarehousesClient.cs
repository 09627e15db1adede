using Kali.Data.Engines.Databricks.Rest;

namespace Kali.Data.Engines.Databricks.Warehouses;

/// <summary>SQL warehouses: which there are, how one is, and waking one up. A statement wakes its warehouse by itself.</summary>
internal sealed class WarehousesClient(DatabricksHttp http)
{
    private const string Path = "api/2.0/sql/warehouses";

    public Task<Warehouse> GetAsync(string id, Actor actor, CancellationToken ct) =>
        http.GetAsync($"{Path}/{PathText.Escape(id)}", DatabricksJson.Default.Warehouse, actor, ct);

    public IAsyncEnumerable<Warehouse> ListAsync(Actor actor, CancellationToken ct) => Pages.ReadAsync(
        page => http.GetAsync(PathText.WithQuery(Path, ("page_token", page)), DatabricksJson.Default.WarehouseList, actor, ct),
        list => (list.Warehouses, list.NextPageToken), ct);

    public async Task StartAsync(string id, Actor actor, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{Path}/{PathText.Escape(id)}/start");
        await http.SendAsync(request, isRepeatable: true, actor, ct);
    }
}
