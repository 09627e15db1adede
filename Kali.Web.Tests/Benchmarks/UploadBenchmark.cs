using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using Kali.Web.Tests.Uploads;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Kali.Web.Tests.Benchmarks;

/// <summary>
/// Kali's upload (hashed, synced, put in place) beside a bare endpoint of the same server that copies the same body to a file of the same disk.
/// Rounds alternate; the medians are compared.
/// </summary>
internal static class UploadBenchmark
{
    private const int Rounds = 5;

    public static async Task<int> RunAsync(string[] args)
    {
        var megabytes = args is [var size, ..] ? int.Parse(size, CultureInfo.InvariantCulture) : 512;
        var lake = Path.Combine(Environment.CurrentDirectory, $".bench-{Guid.NewGuid():N}");
        try
        {
            await using var server = await UploadServer.StartAsync(lake, map: app => app.MapPost("/bare", (HttpContext context) => BareAsync(context, lake)));
            using var http = new HttpClient { BaseAddress = server.Address, Timeout = TimeSpan.FromMinutes(10) };
            http.DefaultRequestHeaders.Add(UploadServer.UserHeader, "u-uploader");
            http.DefaultRequestHeaders.Add("Tus-Resumable", "1.0.0");
            var (bare, tus) = (new List<double>(), new List<double>());
            for (var round = 0; round <= Rounds; round++)
            {
                var bareSeconds = await BareSecondsAsync(http, megabytes);
                var tusSeconds = await TusSecondsAsync(http, megabytes);
                foreach (var file in Directory.EnumerateFiles(lake, "*", SearchOption.AllDirectories).Where(file => !file.Contains("kali.db", StringComparison.Ordinal)))
                    File.Delete(file);
                if (round == 0)
                    continue;
                bare.Add(megabytes / bareSeconds);
                tus.Add(megabytes / tusSeconds);
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"round {round}: bare {megabytes / bareSeconds:0} MB/s, Kali {megabytes / tusSeconds:0} MB/s"));
            }
            var ratio = Median(tus) / Median(bare);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{megabytes} MB, median of {Rounds}: bare {Median(bare):0} MB/s, Kali {Median(tus):0} MB/s, share {ratio:0.00} (wanted 0.60)"));
            return ratio >= 0.6 ? 0 : 1;
        }
        finally
        {
            Directory.Delete(lake, recursive: true);
        }
    }

    private static async Task BareAsync(HttpContext context, string folder)
    {
        context.Features.Get<IHttpMaxRequestBodySizeFeature>()!.MaxRequestBodySize = null;
        await using var file = new FileStream(Path.Combine(folder, $"{Guid.NewGuid():N}.bare"), FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.Asynchronous);
        await context.Request.Body.CopyToAsync(file, 1024 * 1024, context.RequestAborted);
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    private static async Task<double> BareSecondsAsync(HttpClient http, int megabytes)
    {
        var start = Stopwatch.GetTimestamp();
        using var answer = await http.PostAsync("/bare", new RepeatedContent(megabytes));
        answer.EnsureSuccessStatusCode();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static async Task<double> TusSecondsAsync(HttpClient http, int megabytes)
    {
        var start = Stopwatch.GetTimestamp();
        using var create = new HttpRequestMessage(HttpMethod.Post, "/api/uploads");
        create.Headers.Add("Upload-Length", (megabytes * 1_000_000L).ToString(CultureInfo.InvariantCulture));
        create.Headers.Add("Upload-Metadata", TusClient.Metadata("bench.csv"));
        using var created = await http.SendAsync(create);
        created.EnsureSuccessStatusCode();
        using var patch = new HttpRequestMessage(HttpMethod.Patch, created.Headers.Location) { Content = new RepeatedContent(megabytes) };
        patch.Headers.Add("Upload-Offset", "0");
        using var answer = await http.SendAsync(patch);
        answer.EnsureSuccessStatusCode();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    /// <summary>A body of so many megabytes that costs its sender next to nothing.</summary>
    private sealed class RepeatedContent : HttpContent
    {
        private static readonly byte[] Megabyte = RandomMegabyte();
        private readonly int _megabytes;

        public RepeatedContent(int megabytes)
        {
            _megabytes = megabytes;
            Headers.ContentType = new MediaTypeHeaderValue("application/offset+octet-stream");
        }

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            for (var sent = 0; sent < _megabytes; sent++)
                await stream.WriteAsync(Megabyte);
        }

        protected override bool TryComputeLength(out long length)
        {
            length = _megabytes * 1_000_000L;
            return true;
        }

        private static byte[] RandomMegabyte()
        {
            var bytes = new byte[1_000_000];
            new Random(7).NextBytes(bytes);
            return bytes;
        }
    }
}
