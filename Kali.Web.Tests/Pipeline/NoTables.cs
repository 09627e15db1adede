using System.Collections.Immutable;
using Kali.Data;
using Kali.Data.Engines;

namespace Kali.Web.Tests.Pipeline;

/// <summary>A lakehouse in which there is nothing yet.</summary>
internal sealed class NoTables : ILakehouse
{
    public SqlDialect Dialect => throw new NotSupportedException();

    public Task<ResultSet> QueryAsync(Sql sql, Actor actor, CancellationToken ct, IProgress<double>? progress = null) => throw new NotSupportedException();

    public SqlStatement Explain(Sql sql) => throw new NotSupportedException();

    public Task<CommitOutcome> CommitAsync(TableCommit commit, Actor actor, CancellationToken ct, IProgress<double>? progress = null) => throw new NotSupportedException();

    public Task<TableDescription?> DescribeAsync(TableRef table, Actor actor, CancellationToken ct) => Task.FromResult<TableDescription?>(null);

    public Task<ImmutableArray<TableHistoryEntry>> HistoryAsync(TableRef table, Actor actor, CancellationToken ct) => throw new NotSupportedException();

    public Task<CommitOutcome> RestoreAsync(TableName table, long version, Actor actor, CancellationToken ct) => throw new NotSupportedException();

    public Task<CommitOutcome> OptimizeAsync(TableName table, ImmutableArray<string> orderedBy, Actor actor, CancellationToken ct) => throw new NotSupportedException();

    public Task<VacuumResult> VacuumAsync(TableRef table, TimeSpan retention, bool dryRun, Actor actor, CancellationToken ct) => throw new NotSupportedException();

    public Task<ImmutableArray<TableName>> TablesAsync(string catalog, Actor actor, CancellationToken ct) => Task.FromResult(ImmutableArray<TableName>.Empty);

    public Task RenameAsync(TableName table, TableName to, Actor actor, CancellationToken ct) => throw new NotSupportedException();

    public Task DropAsync(TableName table, Actor actor, CancellationToken ct) => throw new NotSupportedException();

    public Task UndropAsync(TableName table, Actor actor, CancellationToken ct) => throw new NotFoundException("There is no such table.");
}
