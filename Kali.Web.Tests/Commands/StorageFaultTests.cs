using System.Diagnostics;
using System.Globalization;
using System.Text;
using Xunit;

namespace Kali.Web.Tests.Commands;

/// <summary>A lake on a real disk that is small, fills up, and is made read-only: a file system of its own in a name space of its own.</summary>
public sealed class StorageFaultTests : IDisposable
{
    private const int Rows = 120_000;
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Ingest_WhenTheDiskIsFullOrReadOnly_SaysSoAndKeepsWhatWasThere()
    {
        var ct = TestContext.Current.CancellationToken;
        Assert.SkipUnless(await MayMountAsync(ct), "File systems cannot be mounted here.");
        await WriteFileAsync("small.csv", 100, ct);
        var bytes = await WriteFileAsync("big.csv", Rows, ct);
        // The file has room, the file and its raw table have not.
        var size = (long)(bytes * 1.15);
        var said = await ScriptAsync($"""
            cd '{_folder.Path}' && mkdir lake && mount -t tmpfs -o size={size} tmpfs lake
            kali ingest small.csv --dataset d --lake lake --json
            kali ingest big.csv --dataset d --lake lake --json
            kali query 'SELECT count(*) AS n FROM d' --lake lake --format csv
            mount -o remount,size=500m lake
            kali ingest big.csv --dataset d --lake lake --json
            mount -o remount,ro lake
            kali ingest small.csv --dataset d --lake lake --again
            """, ct);

        Assert.Equal(["0", "2", "0", "0", "2"], said.Where(line => line.StartsWith("exit ", StringComparison.Ordinal)).Select(line => line[5..]));
        Assert.Contains(said, line => line.Contains("\"state\":\"failed\"", StringComparison.Ordinal) && line.Contains("The disk is full", StringComparison.Ordinal));
        Assert.Contains("100", said);
        Assert.Contains(said, line => line.Contains($"\"lines_in_file\":{Rows.ToString(CultureInfo.InvariantCulture)}", StringComparison.Ordinal) && line.Contains("\"state\":\"done\"", StringComparison.Ordinal));
        Assert.Contains(said, line => line.Contains("its disk is read-only", StringComparison.Ordinal));
        Assert.DoesNotContain(said, line => line.Contains("Unhandled exception", StringComparison.Ordinal));
    }

    private static async Task<bool> MayMountAsync(CancellationToken ct)
    {
        if (!OperatingSystem.IsLinux())
            return false;
        using var tried = Process.Start(new ProcessStartInfo("sh", ["-c", "unshare --map-root-user --mount mount -t tmpfs tmpfs /mnt"]) { RedirectStandardError = true })!;
        await tried.WaitForExitAsync(ct);
        return tried.ExitCode == 0;
    }

    private async Task<long> WriteFileAsync(string name, int rows, CancellationToken ct)
    {
        var random = new Random(20261123);
        var text = new StringBuilder("id,token\n");
        for (var row = 0; row < rows; row++)
            text.Append(CultureInfo.InvariantCulture, $"{row},{random.NextInt64():x16}{random.NextInt64():x16}{random.NextInt64():x16}\n");
        var file = Path.Combine(_folder.Path, name);
        await File.WriteAllTextAsync(file, text.ToString(), ct);
        return new FileInfo(file).Length;
    }

    /// <summary>Runs a script in which <c>kali</c> is the command line, and gives back what was said on both outputs.</summary>
    private static async Task<string[]> ScriptAsync(string script, CancellationToken ct)
    {
        var whole = $$"""
            kali() { dotnet '{{typeof(Kali.Web.Shell.App).Assembly.Location}}' "$@"; echo "exit $?"; }
            {{script}}
            """;
        var start = new ProcessStartInfo("unshare", ["--map-root-user", "--mount", "sh", "-c", whole + "\n"]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["Kali__Uploads__KeepFreeBytes"] = "0";
        using var shell = Process.Start(start)!;
        var said = await Task.WhenAll(shell.StandardOutput.ReadToEndAsync(ct), shell.StandardError.ReadToEndAsync(ct));
        await shell.WaitForExitAsync(ct);
        return [.. said.SelectMany(text => text.Split('\n', StringSplitOptions.TrimEntries))];
    }
}
