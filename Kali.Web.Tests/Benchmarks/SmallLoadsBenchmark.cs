using System.Diagnostics;
using System.Globalization;
using Kali.Data;
using Kali.Data.Engines;
using Kali.Web.Tests.Pipeline;
using Microsoft.Extensions.DependencyInjection;

namespace Kali.Web.Tests.Benchmarks;

/// <summary>What a load costs that has hardly any rows: <c>bench small-loads [loads] [rows] [tell]</c> sends files into one dataset, one after another, and prints
/// where the time goes; with <c>tell</c> also the statements of one more load.</summary>
internal static class SmallLoadsBenchmark
{
    public static async Task<int> RunAsync(string[] args)
    {
        var loads = args is [var count, ..] ? int.Parse(count, CultureInfo.InvariantCulture) : 20;
        var rows = args is [_, var many, ..] ? int.Parse(many, CultureInfo.InvariantCulture) : 400;
        await using var lake = await PipelineLake.OpenAsync();
        var file = MessyFile.Orders(rows);
        var steps = new List<(RunStepName Step, double Seconds)>();
        var (walls, processors) = (new List<double>(), new List<double>());
        for (var load = 0; load < loads; load++)
        {
            var (watch, before) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
            var run = await Sending.LoadAsync(lake, await Sending.ReceiveAsync(lake, $"orders_{load}.csv", file.Bytes));
            var (wall, processor) = (watch.Elapsed.TotalSeconds, (Environment.CpuUsage.TotalTime - before).TotalSeconds);
            Say($"load {load + 1}: {wall:0.00} s ({processor:0.00} s of processors), {run.State}");
            if (load < loads / 4)
                continue;
            (walls, processors) = ([.. walls, wall], [.. processors, processor]);
            steps.AddRange(run.Steps.Select(step => (step.Name, step.Elapsed.TotalSeconds)));
        }
        foreach (var step in steps.GroupBy(step => step.Step, step => step.Seconds))
            Say($"{step.Key,-12} {Median(step):0.000} s");
        Say($"a load of {rows:N0} rows: {Median(walls):0.00} s, {Median(processors):0.00} s of processors");
        if (args.Contains("tell"))
            await TellAsync(lake.Folder, file.Bytes);
        return 0;
    }

    private static async Task TellAsync(string folder, byte[] file)
    {
        await using var lake = await PipelineLake.OpenAsync(
            services =>
            {
                var real = services.Last(service => service.ServiceType == typeof(ILakehouse));
                services.AddSingleton<ILakehouse>(provider => new TimedLakehouse((ILakehouse)(real.ImplementationFactory?.Invoke(provider) ?? ActivatorUtilities.CreateInstance(provider, real.ImplementationType!))));
            },
            folder: folder);
        foreach (var name in new[] { "warm.csv", "told.csv" })
        {
            Say($"{name}");
            await Sending.LoadAsync(lake, await Sending.ReceiveAsync(lake, name, file));
        }
    }

    private static double Median(IEnumerable<double> values) => values.Order().ToList() is var ordered ? ordered[ordered.Count / 2] : 0;

    private static void Say(FormattableString line) => Console.WriteLine(FormattableString.Invariant(line));
}
