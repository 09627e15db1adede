using Kali.Web.Tests.Benchmarks;
using Kali.Web.Tests.Children;
using Xunit.MicrosoftTestingPlatform;
using Xunit.Runner.InProc.SystemConsole;

namespace Kali.Web.Tests;

/// <summary>
/// The tests by default; <c>bench NAME</c> runs a benchmark, <c>child NAME</c> is a process that a test starts, races or kills.
/// </summary>
public static class Program
{
    public static Task<int> Main(string[] args) => args switch
    {
        ["bench", .. var rest] => BenchmarkList.RunAsync(rest),
        ["child", .. var rest] => ChildList.RunAsync(rest),
        _ when args.Any(arg => arg is "--server" or "--internal-msbuild-node") =>
            TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions),
        _ => ConsoleRunner.Run(args),
    };
}
