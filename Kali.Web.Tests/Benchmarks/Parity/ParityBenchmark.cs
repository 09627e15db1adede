using System.Diagnostics;
using System.Globalization;
using Kali.Data.Ingest;
using Kali.Web.Tests.Engines.Databricks.Parity;

namespace Kali.Web.Tests.Benchmarks.Parity;

/// <summary>
/// Whole files on both engines: <c>bench parity [--from N] [--to N] [--seconds S] [FILE…]</c> loads every table of each through the whole pipeline,
/// embedded and on the emulated workspace, and prints what differs. Without files these are all of the test data; each line says which of them
/// it tells of, so that the work can be divided and taken up where it ended.
/// </summary>
internal static class ParityBenchmark
{
    /// <summary>After so many, fresh lakes: each load looks at the gold of those before it.</summary>
    private const int TablesInLakes = 15;

    public static async Task<int> RunAsync(string[] args)
    {
        var (from, to, seconds) = (Number(args, "--from") ?? 1, Number(args, "--to") ?? int.MaxValue, Number(args, "--seconds") ?? 300);
        var given = args.Where((text, at) => !text.StartsWith("--", StringComparison.Ordinal) && (at == 0 || !args[at - 1].StartsWith("--", StringComparison.Ordinal))).ToList();
        var files = given is [] ? ParityFiles.All() : [.. given.Select(ParityFiles.At)];
        var (tally, watch, lakes) = (new ParityTally(), Stopwatch.StartNew(), await ParityLakes.OpenAsync());
        foreach (var (at, file) in files.Index().Skip(from - 1).Take(to - from + 1))
        {
            tally.Files++;
            foreach (var table in Tables(lakes, file, tally, $"{at + 1}/{files.Count}"))
            {
                var whole = await CompareAsync(lakes, table, tally, $"{at + 1}/{files.Count} {table.Dataset}", TimeSpan.FromSeconds(seconds));
                if (whole && lakes.Tables < TablesInLakes)
                    continue;
                await lakes.DisposeAsync();
                lakes = await ParityLakes.OpenAsync();
            }
        }
        await lakes.DisposeAsync();
        Console.WriteLine(tally.Told(watch.Elapsed));
        return tally.Different + tally.EndedByTime == 0 ? 0 : 1;
    }

    private static IReadOnlyList<ParityFile> Tables(ParityLakes lakes, ParityFile file, ParityTally tally, string place)
    {
        if (lakes.Look(file, CancellationToken.None) is FileOutcome.Readable { Parts: var parts })
        {
            return parts is [_] ? [file] : [.. parts.Select((_, at) => file with
            {
                Table = at,
                Dataset = $"{file.Dataset}__{at + 1}",
                FileName = $"{Path.GetFileNameWithoutExtension(file.FileName)}__{at + 1}{Path.GetExtension(file.FileName)}",
            })];
        }
        tally.Refused++;
        Console.WriteLine($"{place} {file.Dataset}: not read");
        return [];
    }

    /// <summary>Whether the loads came to an end in their time: lakes with a load that did not are not used again.</summary>
    private static async Task<bool> CompareAsync(ParityLakes lakes, ParityFile table, ParityTally tally, string place, TimeSpan given)
    {
        using var timely = new CancellationTokenSource(given);
        var watch = Stopwatch.StartNew();
        try
        {
            var (here, there) = await lakes.LoadAsync(table, timely.Token);
            var differences = PipelineDifferences.Of(table.Dataset, here, there).ToList();
            var faulted = here[0].StartsWith("run Failed", StringComparison.Ordinal) && differences.Count == 0;
            tally.Tables++;
            tally.Facts += here.Count;
            tally.Different += differences.Count > 0 ? 1 : 0;
            tally.Faulted += faulted ? 1 : 0;
            Console.WriteLine(FormattableString.Invariant(
                $"{place}: {here.Count:N0} facts, {(differences.Count > 0 ? "DIFFERENT" : faulted ? $"the same fault on both: {here[0]}" : "the same on both")}, {watch.Elapsed.TotalSeconds:0.0} s"));
            differences.ForEach(Console.WriteLine);
            return true;
        }
        catch (OperationCanceledException) when (timely.IsCancellationRequested)
        {
            tally.EndedByTime++;
            Console.WriteLine(FormattableString.Invariant($"{place}: ended after {given.TotalSeconds:0} s"));
            return false;
        }
    }

    private static int? Number(string[] args, string name) =>
        Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? int.Parse(args[at + 1], CultureInfo.InvariantCulture) : null;
}
