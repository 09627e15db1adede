using System.Globalization;
using Kali.Web.Tests.Engines.Databricks.Chaos;

namespace Kali.Web.Tests.Benchmarks;

/// <summary>Pipelines against the emulated workspace under faults and kills: <c>bench chaos [PIPELINES] [SEED]</c>. Rounds know nothing of each other, so as many work at once as there are processors.</summary>
internal static class ChaosBenchmark
{
    public static async Task<int> RunAsync(string[] args)
    {
        var pipelines = args is [var count, ..] ? int.Parse(count, CultureInfo.InvariantCulture) : 300;
        var seed = args is [_, var given] ? int.Parse(given, CultureInfo.InvariantCulture) : 1;
        var (total, broken, telling) = (ChaosTally.None, 0, new Lock());
        var began = TimeProvider.System.GetTimestamp();
        var rounds = Enumerable.Range(0, (pipelines + ChaosRound.Most - 1) / ChaosRound.Most).Select(round => round * ChaosRound.Most);
        await Parallel.ForEachAsync(rounds, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, async (sent, _) =>
        {
            // One round on the warehouse, one with jobs.
            var route = (ChaosRoute)(sent / ChaosRound.Most % 2);
            var (tally, fault) = await RoundAsync(new ChaosRound(seed + sent, route), Math.Min(ChaosRound.Most, pipelines - sent));
            lock (telling)
            {
                total = total.And(tally);
                if (fault is not null)
                {
                    broken++;
                    Console.WriteLine($"Round of seed {seed + sent} by {route}: {fault}");
                }
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"{TimeProvider.System.GetElapsedTime(began):mm\\:ss}  {total.Pipelines} of {pipelines} pipelines, {total.Calls:N0} calls, {total.Spoiled:N0} spoiled, {total.Kills} processes killed, {total.Undisturbed} went through by themselves, {broken} rounds broken"));
            }
        });
        foreach (var fault in total.Faults.GroupBy(Shape).OrderByDescending(group => group.Count()))
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{fault.Count(),5} × {fault.Key}"));
        return broken == 0 ? 0 : 1;
    }

    private static async Task<(ChaosTally Tally, string? Fault)> RoundAsync(ChaosRound round, int pipelines)
    {
        try
        {
            return (await round.RunAsync(pipelines), null);
        }
        catch (Exception fault)
        {
            return (ChaosTally.None, fault.Message);
        }
    }

    private static string Shape(string message) => System.Text.RegularExpressions.Regex.Replace(message, "[0-9]+", "#");
}
