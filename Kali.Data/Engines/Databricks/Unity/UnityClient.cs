using Kali.Data.Engines.Databricks.Rest;

namespace Kali.Data.Engines.Databricks.Unity;

/// <summary>Unity Catalog over REST: what there is, who may do what, tags, lineage, and the objects that provisioning makes. Tables are made by SQL.</summary>
internal sealed class UnityClient(DatabricksHttp http)
{
    private const string Path = "api/2.1/unity-catalog";

    public Task<Me> MeAsync(Actor actor, CancellationToken ct) => http.GetAsync("api/2.0/preview/scim/v2/Me", DatabricksJson.Default.Me, actor, ct);

    public IAsyncEnumerable<CatalogInfo> CatalogsAsync(Actor actor, CancellationToken ct) => Pages.ReadAsync(
        page => http.GetAsync(PathText.WithQuery($"{Path}/catalogs", ("max_results", "0"), ("page_token", page)), DatabricksJson.Default.CatalogList, actor, ct),
        list => (list.Catalogs, list.NextPageToken), ct);

    public Task<CatalogInfo> CatalogAsync(string name, Actor actor, CancellationToken ct) =>
        http.GetAsync($"{Path}/catalogs/{PathText.Escape(name)}", DatabricksJson.Default.CatalogInfo, actor, ct);

    public Task<CatalogInfo> CreateAsync(CatalogInfo catalog, Actor actor, CancellationToken ct) =>
        http.PostAsync($"{Path}/catalogs", catalog, DatabricksJson.Default.CatalogInfo, DatabricksJson.Default.CatalogInfo, isRepeatable: false, actor, ct);

    public IAsyncEnumerable<SchemaInfo> SchemasAsync(string catalog, Actor actor, CancellationToken ct) => Pages.ReadAsync(
        page => http.GetAsync(PathText.WithQuery($"{Path}/schemas", ("catalog_name", catalog), ("max_results", "0"), ("page_token", page)), DatabricksJson.Default.SchemaList, actor, ct),
        list => (list.Schemas, list.NextPageToken), ct);

    public Task<SchemaInfo> CreateAsync(SchemaInfo schema, Actor actor, CancellationToken ct) =>
        http.PostAsync($"{Path}/schemas", schema, DatabricksJson.Default.SchemaInfo, DatabricksJson.Default.SchemaInfo, isRepeatable: false, actor, ct);

    public IAsyncEnumerable<VolumeInfo> VolumesAsync(string catalog, string schema, Actor actor, CancellationToken ct) => Pages.ReadAsync(
        page => http.GetAsync(
            PathText.WithQuery($"{Path}/volumes", ("catalog_name", catalog), ("schema_name", schema), ("max_results", "0"), ("page_token", page)), DatabricksJson.Default.VolumeList, actor, ct),
        list => (list.Volumes, list.NextPageToken), ct);

    public Task<VolumeInfo> CreateAsync(VolumeInfo volume, Actor actor, CancellationToken ct) =>
        http.PostAsync($"{Path}/volumes", volume, DatabricksJson.Default.VolumeInfo, DatabricksJson.Default.VolumeInfo, isRepeatable: false, actor, ct);

    public Task<FunctionInfo> FunctionAsync(TableName function, Actor actor, CancellationToken ct) =>
        http.GetAsync($"{Path}/functions/{PathText.Escape(function.ToString())}", DatabricksJson.Default.FunctionInfo, actor, ct);

    public IAsyncEnumerable<TableInfo> TablesAsync(string catalog, string schema, Actor actor, CancellationToken ct) => Pages.ReadAsync(
        page => http.GetAsync(
            PathText.WithQuery($"{Path}/tables", ("catalog_name", catalog), ("schema_name", schema), ("omit_columns", "true"), ("max_results", "0"), ("page_token", page)),
            DatabricksJson.Default.TableList, actor, ct),
        list => (list.Tables, list.NextPageToken), ct);

    public Task<TableInfo> TableAsync(TableName table, Actor actor, CancellationToken ct) =>
        http.GetAsync($"{Path}/tables/{PathText.Escape(table.ToString())}", DatabricksJson.Default.TableInfo, actor, ct);

    /// <param name="kind">catalog, schema, table, volume, external_location…</param>
    /// <param name="name">Its full name.</param>
    /// <param name="actor">Who asks.</param>
    /// <param name="ct">Ends it.</param>
    public IAsyncEnumerable<Grant> GrantsAsync(string kind, string name, Actor actor, CancellationToken ct) => Pages.ReadAsync(
        page => http.GetAsync(PathText.WithQuery($"{Path}/permissions/{kind}/{PathText.Escape(name)}", ("max_results", "0"), ("page_token", page)), DatabricksJson.Default.GrantList, actor, ct),
        list => (list.PrivilegeAssignments, list.NextPageToken), ct);

    /// <summary>The same with what is inherited from schema, catalog and metastore.</summary>
    public IAsyncEnumerable<EffectiveGrant> EffectiveGrantsAsync(string kind, string name, string? principal, Actor actor, CancellationToken ct) => Pages.ReadAsync(
        page => http.GetAsync(
            PathText.WithQuery($"{Path}/effective-permissions/{kind}/{PathText.Escape(name)}", ("principal", principal), ("max_results", "0"), ("page_token", page)),
            DatabricksJson.Default.EffectiveGrantList, actor, ct),
        list => (list.PrivilegeAssignments, list.NextPageToken), ct);

    public Task<GrantList> ChangeGrantsAsync(string kind, string name, GrantChanges changes, Actor actor, CancellationToken ct) =>
        http.PatchAsync($"{Path}/permissions/{kind}/{PathText.Escape(name)}", changes, DatabricksJson.Default.GrantChanges, DatabricksJson.Default.GrantList, actor, ct);

    /// <param name="kind">catalogs, schemas, tables, columns or volumes.</param>
    /// <param name="name">Its full name; of a column with the column as fourth part.</param>
    /// <param name="actor">Who asks.</param>
    /// <param name="ct">Ends it.</param>
    public IAsyncEnumerable<TagAssignment> TagsAsync(string kind, string name, Actor actor, CancellationToken ct) => Pages.ReadAsync(
        page => http.GetAsync(
            PathText.WithQuery($"{Path}/entity-tag-assignments/{kind}/{PathText.Escape(name)}/tags", ("max_results", "0"), ("page_token", page)), DatabricksJson.Default.TagList, actor, ct),
        list => (list.TagAssignments, list.NextPageToken), ct);

    public Task<TagAssignment> TagAsync(TagAssignment tag, Actor actor, CancellationToken ct) =>
        http.PostAsync($"{Path}/entity-tag-assignments", tag, DatabricksJson.Default.TagAssignment, DatabricksJson.Default.TagAssignment, isRepeatable: false, actor, ct);

    public Task<TableLineage> TableLineageAsync(TableName table, Actor actor, CancellationToken ct) => http.GetAsync(
        PathText.WithQuery("api/2.0/lineage-tracking/table-lineage", ("table_name", table.ToString()), ("include_entity_lineage", "true")), DatabricksJson.Default.TableLineage, actor, ct);

    public Task<ColumnLineage> ColumnLineageAsync(TableName table, string column, Actor actor, CancellationToken ct) => http.GetAsync(
        PathText.WithQuery("api/2.0/lineage-tracking/column-lineage", ("table_name", table.ToString()), ("column_name", column)), DatabricksJson.Default.ColumnLineage, actor, ct);
}
