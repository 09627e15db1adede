using System.Diagnostics;
using Kali.Data;
using Kali.Data.Ingest;
using Kali.Data.Lake;
using Kali.Data.Pipeline;
using Kali.Web.Tests.Pipeline;

namespace Kali.Web.Tests.Benchmarks;

/// <summary>The file as a person's upload, worked by the run worker of this process through all nine steps: store, journal, lineage and records included.</summary>
internal static class PipelineRun
{
    public static async Task<int> RunAsync(string folder)
    {
        await using var lake = await PipelineLake.OpenAsync(folder: Path.Combine(folder, "run-lake"));
        var part = await ReceiveAsync(lake, Path.Combine(folder, PipelineFile.Name));
        using var stopping = new CancellationTokenSource();
        var (watch, before) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
        var id = await lake.Runs.StartAsync(part, PipelineLake.Steward, stopping.Token);
        var worker = lake.Get<RunWorker>().WorkAsync(stopping.Token);
        var (told, since, last) = (0, before, (RunSnapshot?)null);
        await foreach (var run in lake.Runs.WatchAsync(id, PipelineLake.Steward, stopping.Token))
        {
            last = run;
            for (; told < run.Steps.Length && run.Steps[told].State is not (StepState.Waiting or StepState.Running); told++)
            {
                var now = Environment.CpuUsage.TotalTime;
                PipelineBenchmark.Tell(run.Steps[told].Name.ToString(), run.Steps[told].Elapsed, now - since);
                since = now;
            }
            if (run.State.HasEnded())
                break;
        }
        var (time, processor) = (watch.Elapsed, Environment.CpuUsage.TotalTime - before);
        await stopping.CancelAsync();
        await worker;
        Console.WriteLine($"{last!.State}, gate {last.Gate}, score {last.Score}, {last.Ledger}{(last.Fault is { } fault ? $", {fault.Message}" : "")}");
        PipelineBenchmark.TellEnd(time, processor);
        return last.State is RunState.Done ? 0 : 1;
    }

    private static async Task<PartToLoad> ReceiveAsync(PipelineLake lake, string file)
    {
        var place = new LakePath($"raw/uploads/2026-11-23/u-ann/{PipelineFile.Name}");
        await using (var content = File.OpenRead(file))
        await using (var target = Create(lake, place))
            await content.CopyToAsync(target);
        var outcome = lake.Get<FileReading>().Look(FileSource.At(lake.Get<ILakeFiles>().LocalPath(place)!, PipelineFile.Name), ReadingChoices.None, default);
        return PipelineLake.Part("orders", "orders", new FileInfo(file).Length) with
        {
            ReceivedAs = place.Value,
            FileName = PipelineFile.Name,
            Part = ((FileOutcome.Readable)outcome).Parts[0],
            Keys = ["id"],
            Columns = PipelineFile.Columns,
        };
    }

    private static FileStream Create(PipelineLake lake, LakePath place)
    {
        var path = lake.Get<ILakeFiles>().LocalPath(place)!;
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return File.Create(path);
    }
}
