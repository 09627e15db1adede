using System.Diagnostics;
using Kali.Data;
using Kali.Data.Ingest;
using Kali.Data.Pipeline;
using Kali.Web.Tests.Pipeline;
using Xunit;

namespace Kali.Web.Tests.Engines.Databricks.Chaos;

/// <summary>
/// Ten pipelines at most over four datasets on a workspace that spoils every tenth call, begun by a process that is killed at one of them.
/// A pipeline that stops says why and is told to go on, as a person would; in the end every table holds exactly what was sent.
/// </summary>
/// <param name="seed">Of all that is drawn by lot.</param>
/// <param name="route">Whether the warehouse makes the changes, or jobs do.</param>
internal sealed class ChaosRound(int seed, ChaosRoute route)
{
    public const int Most = 10;
    private const double Share = 0.1;
    private const int MostTries = 12;
    private const int RowsAFile = 45;
    private const int LatestStrike = 200;
    private readonly Random _random = new(seed);

    // What detectors say goes beyond what the emulator reads; what is committed is looked at here.
    public static (string Key, string Value)[] Settings { get; } = [("Kali:Pipeline:FindingsUpTo", "0"), ("Kali:Pipeline:AtOnce", "3")];

    public static (string Key, string Value)[] SettingsOf(ChaosRoute route) => route is ChaosRoute.Jobs ? [("Jobs:Enabled", "true")] : [];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async Task<ChaosTally> RunAsync(int pipelines)
    {
        using var workspace = new TestWorkspace(null, SettingsOf(route));
        await using var lake = await PipelineLake.OpenAsync(workspace.AddTo, settings: Settings);
        var sent = new List<ChaosFile>();
        for (var number = 0; number < pipelines; number++)
            sent.Add(await SendAsync(lake, number));
        var chaos = new Emulators.Http.Chaos(seed, Share);
        workspace.Emulated.Chaos = chaos;
        var isKilled = await KilledAsync(lake, sent, workspace, chaos);

        var (undisturbed, faults) = (0, new List<string>());
        for (var tries = 1; ; tries++)
        {
            // The last try is undisturbed: what was left half done must not be in its way.
            if (tries == MostTries)
                workspace.Emulated.Chaos = null;
            await Sending.WorkToEndAsync(lake, [.. sent.Select(file => file.Run)]);
            var stopped = new List<RunSnapshot>();
            foreach (var file in sent)
            {
                var run = await lake.Runs.GetAsync(file.Run, PipelineLake.Steward, Ct);
                if (run.State is not RunState.Done)
                    stopped.Add(run);
            }
            if (tries == 1)
                undisturbed = pipelines - stopped.Count;
            if (stopped.Count == 0)
                break;
            Assert.True(tries < MostTries, $"{stopped[0].Fault?.Message}\n{workspace.Emulated.LastFault}");
            foreach (var run in stopped)
            {
                AssertClear(run);
                faults.Add(run.Fault!.Message);
                await lake.Runs.GoOnAsync(run.Id, PipelineLake.Steward, Ct);
            }
        }
        workspace.Emulated.Chaos = null;
        await new ChaosVerdict(lake, sent).AssertAsync();
        return new ChaosTally(pipelines, chaos.Calls, chaos.Spoiled, isKilled ? 1 : 0, undisturbed, faults);
    }

    private static async Task<ChaosFile> SendAsync(PipelineLake lake, int number)
    {
        var (dataset, mode) = (number % 4) switch
        {
            0 => ("added", IngestMode.Append),
            1 => ("merged", IngestMode.Merge),
            2 => ("replaced", IngestMode.Overwrite),
            _ => ("more", IngestMode.Append),
        };
        // Merged files share rows with those before them, the others have rows of their own.
        var first = mode is IngestMode.Merge ? 1 + number * 5 : 1 + number * 100;
        var file = MessyFile.Orders(RowsAFile, first);
        var part = await Sending.ReceiveAsync(lake, $"{dataset}_{number}.csv", file.Bytes, dataset, mode, mode is IngestMode.Merge ? ["bestell_nr"] : []);
        return new ChaosFile(await lake.Runs.StartAsync(part, PipelineLake.One, Ct), dataset, mode, first, RowsAFile, file.Lines - file.NotReadable, file.Duplicates, file.Misfits);
    }

    private static async Task EndedAsync(PipelineLake lake, RunId id)
    {
        await foreach (var run in lake.Runs.WatchAsync(id, PipelineLake.Steward, Ct))
        {
            if (run.State.HasEnded())
                return;
        }
    }

    private static void AssertClear(RunSnapshot run)
    {
        Assert.True(run.State is RunState.Failed && run.MayGoOn, $"{run.State}");
        Assert.DoesNotContain("Something in Kali itself", run.Fault!.Message, StringComparison.Ordinal);
        Assert.NotEmpty(run.Fault.Message);
    }

    /// <summary>Another process begins the work and is killed while one of its calls is under way.</summary>
    private async Task<bool> KilledAsync(PipelineLake lake, List<ChaosFile> sent, TestWorkspace workspace, Emulators.Http.Chaos chaos)
    {
        var address = (await Emulators.EmulatedDatabricks.AddressAsync()).ToString();
        var isAssembly = Path.GetFileNameWithoutExtension(Environment.ProcessPath!) == "dotnet";
        string[] arguments = [.. isAssembly ? new[] { typeof(ChaosRound).Assembly.Location } : [], "child", "chaos", lake.Folder, address, workspace.Emulated.Token, route.ToString()];
        using var child = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var isKilled = false;
        chaos.StrikeAt(_random.Next(1, LatestStrike), () =>
        {
            isKilled = true;
            child.Kill();
        });
        var said = child.StandardError.ReadToEndAsync(Ct);
        var killed = child.WaitForExitAsync(Ct);
        if (await Task.WhenAny(killed, Task.WhenAll(sent.Select(file => EndedAsync(lake, file.Run)))) != killed)
        {
            // It came to an end of its work first.
            chaos.StrikeNoMore();
            child.StandardInput.Close();
            await killed;
        }
        Assert.True(isKilled || child.ExitCode == 0, await said);
        return isKilled;
    }
}
