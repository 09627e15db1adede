using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Kali.Data;
using Kali.Data.Engines;
using Kali.Data.Engines.Embedded.Sessions;
using Kali.Data.Quality;

namespace Kali.Web.Tests.Benchmarks;

/// <summary>
/// Kali's profile against DuckDB's own SUMMARIZE on the same table in the same process, first in memory, then from Parquet: <c>bench profile [rows]</c>.
/// Rounds alternate; the median of the rounds' ratios counts.
/// </summary>
internal static class ProfileBenchmark
{
    private const int Rows = 5_000_000;
    private const int Rounds = 3;
    private const double MostTimesSummarize = 0.8;
    private static readonly Actor Steward = new("u-1", "Ada Lovelace", [KaliRole.DataEngineer]);
    private static readonly TableName Table = new("kali_dev", "gold_layer", "orders");

    public static async Task<int> RunAsync(string[] args)
    {
        var rows = args is [var count, ..] ? int.Parse(count, CultureInfo.InvariantCulture) : Rows;
        using var folder = new TemporaryFolder();
        using var duck = new DuckInstance(new DuckSettings(8L << 30, Environment.ProcessorCount, folder.Path), TimeProvider.System);
        using var threads = new DuckThreads(4);
        var parquet = folder.At("orders.parquet");
        using (var session = duck.Open(default))
        {
            session.Run($"CREATE TABLE orders AS {ProfileTable.Query(rows)}");
            session.Run($"COPY orders TO '{parquet}' (FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1)");
        }
        var memory = await CompareAsync("in memory", duck, threads, "orders", rows, args.Contains("tell"));
        using (var session = duck.Open(default))
            session.Run("DROP TABLE orders");
        var fromParquet = await CompareAsync("from Parquet", duck, threads, $"read_parquet('{parquet}')", rows, args.Contains("tell"));
        return memory <= MostTimesSummarize && fromParquet <= MostTimesSummarize ? 0 : 1;
    }

    private static async Task<double> CompareAsync(string what, DuckInstance duck, DuckThreads threads, string source, long rows, bool tells)
    {
        var lakehouse = new MemoryTables(duck, threads, _ => source);
        var schema = await SchemaAsync(lakehouse);
        var ratios = new List<(double Wall, double Processor)>();
        Profile? profile = null;
        for (var round = 0; round <= Rounds; round++)
        {
            var summarize = await MeasureAsync(() => RunAsync(duck, threads, $"SUMMARIZE SELECT * FROM {source}"));
            var kali = await MeasureAsync(async () => profile = await new Profiler(lakehouse).ProfileAsync(ProfileSource.Of(Table, schema, rowsExpected: rows), Steward, default));
            // The first round warms both.
            if (round == 0)
                continue;
            ratios.Add((kali.Wall / summarize.Wall, kali.Processor / summarize.Processor));
            Say($"{what}, round {round}: Kali {kali.Wall:0.00} s ({kali.Processor:0.00} s of processors), SUMMARIZE {summarize.Wall:0.00} s ({summarize.Processor:0.00} s), ratio {ratios[^1].Wall:0.00} ({ratios[^1].Processor:0.00})");
        }
        if (tells)
        {
            await new Profiler(new TimedLakehouse(lakehouse)).ProfileAsync(ProfileSource.Of(Table, schema, rowsExpected: rows), Steward, default);
            Console.WriteLine(profile!.ToJson());
        }
        var ratio = ratios.Select(round => round.Wall).Order().ElementAt(Rounds / 2);
        Say($"{profile!.Rows:N0} rows of {profile.Columns.Length} columns {what}: ratio {ratio:0.00} (at most {MostTimesSummarize}), of processors {ratios.Select(round => round.Processor).Order().ElementAt(Rounds / 2):0.00}");
        return ratio;
    }

    private static async Task<TableSchema> SchemaAsync(MemoryTables lakehouse)
    {
        await using var none = await lakehouse.QueryAsync(Sql.Of($"SELECT * FROM {Table} LIMIT 0"), Steward, default);
        return new TableSchema(none.Columns.Select(column => new ColumnSchema(column.Name, column.Type)).ToImmutableArray());
    }

    private static Task<bool> RunAsync(DuckInstance duck, DuckThreads threads, string statement) => threads.RunAsync(
        () =>
        {
            using var session = duck.Open(default);
            return session.Run(statement).Count > 0;
        },
        default);

    private static async Task<(double Wall, double Processor)> MeasureAsync(Func<Task> work)
    {
        GC.Collect();
        var (watch, before) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
        await work();
        return (watch.Elapsed.TotalSeconds, (Environment.CpuUsage.TotalTime - before).TotalSeconds);
    }

    private static void Say(FormattableString line) => Console.WriteLine(FormattableString.Invariant(line));
}
