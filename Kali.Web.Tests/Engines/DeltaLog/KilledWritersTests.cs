using System.Diagnostics;
using System.Globalization;
using Kali.Web.Tests.Children;
using Kali.Web.Tests.Engines.DeltaLog.Replay;
using Xunit;

namespace Kali.Web.Tests.Engines.DeltaLog;

/// <summary>Four processes write into one table and are killed again and again in the middle of it.</summary>
public sealed class KilledWritersTests(ITestOutputHelper output) : IDisposable
{
    private const int Writers = 4;
    private const int RowsEach = 9;
    private const int KillsEach = 3;

    private readonly string _folder = Directory.CreateTempSubdirectory("kali-kills-").FullName;

    private int _foundDone;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Writers_KilledAtRandomMoments_LeaveEachAcceptedCommitExactlyOnceAndNoneTorn()
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var table = Path.Combine(_folder, "table");

        var accepted = await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => WriteAsync(table, writer, new Random(seed + writer))));

        output.WriteLine($"at most {Writers * KillsEach} kills, {_foundDone} of them after the commit and before its writer was told");
        var replayed = await DeltaReplay.CheckAsync(table);
        Assert.Equal(Writers * RowsEach, replayed.RowCount);
        Assert.Equal(replayed.RowCount, replayed.Version + 1);
        using var reader = TestTable.In(table);
        Assert.Equal(
            Enumerable.Range(0, Writers).SelectMany(writer => Enumerable.Range(0, RowsEach).Select(n => string.Create(CultureInfo.InvariantCulture, $"{writer}/{n}"))).Order(StringComparer.Ordinal),
            (await reader.RowsAsync("writer || '/' || n")).Order(StringComparer.Ordinal));
        for (var writer = 0; writer < Writers; writer++)
        {
            // What a writer was told is what the log says.
            foreach (var (n, version) in accepted[writer])
                Assert.Equal(replayed.Txns[DeltaWriter.Once(writer, n)], version);
            Assert.Equal(RowsEach, accepted[writer].Count);
        }
    }

    /// <summary>Starts a writer anew after each kill, at the row it had not been told of, until all rows are accepted.</summary>
    private async Task<Dictionary<int, long>> WriteAsync(string table, int writer, Random random)
    {
        var accepted = new Dictionary<int, long>();
        var usual = TimeSpan.FromMilliseconds(20);
        for (var kills = 0; accepted.Count < RowsEach; kills++)
        {
            var begun = 0;
            var begunAt = 0L;
            var last = kills < KillsEach ? random.Next(2, 5) : int.MaxValue;
            using var child = ChildProcess.Start("delta-writer", table, Text(writer), Text(accepted.Count), Text(RowsEach));
            // Goes on after the kill: what the writer said before it died has been told.
            while (await child.Output.ReadLineAsync() is { } line)
            {
                var words = line.Split(' ');
                if (words is ["done", var n, var version, ..])
                {
                    if (words is [.., "before"])
                        Interlocked.Increment(ref _foundDone);
                    accepted[int.Parse(n, CultureInfo.InvariantCulture)] = long.Parse(version, CultureInfo.InvariantCulture);
                    usual = Stopwatch.GetElapsedTime(begunAt);
                    continue;
                }
                if (begun == last)
                    continue;
                begunAt = Stopwatch.GetTimestamp();
                await child.Input.WriteLineAsync("go");
                await child.Input.FlushAsync();
                if (++begun == last)
                {
                    Spin(usual * random.NextDouble());
                    await child.KillAsync(default);
                }
            }
        }
        return accepted;
    }

    // Some moment between the begin of a commit and its usual end; a timer is too coarse for that.
    private static void Spin(TimeSpan time)
    {
        var since = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(since) < time)
            Thread.SpinWait(20);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
