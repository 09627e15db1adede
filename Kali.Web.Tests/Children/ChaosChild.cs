using Kali.Data.Engines.Databricks;
using Kali.Data.Pipeline;
using Kali.Web.Tests.Engines.Databricks;
using Kali.Web.Tests.Engines.Databricks.Chaos;
using Kali.Web.Tests.Pipeline;

namespace Kali.Web.Tests.Children;

/// <summary>A process that works on the runs of a lake whose tables are in a workspace elsewhere, until it is killed or its standard input ends: <c>FOLDER ADDRESS TOKEN ROUTE</c>.</summary>
internal static class ChaosChild
{
    public static async Task<int> RunAsync(string[] args)
    {
        await using var lake = await PipelineLake.OpenAsync(
            services => services.AddDatabricksEngine(TestWorkspace.Configuration(args[1], args[2], ChaosRound.SettingsOf(Enum.Parse<ChaosRoute>(args[3])))), folder: args[0], settings: ChaosRound.Settings);
        using var stopping = new CancellationTokenSource();
        var worker = lake.Get<RunWorker>().WorkAsync(stopping.Token);
        await Task.WhenAny(worker, Console.In.ReadToEndAsync());
        await stopping.CancelAsync();
        await worker;
        return 0;
    }
}
