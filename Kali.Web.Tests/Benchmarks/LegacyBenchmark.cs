using System.Diagnostics;
using System.Globalization;
using Kali.Data;
using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;
using Kali.Data.Engines.Legacy;
using Kali.Web.Tests.Pipeline;

namespace Kali.Web.Tests.Benchmarks;

/// <summary>The old cleaning by both routes over the same rows: <c>bench legacy [ROWS]</c>.</summary>
internal static class LegacyBenchmark
{
    private const int Rounds = 3;

    public static async Task<int> RunAsync(string[] args)
    {
        var rows = args is [var count, ..] ? long.Parse(count, CultureInfo.InvariantCulture) : 1_000_000;
        await using var lake = await PipelineLake.OpenAsync();
        var table = new TableName("kali_dev", "silver_layer", "texts");
        var number = new SqlName("i");
        var text = Sql.Of($"SELECT '<b>Müller &amp; Söhne</b> (Nachtrag ' || {number} || ') Straße ' || {number} % 97 || ', A-' || {number} AS text FROM range({new WholeNumber(rows)}) AS numbers({number})");
        await lake.Get<ILakehouse>().CommitAsync(new TableCommit { Table = table, Change = new TableChange.Append(new RowSource.Query(text)) }, Actor.System.AsPipeline(), CancellationToken.None);

        var column = new Column("text");
        var native = await BestAsync(lake, table, LegacyCleaning.Native(column));
        var legacy = await BestAsync(lake, table, LegacyCleaning.Function("kali_dev", column));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{rows:N0} rows, four regular expressions a value, the best of {Rounds}: native {native.TotalSeconds:0.00} s, function {legacy.TotalSeconds:0.00} s, ratio {legacy / native:0.0}"));
        return 0;
    }

    private static async Task<TimeSpan> BestAsync(PipelineLake lake, TableName table, SqlExpression cleaned)
    {
        var best = TimeSpan.MaxValue;
        for (var round = 0; round < Rounds; round++)
        {
            var begun = Stopwatch.GetTimestamp();
            await using var result = await lake.Get<ILakehouse>().QueryAsync(Sql.Of($"SELECT sum(length({cleaned})) FROM {table}"), Actor.System, CancellationToken.None);
            await result.ToListAsync(CancellationToken.None);
            var took = Stopwatch.GetElapsedTime(begun);
            best = took < best ? took : best;
        }
        return best;
    }
}
