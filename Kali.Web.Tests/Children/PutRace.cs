using System.Diagnostics;
using System.Globalization;
using System.IO.MemoryMappedFiles;
using Kali.Data.Lake;

namespace Kali.Web.Tests.Children;

/// <summary>One of two processes that race for the same file in every round: <c>child put-race FOLDER METER NUMBER ROUNDS</c>. Prints the rounds it won.</summary>
internal static unsafe class PutRace
{
    private static readonly TimeSpan OtherIsGone = TimeSpan.FromSeconds(60);

    public static Task<int> RunAsync(string[] args)
    {
        var (folder, meter, me, rounds) = (args[0], args[1], args[2], int.Parse(args[3], CultureInfo.InvariantCulture));
        using var shared = MemoryMappedFile.CreateFromFile(meter, FileMode.Open);
        using var view = shared.CreateViewAccessor(0, sizeof(long));
        byte* start = null;
        view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
        try
        {
            ref var arrived = ref *(long*)start;
            using var won = new StringWriter(CultureInfo.InvariantCulture);
            for (var round = 0; round < rounds; round++)
            {
                if (!BothArrive(ref arrived, 2L * (round + 1)))
                    return Task.FromResult(3);
                if (AtomicFile.PutIfAbsent(Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{round:D20}.json")), System.Text.Encoding.UTF8.GetBytes($"{me} {round}\n")))
                    won.WriteLine(round);
            }
            Console.Out.Write(won.ToString());
            return Task.FromResult(0);
        }
        finally
        {
            view.SafeMemoryMappedViewHandle.ReleasePointer();
        }
    }

    private static bool BothArrive(ref long arrived, long both)
    {
        Interlocked.Increment(ref arrived);
        var since = Stopwatch.GetTimestamp();
        var wait = default(SpinWait);
        while (Volatile.Read(ref arrived) < both)
        {
            wait.SpinOnce(sleep1Threshold: -1);
            if (Stopwatch.GetElapsedTime(since) > OtherIsGone)
                return false;
        }
        return true;
    }
}
