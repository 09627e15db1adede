using System.Diagnostics;
using Kali.Data;
using Kali.Data.Store;
using Kali.Web.Operations;
using Kali.Web.Tests.Children;
using Kali.Web.Tests.Pipeline;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Kali.Web.Tests.Operations;

public sealed class GracefulEndTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task TheWebApplication_AskedToEndAmidARun_HandsItBackInTime()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no SIGTERM.");
        await using var lake = await PipelineLake.OpenAsync();
        var file = MessyFile.Orders(400_000);
        var id = await lake.Runs.StartAsync(await Sending.ReceiveAsync(lake, "orders.csv", file.Bytes), PipelineLake.One, Ct);
        using var kali = ChildProcess.StartKali("--lake", lake.Folder, "--urls", "http://127.0.0.1:0", "--environment", "Development");
        var said = kali.Output.ReadToEndAsync(Ct);
        await foreach (var run in lake.Runs.WatchAsync(id, PipelineLake.Steward, Ct))
        {
            if (run.State is not RunState.Queued)
            {
                Assert.Equal(RunState.Running, run.State);
                break;
            }
        }

        var asked = Stopwatch.GetTimestamp();
        await kali.TerminateAsync(Ct);
        Assert.Equal(0, await kali.EndedAsync(Ct));
        Assert.InRange(Stopwatch.GetElapsedTime(asked), TimeSpan.Zero, GracefulEnd.AtMost + TimeSpan.FromMinutes(1));

        await using var store = lake.Store();
        Assert.Equal(0, await store.Set<WorkerRecord>().CountAsync(Ct));
        var whole = await Sending.WorkToEndAsync(lake, id);
        Assert.True(whole.State is RunState.Done, whole.Fault?.Message + await said);
        Assert.Equal(file.Lines, whole.Ledger.LinesInFile);
        Assert.Empty(whole.Ledger.Gaps());
    }
}
