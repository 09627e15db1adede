using System.Globalization;
using Azure.Storage.Blobs;
using Kali.Web.Tests.Emulators.Http;
using Kali.Web.Tests.Emulators.Storage;

namespace Kali.Web.Tests.Emulators;

/// <summary>
/// The emulated workspace with a storage account behind it, as a process of its own: it says how to start Kali on it, and lets who tries Kali there
/// stop the warehouse, slow statements down and spoil calls, a line of standard input each.
/// </summary>
internal sealed class EmulatorByHand(EmulatedWorkspace workspace)
{
    private const string Container = "lake";

    private const string Commands = """
        stop               the warehouse sleeps
        start              it runs again
        wakes SECONDS      how long it takes to wake by itself once something asked for it; 5 unless told
        pace MILLISECONDS  how long each statement takes at least
        lose TASK          the cluster goes away under that task of the next job: land, raw, profile, silver, gate, gold or metadata
        spoil KIND [PATH]  spoils all calls whose path holds that: TooMany, Unavailable, Internal, Gateway, Missing, Reset or Truncated
        well               spoils none any more
        token              the token is refused from now on; well takes it back
        end
        """;

    private TimeSpan _wakes = TimeSpan.FromSeconds(5);

    public static async Task<int> RunAsync()
    {
        using var workspace = new EmulatedWorkspace();
        await using var azurite = await AzuriteProcess.StartAsync();
        await new BlobServiceClient(azurite.ConnectionString).CreateBlobContainerAsync(Container);
        await Console.Out.WriteLineAsync($"""
            # Start Kali with these settings, for example with: dotnet run --project Kali.Web
            export DOTNET_ENVIRONMENT=Development
            export Kali__Engine=databricks
            export Kali__Lake__Folder={Path.Combine(Path.GetTempPath(), $"kali-emulated-{Environment.ProcessId}")}
            export Kali__Lake__ConnectionString='{azurite.ConnectionString}'
            export Kali__Lake__Container={Container}
            export Kali__Databricks__Workspace={await EmulatedDatabricks.AddressAsync()}
            export Kali__Databricks__WarehouseId={EmulatedWorkspace.WarehouseId}
            export Kali__Databricks__PersonalAccessToken={workspace.Token}
            export Kali__Databricks__Jobs__Enabled=true
            # It keeps all in memory until it ends. A line each:
            {string.Join(Environment.NewLine, Commands.ReplaceLineEndings("\n").Split('\n').Select(line => $"#   {line}"))}
            """);
        await new EmulatorByHand(workspace).ListenAsync();
        return 0;
    }

    private async Task ListenAsync()
    {
        workspace.Warehouse.Woken += Wake;
        while (await Console.In.ReadLineAsync() is { } line and not "end")
            await Console.Out.WriteLineAsync(Obey(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)) ?? Commands);
    }

    /// <returns>What was done; null where the words are none of the commands.</returns>
    private string? Obey(string[] words)
    {
        switch (words)
        {
            case ["stop"]:
                workspace.Warehouse.Stop();
                break;
            case ["start"]:
                workspace.Warehouse.HasStarted();
                break;
            case ["wakes", var seconds] when Number(seconds) is { } wakes:
                _wakes = TimeSpan.FromSeconds(wakes);
                break;
            case ["pace", var milliseconds] when Number(milliseconds) is { } pace:
                workspace.Pace = TimeSpan.FromMilliseconds(pace);
                break;
            case ["lose", var task]:
                var isLost = 0;
                workspace.Jobs.Dies = (at, _, _) => at == task && Interlocked.Exchange(ref isLost, 1) == 0;
                break;
            case ["spoil", var kind, .. var path] when Enum.TryParse<FaultKind>(kind, ignoreCase: true, out var how) && how is not (FaultKind.TokenExpired or FaultKind.Slow):
                workspace.Spoils = (method, called) => called.Contains(string.Concat(path), StringComparison.Ordinal) ? new Fault(how, method, "") : null;
                break;
            case ["well"]:
                workspace.Spoils = null;
                workspace.Take(workspace.Token, "kali@example.com");
                break;
            case ["token"]:
                workspace.Spoils = (method, _) => new Fault(FaultKind.TokenExpired, method, "");
                break;
            default:
                return null;
        }
        return string.Join(' ', words);
    }

    private void Wake() => _ = Task.Delay(_wakes).ContinueWith(_ => workspace.Warehouse.HasStarted(), TaskScheduler.Default);

    private static double? Number(string text) => double.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : null;
}
