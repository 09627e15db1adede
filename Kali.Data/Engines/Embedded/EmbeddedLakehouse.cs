using System.Collections.Immutable;
using Kali.Data.Engines.Embedded.Sessions;
using Kali.Data.Engines.Embedded.Tables;
using Kali.Data.Engines.Embedded.Upkeep;
using Kali.Data.Engines.Embedded.Writing;

namespace Kali.Data.Engines.Embedded;

/// <summary>The lakehouse on one machine: DuckDB in process over Delta tables in a folder.</summary>
internal sealed class EmbeddedLakehouse(
    DuckInstance duck, DuckThreads threads, TableReads reads, TableLife life, TableFolders folders, Committing committing, Restoring restoring, Optimizing optimizing, Vacuuming vacuuming)
    : ILakehouse
{
    public SqlDialect Dialect => DuckDbDialect.Instance;

    public async Task<ResultSet> QueryAsync(Sql sql, Actor actor, CancellationToken ct, IProgress<double>? progress = null)
    {
        var bound = await BoundTables.BindAsync(sql, reads, actor, ct);
        return await EngineResultSet.StartAsync(
            threads,
            duck.Open,
            session =>
            {
                bound.CreateViews(session);
                return session.Stream(BoundTables.Print(sql));
            },
            progress,
            limits: null,
            ct);
    }

    public SqlStatement Explain(Sql sql) => BoundTables.Print(sql);

    public Task<CommitOutcome> CommitAsync(TableCommit commit, Actor actor, CancellationToken ct, IProgress<double>? progress = null) =>
        committing.CommitAsync(commit, actor, progress, ct);

    public Task<TableDescription?> DescribeAsync(TableRef table, Actor actor, CancellationToken ct) => life.DescribeAsync(table, actor, ct);

    public Task<ImmutableArray<TableHistoryEntry>> HistoryAsync(TableRef table, Actor actor, CancellationToken ct) => life.HistoryAsync(table, actor, ct);

    public Task<CommitOutcome> RestoreAsync(TableName table, long version, Actor actor, CancellationToken ct) => restoring.RestoreAsync(table, version, actor, ct);

    public Task<CommitOutcome> OptimizeAsync(TableName table, ImmutableArray<string> orderedBy, Actor actor, CancellationToken ct) => optimizing.OptimizeAsync(table, actor, ct);

    public Task<VacuumResult> VacuumAsync(TableRef table, TimeSpan retention, bool dryRun, Actor actor, CancellationToken ct) =>
        vacuuming.VacuumAsync(table, retention, dryRun, actor, ct);

    public Task<ImmutableArray<TableName>> TablesAsync(string catalog, Actor actor, CancellationToken ct) => life.TablesAsync(catalog, actor, ct);

    public Task RenameAsync(TableName table, TableName to, Actor actor, CancellationToken ct) => folders.RenameAsync(table, to, actor, ct);

    public Task DropAsync(TableName table, Actor actor, CancellationToken ct) => folders.DropAsync(table, actor, ct);

    public Task UndropAsync(TableName table, Actor actor, CancellationToken ct) => folders.UndropAsync(table, actor, ct);
}
