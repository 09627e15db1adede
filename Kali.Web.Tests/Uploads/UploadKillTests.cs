using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Xunit;

namespace Kali.Web.Tests.Uploads;

/// <summary>tus-js-client under Node sends a file through a server that is killed three times on the way.</summary>
public sealed class UploadKillTests : IDisposable
{
    private const int Length = 200_000_000;
    private const int Kills = 3;

    private readonly TemporaryLake _lake = new();

    public void Dispose() => _lake.Dispose();

    [Fact]
    public async Task AFileSentThroughThreeKills_ArrivesWithAnEqualFingerprint()
    {
        var script = Node.Script("send.mjs");
        var ct = TestContext.Current.CancellationToken;
        Directory.CreateDirectory(_lake.Folder);
        var file = Path.Combine(_lake.Folder, "sent.bin");
        var sha256 = await WriteRandomAsync(file, ct);
        var lake = Path.Combine(_lake.Folder, "lake");
        var port = FreePort();
        var seed = Random.Shared.Next();
        var random = new Random(seed);
        var thresholds = Enumerable.Range(0, Kills).Select(_ => random.NextInt64(1, Length)).Order().ToArray();
        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"seed {seed}, kills after {string.Join(", ", thresholds)} bytes"));

        var server = await StartServerAsync(lake, port, ct);
        try
        {
            using var node = Node.Start(script, $"http://127.0.0.1:{port}/api/uploads", file, "u-uploader");
            var killed = 0;
            string? done = null;
            while (await node.StandardOutput.ReadLineAsync(ct) is { } line)
            {
                if (line.StartsWith("done ", StringComparison.Ordinal))
                    done = line;
                if (killed == Kills || !line.StartsWith("sent ", StringComparison.Ordinal) || long.Parse(line[5..], CultureInfo.InvariantCulture) < thresholds[killed])
                    continue;
                killed++;
                server.Kill();
                await server.WaitForExitAsync(ct);
                server.Dispose();
                server = await StartServerAsync(lake, port, ct);
            }
            await node.WaitForExitAsync(ct);
            Assert.True(done is not null, await node.StandardError.ReadToEndAsync(ct));
            Assert.Equal(Kills, killed);
        }
        finally
        {
            server.Kill();
            await server.WaitForExitAsync(CancellationToken.None);
            server.Dispose();
        }
        var stored = Assert.Single(Directory.GetFiles(Path.Combine(lake, "raw/uploads"), "sent.bin", SearchOption.AllDirectories));
        await using var content = File.OpenRead(stored);
        Assert.Equal(sha256, Convert.ToHexStringLower(await SHA256.HashDataAsync(content, ct)));
    }

    private static async Task<string> WriteRandomAsync(string file, CancellationToken ct)
    {
        var bytes = new byte[1_000_000];
        var random = new Random(11);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var stream = File.Create(file);
        for (var written = 0; written < Length; written += bytes.Length)
        {
            random.NextBytes(bytes);
            hash.AppendData(bytes);
            await stream.WriteAsync(bytes, ct);
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static async Task<Process> StartServerAsync(string lake, int port, CancellationToken ct)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true };
        foreach (var argument in new[] { "child", "upload-server", lake, port.ToString(CultureInfo.InvariantCulture) })
            start.ArgumentList.Add(argument);
        var server = Process.Start(start)!;
        Assert.Equal("listening", await server.StandardOutput.ReadLineAsync(ct));
        return server;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
