using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Kali.Data;
using Kali.Data.Engines;

namespace Kali.Web.Tests.Benchmarks;

/// <summary>Tells of each statement how long it took from being sent to its last row, and how it begins.</summary>
internal sealed class TimedLakehouse(ILakehouse lakehouse) : ILakehouse
{
    private const int MostShown = 300;

    public SqlDialect Dialect => lakehouse.Dialect;

    public async Task<ResultSet> QueryAsync(Sql sql, Actor actor, CancellationToken ct, IProgress<double>? progress = null)
    {
        var (watch, before) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
        return new Timed(await lakehouse.QueryAsync(sql, actor, ct, progress), () => Tell(watch, before, sql.ToString()));
    }

    public async Task<CommitOutcome> CommitAsync(TableCommit commit, Actor actor, CancellationToken ct, IProgress<double>? progress = null)
    {
        var (watch, before) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
        var outcome = await lakehouse.CommitAsync(commit, actor, ct, progress);
        Tell(watch, before, $"commit to {commit.Table}");
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

    private static void Tell(Stopwatch watch, TimeSpan before, string text)
    {
        var shown = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{watch.Elapsed.TotalSeconds,8:0.00} s {(Environment.CpuUsage.TotalTime - before).TotalSeconds,8:0.00} s  {shown[..Math.Min(MostShown, shown.Length)]}"));
    }

    private sealed class Timed(ResultSet result, Action done) : ResultSet
    {
        public override ImmutableArray<ResultColumn> Columns => result.Columns;

        public override IAsyncEnumerable<object?[]> ReadAsync(CancellationToken ct) => result.ReadAsync(ct);

        public override async ValueTask DisposeAsync()
        {
            await result.DisposeAsync();
            done();
        }
    }
}
