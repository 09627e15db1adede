using System.Diagnostics;

namespace Kali.Web.Tests.Children;

/// <summary>A process of <see cref="ChildList"/> that a test started: it talks in lines, and can be killed at any moment.</summary>
public sealed class ChildProcess : IDisposable
{
    private readonly Process _process;

    private ChildProcess(Process process) => _process = process;

    public StreamWriter Input => _process.StandardInput;

    public StreamReader Output => _process.StandardOutput;

    public static ChildProcess Start(string name, params string[] args)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardInput = true, RedirectStandardOutput = true };
        // Under “dotnet Kali.Web.Tests.dll” the process is dotnet itself.
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath!) == "dotnet")
            start.ArgumentList.Add(typeof(ChildProcess).Assembly.Location);
        foreach (var arg in (string[])["child", name, .. args])
            start.ArgumentList.Add(arg);
        return new ChildProcess(Process.Start(start)!);
    }

    /// <summary>The web application itself, as it is published, with these arguments.</summary>
    public static ChildProcess StartKali(params string[] args) =>
        new(Process.Start(new ProcessStartInfo("dotnet", [typeof(Kali.Web.Shell.App).Assembly.Location, .. args]) { RedirectStandardInput = true, RedirectStandardOutput = true })!);

    /// <summary>Asks it to end, as orchestrators do.</summary>
    public async Task TerminateAsync(CancellationToken ct)
    {
        using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(ct);
    }

    /// <summary>Ends it as kill -9 does: nothing of it runs any more when this returns.</summary>
    public async Task KillAsync(CancellationToken ct)
    {
        _process.Kill();
        await _process.WaitForExitAsync(ct);
    }

    /// <summary>Its exit code, once it has ended by itself.</summary>
    public async Task<int> EndedAsync(CancellationToken ct)
    {
        await _process.WaitForExitAsync(ct);
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }
}
