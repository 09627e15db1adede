using System.Collections.Immutable;
using Kali.Data;
using Kali.Data.Engines;
using Kali.Data.Engines.Embedded;
using Kali.Data.Engines.Embedded.Sessions;

namespace Kali.Web.Tests.Benchmarks;

/// <summary>Kali's statements on tables in DuckDB's memory rather than in a lake, for comparing with DuckDB's own on the same ones. It only reads.</summary>
internal sealed class MemoryTables(DuckInstance duck, DuckThreads threads, Func<TableRef, string> sourceOf) : ILakehouse
{
    public SqlDialect Dialect => DuckDbDialect.Instance;

    public async Task<ResultSet> QueryAsync(Sql sql, Actor actor, CancellationToken ct, IProgress<double>? progress = null) =>
        await EngineResultSet.StartAsync(threads, duck.Open, session => session.Stream(Explain(sql)), progress, limits: null, ct);

    public SqlStatement Explain(Sql sql) => DuckDbDialect.Instance.Print(sql, sourceOf);

    public Task<CommitOutcome> CommitAsync(TableCommit commit, Actor actor, CancellationToken ct, IProgress<double>? progress = null) => throw new NotSupportedException();

    public Task<TableDescription?> DescribeAsync(TableRef table, Actor actor, CancellationToken ct) => throw new NotSupportedException();

    public Task<ImmutableArray<TableHistoryEntry>> HistoryAsync(TableRef table, Actor actor, CancellationToken ct) => throw new NotSupportedException();

    public Task<CommitOutcome> RestoreAsync(TableName table, long version, Actor actor, CancellationToken ct) => throw new NotSupportedException();

    public Task<CommitOutcome> OptimizeAsync(TableName table, ImmutableArray<string> orderedBy, Actor actor, CancellationToken ct) => throw new NotSupportedException();

    public Task<VacuumResult> VacuumAsync(TableRef table, TimeSpan retention, bool dryRun, Actor actor, CancellationToken ct) => throw new NotSupportedException();

    public Task<ImmutableArray<TableName>> TablesAsync(string catalog, Actor actor, CancellationToken ct) => throw new NotSupportedException();

    public Task RenameAsync(TableName table, TableName to, Actor actor, CancellationToken ct) => throw new NotSupportedException();

    public Task DropAsync(TableName table, Actor actor, CancellationToken ct) => throw new NotSupportedException();

    public Task UndropAsync(TableName table, Actor actor, CancellationToken ct) => throw new NotSupportedException();
}
