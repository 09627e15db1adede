using Kali.Web.Tests.Benchmarks.Parity;

namespace Kali.Web.Tests.Benchmarks;

/// <summary>The benchmarks by name: <c>dotnet run -c Release --project Kali.Web.Tests -- bench NAME</c>.</summary>
public static class BenchmarkList
{
    private static readonly SortedDictionary<string, Func<string[], Task<int>>> ByName = new(StringComparer.Ordinal)
    {
        ["chaos"] = ChaosBenchmark.RunAsync,
        ["csv"] = CsvBenchmark.RunAsync,
        ["findings"] = FindingsBenchmark.RunAsync,
        ["findings-speed"] = FindingsSpeedBenchmark.RunAsync,
        ["legacy"] = LegacyBenchmark.RunAsync,
        ["parity"] = ParityBenchmark.RunAsync,
        ["pipeline"] = PipelineBenchmark.RunAsync,
        ["profile"] = ProfileBenchmark.RunAsync,
        ["small-loads"] = SmallLoadsBenchmark.RunAsync,
        ["uploads"] = UploadBenchmark.RunAsync,
    };

    public static async Task<int> RunAsync(string[] args)
    {
        if (args is [var name, .. var rest] && ByName.TryGetValue(name, out var run))
            return await run(rest);
        await Console.Error.WriteLineAsync($"Benchmarks: {string.Join(", ", ByName.Keys)}");
        return 2;
    }
}
