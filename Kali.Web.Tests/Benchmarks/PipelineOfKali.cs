using System.Diagnostics;
using Kali.Data;
using Kali.Data.Engines;
using Kali.Data.Engines.Embedded;
using Kali.Data.Engines.Expressions;
using Kali.Data.Ingest;
using Kali.Data.Ingest.Csv;
using Kali.Data.Lake;
using Kali.Data.Quality;
using Kali.Web.Tests.Engines;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Kali.Web.Tests.Benchmarks;

/// <summary>Everything a run does with the rows of a file: reader, engine, profile, silver, checks, quarantine and gold, committed to Delta tables.</summary>
internal static class PipelineOfKali
{
    private static readonly Actor Steward = new("u-1", "Ada Lovelace", [KaliRole.DataEngineer]);
    private static readonly DatasetName Orders = new("kali_dev", "orders");
    private static readonly DateOnly Today = new(2026, 11, 23);

    public static async Task<int> RunAsync(string folder)
    {
        await using var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton(TimeProvider.System)
            .AddSingleton<ILakeFiles>(new LocalLakeFiles(Path.Combine(folder, "lake")))
            .AddSingleton<ITableAccess>(new TestAccess())
            .AddEmbeddedEngine(new ConfigurationBuilder().Build())
            .BuildServiceProvider();
        var lakehouse = services.GetRequiredService<ILakehouse>();
        var (all, before) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
        var load = await RawAsync(lakehouse, Path.Combine(folder, PipelineFile.Name));

        var profile = await TimedAsync("profile", () => new Profiler(lakehouse).ProfileLoadAsync(ProfileSource.Of(load, Orders.Raw, MissingSpellings.Default, 10_000_000), Steward, default));
        var rules = RuleProposals.For(Orders, load.Readings, ["id"])
            .Add(Rule("email_pattern", new MatchesPattern("email", "[^@ ]+@[^@ ]+\\.[a-z]{2,}")))
            .Add(Rule("amount_range", new InRange("amount", "0", "100000")))
            .Add(Rule("country_list", new OneOf("country", ["DE", "FR", "US", "IN", "BR"])));
        var silver = SilverPlan.For(load, Orders.Raw, new SilverChoices(Today, "orders", rules, profile.Duplicates, MissingSpellings.Default) { Verified = profile });
        await TimedAsync("silver", () => CommitAsync(lakehouse, Orders.Silver, silver.Schema, silver.Rows));

        var subject = new CheckSubject(Orders.Silver, silver.Schema, load.Rows, TimeProvider.System.GetUtcNow()) { Keys = ["id"] };
        var report = await TimedAsync("checks", () => new Checks(lakehouse).RunAsync(CheckPlan.For(subject, rules), Steward, default));
        var held = QuarantinePlan.For(load, Orders.Raw, subject, report, TimeProvider.System.GetUtcNow());
        if (held is not null)
            await TimedAsync("quarantine", () => CommitAsync(lakehouse, Orders.Quarantine, held.Schema, held.Rows));
        var gold = GoldPlan.For(load, Orders.Silver, held is null ? null : Orders.Quarantine, GoldChoices.On(Today));
        await TimedAsync("gold", () => CommitAsync(lakehouse, Orders.Gold, gold.Schema, gold.Rows));
        Console.WriteLine($"gate {report.Gate}, score {report.Score?.Value}, {profile.Rows} rows, {profile.Duplicates} duplicates, {report.Results.Length} rules");
        PipelineBenchmark.TellEnd(all.Elapsed, Environment.CpuUsage.TotalTime - before);
        return report.Gate == GateState.Failed ? 1 : 0;
    }

    private static async Task<DataLoad> RawAsync(ILakehouse lakehouse, string file)
    {
        using var head = File.OpenRead(file);
        var detection = CsvDetector.Detect(head, isWhole: true, ReadingChoices.None);
        CsvReader Open() => new(new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.SequentialScan), detection, new CsvReadOptions());
        var readings = PipelineFile.Columns;
        var load = new DataLoad(Orders, 1, readings);
        var columns = readings.Select(reading => new SqlName(reading.Name)).ToList();
        Sql Select(SqlName relation) => Sql.Of($"""
            SELECT {columns}, {"upload-1"} AS {new SqlName("_upload_id")}, {PipelineFile.Name} AS {new SqlName("_file")}, {new Missing(DataType.String)} AS {new SqlName("_sheet")},
                {new SqlName("_row")}, {new SqlName("_row")} + {new WholeNumber(load.FirstRowId)} AS {new SqlName("_row_id")},
                DATE '2026-11-23' AS {new SqlName("upload_date")}, {"u-1"} AS {new SqlName("user_id")}
            FROM {relation}
            """);
        await TimedAsync("raw", () => lakehouse.CommitAsync(
            new TableCommit { Table = Orders.Raw, Change = new TableChange.Append(new RowSource.Text(Open, Select)) }, Steward, default));
        return load;
    }

    private static Task<CommitOutcome> CommitAsync(ILakehouse lakehouse, TableName table, TableSchema schema, Sql rows) => lakehouse.CommitAsync(
        new TableCommit { Table = table, Schema = schema, Change = new TableChange.Append(new RowSource.Query(rows)) }, Steward, default);

    private static Rule Rule(string name, RuleKind kind) => new() { Id = Guid.NewGuid(), Dataset = Orders, Name = name, Kind = kind };

    private static async Task<T> TimedAsync<T>(string what, Func<Task<T>> work)
    {
        var (watch, processor) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
        var result = await work();
        PipelineBenchmark.Tell(what, watch.Elapsed, Environment.CpuUsage.TotalTime - processor);
        return result;
    }
}
