using System.Collections.Immutable;

namespace Kali.Data.Engines;

/// <summary>Passes every call on to another lakehouse; who derives from it says only what is different.</summary>
internal abstract class DelegatingLakehouse(ILakehouse lakehouse) : ILakehouse
{
    public SqlDialect Dialect => lakehouse.Dialect;

    public virtual Task<ResultSet> QueryAsync(Sql sql, Actor actor, CancellationToken ct, IProgress<double>? progress = null) => lakehouse.QueryAsync(sql, actor, ct, progress);

    public SqlStatement Explain(Sql sql) => lakehouse.Explain(sql);

    public virtual Task<CommitOutcome> CommitAsync(TableCommit commit, Actor actor, CancellationToken ct, IProgress<double>? progress = null) => lakehouse.CommitAsync(commit, actor, ct, progress);

    public virtual Task<TableDescription?> DescribeAsync(TableRef table, Actor actor, CancellationToken ct) => lakehouse.DescribeAsync(table, actor, ct);

    public virtual Task<ImmutableArray<TableHistoryEntry>> HistoryAsync(TableRef table, Actor actor, CancellationToken ct) => lakehouse.HistoryAsync(table, actor, ct);

    public virtual Task<CommitOutcome> RestoreAsync(TableName table, long version, Actor actor, CancellationToken ct) => lakehouse.RestoreAsync(table, version, actor, ct);

    public virtual Task<CommitOutcome> OptimizeAsync(TableName table, ImmutableArray<string> orderedBy, Actor actor, CancellationToken ct) => lakehouse.OptimizeAsync(table, orderedBy, actor, ct);

    public virtual Task<VacuumResult> VacuumAsync(TableRef table, TimeSpan retention, bool dryRun, Actor actor, CancellationToken ct) => lakehouse.VacuumAsync(table, retention, dryRun, actor, ct);

    public virtual Task<ImmutableArray<TableName>> TablesAsync(string catalog, Actor actor, CancellationToken ct) => lakehouse.TablesAsync(catalog, actor, ct);

    public virtual Task RenameAsync(TableName table, TableName to, Actor actor, CancellationToken ct) => lakehouse.RenameAsync(table, to, actor, ct);

    public virtual Task DropAsync(TableName table, Actor actor, CancellationToken ct) => lakehouse.DropAsync(table, actor, ct);

    public virtual Task UndropAsync(TableName table, Actor actor, CancellationToken ct) => lakehouse.UndropAsync(table, actor, ct);
}
