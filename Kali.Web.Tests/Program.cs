using Kali.Web.Tests.Benchmarks;
using Kali.Web.Tests.Children;
using Kali.Web.Tests.Emulators;
using Xunit.MicrosoftTestingPlatform;
using Xunit.Runner.InProc.SystemConsole;

namespace Kali.Web.Tests;

/// <summary>
/// The tests by default; <c>bench NAME</c> runs a benchmark, <c>child NAME</c> is a process that a test starts, races or kills,
/// <c>emulator</c> a Databricks workspace to try Kali on.
/// </summary>
public static class Program
{
    public static Task<int> Main(string[] args) => args switch
    {
        ["bench", .. var rest] => BenchmarkList.RunAsync(rest),
        ["child", .. var rest] => ChildList.RunAsync(rest),
        ["emulator"] => EmulatorByHand.RunAsync(),
        _ when args.Any(arg => arg is "--server" or "--internal-msbuild-node") =>
            TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions),
        _ => ConsoleRunner.Run(args),
    };
}
