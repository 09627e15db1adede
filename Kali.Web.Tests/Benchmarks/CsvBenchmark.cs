using System.Diagnostics;
using System.Globalization;
using DuckDB.NET.Data;
using Kali.Data.Engines;
using Kali.Data.Ingest;
using Kali.Data.Ingest.Csv;

namespace Kali.Web.Tests.Benchmarks;

/// <summary>The lossless reader against DuckDB's <c>read_csv</c> on one generated file: <c>bench csv [rows]</c>.</summary>
internal static class CsvBenchmark
{
    public static async Task<int> RunAsync(string[] args)
    {
        var rows = args is [var count, ..] ? int.Parse(count, CultureInfo.InvariantCulture) : 2_000_000;
        var path = Path.Combine(Path.GetTempPath(), $"kali-bench-{Guid.NewGuid():N}.csv");
        try
        {
            await WriteAsync(path, rows);
            var bytes = new FileInfo(path).Length;
            var (read, rejected, own) = Read(path);
            Print("Kali, one thread", own, read + rejected, bytes);
            var (counted, duck) = Count(path, threads: 1);
            Print("read_csv, one thread", duck, counted, bytes);
            var (countedByTwo, two) = Count(path, threads: 2);
            Print("read_csv, two threads", two, countedByTwo, bytes);
            return read == rows && rejected == 0 ? 0 : 1;
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static (long Read, long Rejected, TimeSpan Time) Read(string path)
    {
        var watch = Stopwatch.StartNew();
        using var head = File.OpenRead(path);
        var detection = CsvDetector.Detect(head, isWhole: true, ReadingChoices.None);
        Console.WriteLine($"detected in {watch.ElapsedMilliseconds} ms: {detection.Dialect}");
        watch.Restart();
        using var reader = new CsvReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.SequentialScan), detection, new CsvReadOptions());
        var batch = new TextBatch(detection.ColumnCount);
        while (reader.Read(batch))
        {
        }
        return (reader.RowsRead, reader.RowsRejected, watch.Elapsed);
    }

    private static (long Rows, TimeSpan Time) Count(string path, int threads)
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = string.Create(CultureInfo.InvariantCulture, $"SET threads={threads}");
        command.ExecuteNonQuery();
        command.CommandText = "SELECT count(*), sum(strlen(columns(*)::varchar)) FROM read_csv($path, all_varchar=true, header=true)";
        command.Parameters.Add(new DuckDBParameter("path", path));
        var watch = Stopwatch.StartNew();
        using var result = command.ExecuteReader();
        result.Read();
        return (result.GetInt64(0), watch.Elapsed);
    }

    private static void Print(string name, TimeSpan time, long rows, long bytes) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{name,-22} {time.TotalSeconds,6:0.00} s  {bytes / 1e6 / time.TotalSeconds,7:0} MB/s  {rows / time.TotalSeconds / 1e6,5:0.00} M rows/s  ({rows:N0} rows, {bytes / 1e6:N0} MB)"));

    private static async Task WriteAsync(string path, int rows)
    {
        string[] countries = ["DE", "FR", "US", "IN", "BR", ""];
        var random = new Random(1);
        await using var file = new StreamWriter(path);
        await file.WriteLineAsync("id,email,amount,date,country,token,quantity,timestamp");
        for (var i = 1; i <= rows; i++)
        {
            var line = string.Create(CultureInfo.InvariantCulture,
                $"{i},user{random.Next(1_000_000)}@example.org,{random.Next(1, 1_000_000) / 100m:0.00},2026-{random.Next(1, 13):00}-{random.Next(1, 29):00},{countries[random.Next(6)]},{random.NextInt64():x16},{random.Next(1, 100)},2026-11-{random.Next(1, 24):00} {random.Next(24):00}:{random.Next(60):00}:{random.Next(60):00}");
            await file.WriteLineAsync(line);
        }
    }
}
