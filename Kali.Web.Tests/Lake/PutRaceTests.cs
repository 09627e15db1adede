using System.Globalization;
using Kali.Web.Tests.Children;
using Xunit;

namespace Kali.Web.Tests.Lake;

public sealed class PutRaceTests(ITestOutputHelper output) : IDisposable
{
    private const int Rounds = 10_000;

    // In memory where there is such a folder: the race is in the file system's names, and 20,000 flushes to a disk would only take time.
    private readonly string _folder = Path.Combine(Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath(), $"kali-race-{Guid.NewGuid():N}");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Put_ByTwoProcessesForOneName_HasExactlyOneWinnerInEveryRound()
    {
        var log = Directory.CreateDirectory(Path.Combine(_folder, "log")).FullName;
        var meter = Path.Combine(_folder, "meter");
        await File.WriteAllBytesAsync(meter, new byte[sizeof(long)]);
        var rounds = Rounds.ToString(CultureInfo.InvariantCulture);
        using var first = ChildProcess.Start("put-race", log, meter, "first", rounds);
        using var second = ChildProcess.Start("put-race", log, meter, "second", rounds);

        var wins = await Task.WhenAll(WinsAsync(first), WinsAsync(second));

        Assert.Equal(0, await first.EndedAsync(default));
        Assert.Equal(0, await second.EndedAsync(default));
        output.WriteLine($"{Rounds} rounds: first won {wins[0].Count}, second {wins[1].Count}");
        Assert.Equal(Enumerable.Range(0, Rounds), wins[0].Concat(wins[1]).Order());
        Assert.All(wins, won => Assert.NotEmpty(won));
        foreach (var (name, won) in new[] { "first", "second" }.Zip(wins))
        {
            foreach (var round in won)
                Assert.Equal(string.Create(CultureInfo.InvariantCulture, $"{name} {round}\n"), await File.ReadAllTextAsync(Path.Combine(log, string.Create(CultureInfo.InvariantCulture, $"{round:D20}.json"))));
        }
        Assert.Equal(Rounds, Directory.GetFiles(log).Length);
    }

    private static async Task<List<int>> WinsAsync(ChildProcess child)
    {
        var won = new List<int>();
        while (await child.Output.ReadLineAsync() is { } line)
            won.Add(int.Parse(line, CultureInfo.InvariantCulture));
        return won;
    }
}
