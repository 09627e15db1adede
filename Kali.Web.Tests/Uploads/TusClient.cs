using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

namespace Kali.Web.Tests.Uploads;

/// <summary>Speaks tus as its text says, header by header, so that a test can also speak it wrongly.</summary>
internal sealed class TusClient : IDisposable
{
    private readonly HttpClient _http;

    public TusClient(Uri address, string user)
    {
        _http = new HttpClient { BaseAddress = address };
        if (user.Length > 0)
            _http.DefaultRequestHeaders.Add(UploadServer.UserHeader, user);
    }

    public async Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string path, HttpContent? content = null, string? version = "1.0.0", params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        if (version is not null)
            request.Headers.Add("Tus-Resumable", version);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    public Task<HttpResponseMessage> CreateAsync(long length, string name = "orders.csv", byte[]? bytes = null, params (string Name, string Value)[] headers) =>
        SendAsync(
            HttpMethod.Post,
            "/api/uploads",
            bytes is null ? null : Bytes(bytes),
            headers: [("Upload-Length", length.ToString(CultureInfo.InvariantCulture)), ("Upload-Metadata", Metadata(name)), .. headers]);

    public async Task<string> CreatedAsync(long length, string name = "orders.csv")
    {
        using var answer = await CreateAsync(length, name);
        answer.EnsureSuccessStatusCode();
        return answer.Headers.Location!.ToString();
    }

    public Task<HttpResponseMessage> PatchAsync(string upload, long offset, HttpContent content, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Patch, upload, content, headers: [("Upload-Offset", offset.ToString(CultureInfo.InvariantCulture)), .. headers]);

    public Task<HttpResponseMessage> PatchAsync(string upload, long offset, byte[] bytes, params (string Name, string Value)[] headers) =>
        PatchAsync(upload, offset, Bytes(bytes), headers);

    public Task<HttpResponseMessage> HeadAsync(string upload) => SendAsync(HttpMethod.Head, upload);

    public async Task<long> OffsetAsync(string upload)
    {
        using var answer = await HeadAsync(upload);
        answer.EnsureSuccessStatusCode();
        return Offset(answer);
    }

    public static long Offset(HttpResponseMessage answer) =>
        long.Parse(answer.Headers.GetValues("Upload-Offset").Single(), CultureInfo.InvariantCulture);

    public static string Metadata(string name) => $"filename {Convert.ToBase64String(Encoding.UTF8.GetBytes(name))}";

    [SuppressMessage("Security", "CA5350", Justification = "The protocol names it; it finds accidents, not attacks.")]
    public static string Sha1(byte[] bytes) => $"sha1 {Convert.ToBase64String(SHA1.HashData(bytes))}";

    public static ByteArrayContent Bytes(byte[] bytes) =>
        new(bytes) { Headers = { ContentType = new MediaTypeHeaderValue("application/offset+octet-stream") } };

    public void Dispose() => _http.Dispose();
}
