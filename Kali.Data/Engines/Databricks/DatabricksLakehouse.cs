using System.Collections.Immutable;
using Kali.Data.Engines.Databricks.Dialect;
using Kali.Data.Engines.Databricks.Reading;
using Kali.Data.Engines.Databricks.Tables;
using Kali.Data.Engines.Databricks.Writing;

namespace Kali.Data.Engines.Databricks;

/// <summary>The lakehouse in a Databricks workspace: statements on a SQL warehouse over tables of Unity Catalog.</summary>
internal sealed class DatabricksLakehouse(QueryRoute queries, TableReading tables, TableUpkeep upkeep, Committing committing) : ILakehouse
{
    public SqlDialect Dialect => DatabricksDialect.Instance;

    /// <summary>The warehouse tells no progress, so none is reported.</summary>
    public async Task<ResultSet> QueryAsync(Sql sql, Actor actor, CancellationToken ct, IProgress<double>? progress = null)
    {
        await tables.DemandReadAsync(sql, actor, ct);
        return await queries.QueryAsync(sql, actor, ct);
    }

    public SqlStatement Explain(Sql sql) => DatabricksDialect.Print(sql);

    public Task<CommitOutcome> CommitAsync(TableCommit commit, Actor actor, CancellationToken ct, IProgress<double>? progress = null) =>
        committing.CommitAsync(commit, actor, progress, ct);

    public Task<TableDescription?> DescribeAsync(TableRef table, Actor actor, CancellationToken ct) => tables.DescribeAsync(table, actor, ct);

    public async Task<ImmutableArray<TableHistoryEntry>> HistoryAsync(TableRef table, Actor actor, CancellationToken ct) =>
        (await tables.HistoryAsync(await tables.DemandReadAsync(table, actor, ct), actor, ct)).Shown();

    public Task<CommitOutcome> RestoreAsync(TableName table, long version, Actor actor, CancellationToken ct) => upkeep.RestoreAsync(table, version, actor, ct);

    public Task<CommitOutcome> OptimizeAsync(TableName table, ImmutableArray<string> orderedBy, Actor actor, CancellationToken ct) => upkeep.OptimizeAsync(table, orderedBy, actor, ct);

    public Task<VacuumResult> VacuumAsync(TableRef table, TimeSpan retention, bool dryRun, Actor actor, CancellationToken ct) => upkeep.VacuumAsync(table, retention, dryRun, actor, ct);

    public Task<ImmutableArray<TableName>> TablesAsync(string catalog, Actor actor, CancellationToken ct) => tables.TablesAsync(catalog, actor, ct);

    public Task RenameAsync(TableName table, TableName to, Actor actor, CancellationToken ct) => upkeep.RenameAsync(table, to, actor, ct);

    public Task DropAsync(TableName table, Actor actor, CancellationToken ct) => upkeep.DropAsync(table, actor, ct);

    public Task UndropAsync(TableName table, Actor actor, CancellationToken ct) => upkeep.UndropAsync(table, actor, ct);
}
