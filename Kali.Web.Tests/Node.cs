using System.Diagnostics;
using Xunit;

namespace Kali.Web.Tests;

/// <summary>Programs of <c>Kali.Web.Tests/Node</c>. Their packages are installed by <c>npm ci</c> there; CI does so, and without them a test says that it was skipped.</summary>
internal static class Node
{
    /// <summary>The script's full path; the test is skipped where Node or its packages are missing, and fails so in CI.</summary>
    /// <param name="name">The script's name.</param>
    /// <param name="package">A package it needs.</param>
    public static string Script(string name, string package = "tus-js-client")
    {
        var folder = Folder();
        var missing = !Directory.Exists(Path.Combine(folder, "node_modules", package)) ? $"npm ci has not been run in {folder} since {package} came"
            : !IsInstalled() ? "node is not installed"
            : null;
        if (missing is not null)
        {
            Assert.True(string.IsNullOrEmpty(Environment.GetEnvironmentVariable("CI")), $"In CI this test must run, but {missing}.");
            Assert.Skip($"Not run: {missing}.");
        }
        return Path.Combine(folder, name);
    }

    public static Process Start(string script, params string[] arguments) => Start(script, [], arguments);

    private static Process Start(string script, (string Name, string Value)[] environment, string[] arguments)
    {
        var start = new ProcessStartInfo("node") { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        start.ArgumentList.Add(script);
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        return Process.Start(start)!;
    }

    /// <summary>Runs a script to its end and gives what it said; a script that fails fails the test.</summary>
    public static Task<string> RunAsync(string script, CancellationToken ct, params string[] arguments) => RunAsync(script, [], ct, arguments);

    public static async Task<string> RunAsync(string script, (string Name, string Value)[] environment, CancellationToken ct, params string[] arguments)
    {
        using var node = Start(script, environment, arguments);
        try
        {
            var (said, faults) = (node.StandardOutput.ReadToEndAsync(ct), node.StandardError.ReadToEndAsync(ct));
            await node.WaitForExitAsync(ct);
            Assert.True(node.ExitCode == 0, $"{Path.GetFileName(script)} ended with {node.ExitCode}:\n{await said}\n{await faults}");
            return await said;
        }
        finally
        {
            if (!node.HasExited)
                node.Kill(entireProcessTree: true);
        }
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
