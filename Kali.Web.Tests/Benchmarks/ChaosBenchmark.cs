using System.Globalization;
using Kali.Web.Tests.Engines.Databricks.Chaos;

namespace Kali.Web.Tests.Benchmarks;

/// <summary>Pipelines against the emulated workspace under faults and kills: <c>bench chaos [PIPELINES] [SEED]</c>.</summary>
internal static class ChaosBenchmark
{
    public static async Task<int> RunAsync(string[] args)
    {
        var pipelines = args is [var count, ..] ? int.Parse(count, CultureInfo.InvariantCulture) : 300;
        var seed = args is [_, var given] ? int.Parse(given, CultureInfo.InvariantCulture) : 1;
        var (total, broken) = (ChaosTally.None, 0);
        for (var sent = 0; sent < pipelines; sent += ChaosRound.Most)
        {
            // One round on the warehouse, one with jobs.
            var route = (ChaosRoute)(sent / ChaosRound.Most % 2);
            try
            {
                total = total.And(await new ChaosRound(seed + sent, route).RunAsync(Math.Min(ChaosRound.Most, pipelines - sent)));
            }
            catch (Exception fault)
            {
                broken++;
                Console.WriteLine($"Round of seed {seed + sent} by {route}: {fault.Message}");
            }
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{total.Pipelines} of {pipelines} pipelines, {total.Calls:N0} calls, {total.Spoiled:N0} spoiled, {total.Kills} processes killed, {total.Undisturbed} went through by themselves, {broken} rounds broken"));
        }
        foreach (var fault in total.Faults.GroupBy(Shape).OrderByDescending(group => group.Count()))
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{fault.Count(),5} × {fault.Key}"));
        return broken == 0 ? 0 : 1;
    }

    private static string Shape(string message) => System.Text.RegularExpressions.Regex.Replace(message, "[0-9]+", "#");
}
