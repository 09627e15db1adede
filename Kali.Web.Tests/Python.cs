using System.Diagnostics;
using Xunit;

namespace Kali.Web.Tests;

/// <summary>Python, where it is there; a test that needs it is skipped elsewhere.</summary>
internal static class Python
{
    /// <summary>What it prints.</summary>
    public static async Task<string> RunAsync(IEnumerable<string> arguments, string input, CancellationToken ct)
    {
        if (Environment.GetEnvironmentVariable("PATH")?.Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, "python3"))) != true)
            Assert.Skip("There is no python3 on this machine.");
        using var python = Process.Start(new ProcessStartInfo("python3", arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = RepositoryRoot.Path,
            Environment = { ["PYTHONDONTWRITEBYTECODE"] = "1", ["PYTHONIOENCODING"] = "utf-8" },
        })!;
        await python.StandardInput.WriteAsync(input.AsMemory(), ct);
        python.StandardInput.Close();
        var (printed, said) = (python.StandardOutput.ReadToEndAsync(ct), python.StandardError.ReadToEndAsync(ct));
        await python.WaitForExitAsync(ct);
        Assert.True(python.ExitCode == 0, await said);
        return await printed;
    }
}
