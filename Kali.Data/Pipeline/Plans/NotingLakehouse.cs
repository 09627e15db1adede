using System.Collections.Immutable;
using Kali.Data.Engines;

namespace Kali.Data.Pipeline;

/// <summary>A lakehouse that keeps what runs send to it.</summary>
internal sealed class NotingLakehouse(ILakehouse lakehouse, SentStatements sent) : ILakehouse
{
    public SqlDialect Dialect => lakehouse.Dialect;

    public async Task<ResultSet> QueryAsync(Sql sql, Actor actor, CancellationToken ct, IProgress<double>? progress = null)
    {
        var result = await lakehouse.QueryAsync(sql, actor, ct, progress);
        sent.Add(sql);
        return result;
    }

    public async Task<CommitOutcome> CommitAsync(TableCommit commit, Actor actor, CancellationToken ct, IProgress<double>? progress = null)
    {
        var outcome = await lakehouse.CommitAsync(commit, actor, ct, progress);
        if (outcome is CommitOutcome.Committed made && await lakehouse.DescribeAsync(commit.Table.At(made.Version), Actor.System, ct) is { } after)
            sent.Add(commit, actor, after.Schema);
        return outcome;
    }

    public SqlStatement Explain(Sql sql) => lakehouse.Explain(sql);

    public Task<TableDescription?> DescribeAsync(TableRef table, Actor actor, CancellationToken ct) => lakehouse.DescribeAsync(table, actor, ct);

    public Task<ImmutableArray<TableHistoryEntry>> HistoryAsync(TableRef table, Actor actor, CancellationToken ct) => lakehouse.HistoryAsync(table, actor, ct);

    public Task<CommitOutcome> RestoreAsync(TableName table, long version, Actor actor, CancellationToken ct) => lakehouse.RestoreAsync(table, version, actor, ct);

    public Task<CommitOutcome> OptimizeAsync(TableName table, ImmutableArray<string> orderedBy, Actor actor, CancellationToken ct) => lakehouse.OptimizeAsync(table, orderedBy, actor, ct);

    public Task<VacuumResult> VacuumAsync(TableRef table, TimeSpan retention, bool dryRun, Actor actor, CancellationToken ct) => lakehouse.VacuumAsync(table, retention, dryRun, actor, ct);

    public Task<ImmutableArray<TableName>> TablesAsync(string catalog, Actor actor, CancellationToken ct) => lakehouse.TablesAsync(catalog, actor, ct);

    public Task RenameAsync(TableName table, TableName to, Actor actor, CancellationToken ct) => lakehouse.RenameAsync(table, to, actor, ct);

    public Task DropAsync(TableName table, Actor actor, CancellationToken ct) => lakehouse.DropAsync(table, actor, ct);

    public Task UndropAsync(TableName table, Actor actor, CancellationToken ct) => lakehouse.UndropAsync(table, actor, ct);
}
