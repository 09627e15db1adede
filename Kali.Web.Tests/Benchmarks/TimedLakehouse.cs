using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Kali.Data;
using Kali.Data.Engines;

namespace Kali.Web.Tests.Benchmarks;

/// <summary>Tells of each statement how long it took from being sent to its last row, and how it begins.</summary>
internal sealed class TimedLakehouse(ILakehouse lakehouse) : DelegatingLakehouse(lakehouse)
{
    private const int MostShown = 300;

    public override async Task<ResultSet> QueryAsync(Sql sql, Actor actor, CancellationToken ct, IProgress<double>? progress = null)
    {
        var (watch, before) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
        return new Timed(await base.QueryAsync(sql, actor, ct, progress), () => Tell(watch, before, sql.ToString()));
    }

    public override async Task<CommitOutcome> CommitAsync(TableCommit commit, Actor actor, CancellationToken ct, IProgress<double>? progress = null)
    {
        var (watch, before) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
        var outcome = await base.CommitAsync(commit, actor, ct, progress);
        Tell(watch, before, $"commit to {commit.Table}");
        return outcome;
    }

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
