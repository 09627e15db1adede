using System.Diagnostics;
using DuckDB.NET.Data;

namespace Kali.Web.Tests.Benchmarks;

/// <summary>What bare DuckDB needs for the least that the pipeline has to do.</summary>
internal static class PipelineFloor
{
    public static Task<int> RunAsync(string folder)
    {
        Directory.SetCurrentDirectory(folder);
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        (string What, string Sql)[] steps =
        [
            ("text with a row number", "COPY (SELECT *, row_number() OVER () AS _row FROM read_csv('orders.csv', all_varchar=true, header=true)) TO 'floor_raw.parquet' (FORMAT parquet, COMPRESSION zstd)"),
            ("typed", """
                COPY (SELECT CAST(id AS BIGINT) AS id, email, CAST(amount AS DECIMAL(10,2)) AS amount, CAST(date AS DATE) AS date, country, token,
                    CAST(quantity AS BIGINT) AS quantity, CAST(timestamp AS TIMESTAMP) AS timestamp, _row
                FROM 'floor_raw.parquet') TO 'floor_silver.parquet' (FORMAT parquet, COMPRESSION zstd)
                """),
            ("a copy", "COPY (SELECT * FROM 'floor_silver.parquet') TO 'floor_gold.parquet' (FORMAT parquet, COMPRESSION zstd)"),
            ("SUMMARIZE", "SUMMARIZE SELECT * FROM 'floor_silver.parquet'"),
        ];
        var (all, before) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
        foreach (var (what, sql) in steps)
        {
            var (step, processor) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            command.ExecuteNonQuery();
            PipelineBenchmark.Tell(what, step.Elapsed, Environment.CpuUsage.TotalTime - processor);
        }
        PipelineBenchmark.TellEnd(all.Elapsed, Environment.CpuUsage.TotalTime - before);
        return Task.FromResult(0);
    }
}
