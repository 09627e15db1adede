using System.Diagnostics;
using Xunit;

namespace Kali.Web.Tests;

/// <summary>Programs of <c>Kali.Web.Tests/Node</c>. Their packages are installed by <c>npm ci</c> there; CI does so, and without them a test says that it was skipped.</summary>
internal static class Node
{
    /// <summary>The script's full path; the test is skipped where Node or its packages are missing, and fails so in CI.</summary>
    public static string Script(string name)
    {
        var folder = Folder();
        var missing = !Directory.Exists(Path.Combine(folder, "node_modules")) ? $"npm ci has not been run in {folder}"
            : !IsInstalled() ? "node is not installed"
            : null;
        if (missing is not null)
        {
            Assert.True(string.IsNullOrEmpty(Environment.GetEnvironmentVariable("CI")), $"In CI this test must run, but {missing}.");
            Assert.Skip($"Not run: {missing}.");
        }
        return Path.Combine(folder, name);
    }

    public static Process Start(string script, params string[] arguments)
    {
        var start = new ProcessStartInfo("node") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(script);
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        return Process.Start(start)!;
    }

    private static string Folder()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            var node = Path.Combine(folder, "Kali.Web.Tests", "Node");
            if (File.Exists(Path.Combine(node, "package.json")))
                return node;
        }
        return Path.Combine(AppContext.BaseDirectory, "Node");
    }

    private static bool IsInstalled() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Any(folder => File.Exists(Path.Combine(folder, OperatingSystem.IsWindows() ? "node.exe" : "node")));
}
