using System.Diagnostics;
using System.Globalization;

namespace Kali.Web.Tests.Benchmarks;

/// <summary>
/// Kali's whole pipeline, as an upload runs through it, against the floor, on one generated file and in one run: <c>bench pipeline [rows]</c>. Each runs in a process of its own,
/// so that its peak memory is its own. The floor is bare DuckDB: CSV as text with a row number, typed, a copy of that, all as zstd Parquet, then SUMMARIZE.
/// </summary>
internal static class PipelineBenchmark
{
    private const int Rows = 10_000_000;
    private const double MostTimesTheFloor = 1.5;
    private const double MostGigabytes = 3;

    public static async Task<int> RunAsync(string[] args)
    {
        if (args is ["floor", var floorFolder])
            return await PipelineFloor.RunAsync(floorFolder);
        if (args is ["kali", var kaliFolder])
            return await PipelineOfKali.RunAsync(kaliFolder);
        if (args is ["run", var runFolder])
            return await PipelineRun.RunAsync(runFolder);

        var rows = args is [var count] ? int.Parse(count, CultureInfo.InvariantCulture) : Rows;
        using var folder = new TemporaryFolder();
        await PipelineFile.WriteAsync(Path.Combine(folder.Path, PipelineFile.Name), rows);
        var floor = await MeasureAsync("floor", folder.Path);
        var kali = await MeasureAsync("run", folder.Path);
        Directory.Delete(Path.Combine(folder.Path, "run-lake"), recursive: true);
        var steps = await MeasureAsync("kali", folder.Path);
        var ratio = kali.Seconds / floor.Seconds;
        Say($"{rows:N0} rows: Kali {kali.Seconds:0.0} s, floor {floor.Seconds:0.0} s, ratio {ratio:0.00} (at most {MostTimesTheFloor}); peak memory {kali.Gigabytes:0.00} GB (at most {MostGigabytes}), floor {floor.Gigabytes:0.00} GB");
        Say($"Processor time: Kali {kali.Processor:0.0} s, floor {floor.Processor:0.0} s, ratio {kali.Processor / floor.Processor:0.00}; without journal and records {steps.Processor / floor.Processor:0.00}");
        return ratio <= MostTimesTheFloor && kali.Gigabytes <= MostGigabytes ? 0 : 1;
    }

    private static void Say(FormattableString line) => Console.WriteLine(FormattableString.Invariant(line));

    /// <summary>Runs one side as a child; its last line is seconds and the peak of its resident memory in bytes.</summary>
    private static async Task<(double Seconds, double Gigabytes, double Processor)> MeasureAsync(string side, string folder)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
            start.ArgumentList.Add(typeof(PipelineBenchmark).Assembly.Location);
        foreach (var argument in new[] { "bench", "pipeline", side, folder })
            start.ArgumentList.Add(argument);
        using var child = Process.Start(start)!;
        var last = "";
        while (await child.StandardOutput.ReadLineAsync() is { } line)
        {
            if (last.Length > 0)
                Console.WriteLine($"{side,-6}{last}");
            last = line;
        }
        await child.WaitForExitAsync();
        if (child.ExitCode != 0)
            throw new InvalidOperationException($"The {side} did not come to its end: {last}");
        var parts = last.Split(' ');
        return (double.Parse(parts[0], CultureInfo.InvariantCulture), long.Parse(parts[1], CultureInfo.InvariantCulture) / 1e9, double.Parse(parts[2], CultureInfo.InvariantCulture));
    }

    /// <summary>Wall clock, and the processor time of this process, which other work on the machine does not lengthen.</summary>
    public static void Tell(string what, TimeSpan time, TimeSpan processor) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture, $"{what,-34}{time.TotalSeconds,7:0.0} s {processor.TotalSeconds,7:0.0} s of processors"));

    public static void TellEnd(TimeSpan time, TimeSpan processor)
    {
        using var self = Process.GetCurrentProcess();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.###} {self.PeakWorkingSet64} {processor.TotalSeconds:0.###}"));
    }
}
