using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Azure.Storage.Blobs;
using Azure.Storage.Sas;
using Kali.Web.Tests.Emulators.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace Kali.Web.Tests.Emulators.Storage;

/// <summary>
/// A storage account with a hierarchical namespace, on https and loopback. One origin answers dfs calls itself and passes blob calls on to a real Azurite.
/// It lets in who has its token; keys it does not take, as accounts should not.
/// </summary>
public sealed class EmulatedStorage : IAsyncDisposable
{
    private readonly AzuriteProcess _azurite;
    private readonly BlobServiceClient _service;
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false });
    private readonly BlobPassing _blobs;
    private readonly ConcurrentDictionary<string, EmulatedContainer> _containers = new(StringComparer.Ordinal);
    private readonly TemporaryFolder _folder = new();
    private readonly WebApplication _server;

    private EmulatedStorage(AzuriteProcess azurite, X509Certificate2 certificate)
    {
        (_azurite, Certificate) = (azurite, certificate);
        _service = new BlobServiceClient(azurite.ConnectionString, new BlobClientOptions { Retry = { MaxRetries = 0 } });
        var signature = _service.GenerateAccountSasUri(AccountSasPermissions.All, TimeProvider.System.GetUtcNow().AddDays(1), AccountSasResourceTypes.All).Query.TrimStart('?');
        _blobs = new BlobPassing(azurite.Address, signature, _http);
        CertificateFile = Path.Combine(_folder.Path, "storage.pem");
        File.WriteAllText(CertificateFile, certificate.ExportCertificatePem());
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = "Production" });
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(certificate));
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = null;
        });
        _server = builder.Build();
        _server.Run(AnswerAsync);
    }

    /// <summary>The account: <c>https://127.0.0.1:PORT/devstoreaccount1</c>.</summary>
    public Uri Address { get; private set; } = null!;

    public X509Certificate2 Certificate { get; }

    /// <summary>The certificate for programs that are told of it by a file.</summary>
    public string CertificateFile { get; }

    /// <summary>What the account's identity provider would give Kali.</summary>
    public string Token { get; } = $"eyJ.{Guid.NewGuid():N}";

    /// <summary>Azurite itself, as a developer would use it.</summary>
    public string ConnectionString => _azurite.ConnectionString;

    internal static async Task<EmulatedStorage> StartAsync()
    {
        var storage = new EmulatedStorage(await AzuriteProcess.StartAsync(), NewCertificate());
        await storage._server.StartAsync();
        storage.Address = new Uri($"{storage._server.Urls.First()}/{AzuriteProcess.Account}");
        return storage;
    }

    /// <summary>A container of a test's own.</summary>
    public async Task<EmulatedContainer> NewContainerAsync()
    {
        var blobs = _service.GetBlobContainerClient($"lake-{Guid.NewGuid():N}");
        await blobs.CreateAsync();
        return _containers[blobs.Name] = new EmulatedContainer(blobs);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _http.Dispose();
        await _azurite.DisposeAsync();
        Certificate.Dispose();
        _folder.Dispose();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        context.Response.Headers["x-ms-request-id"] = Guid.NewGuid().ToString();
        context.Response.Headers["x-ms-version"] = context.Request.Headers["x-ms-version"];
        var call = new StorageCall(context);
        try
        {
            DemandToken(call);
            _containers.TryGetValue(call.Container, out var container);
            var fault = container?.Hit(context.Request.Method, $"/{call.Path}?{call.RawQuery}");
            await (container?.TurnAsync($"/{call.Path}?{call.RawQuery}") ?? Task.CompletedTask);
            if (fault is { AfterHandler: true })
                await CarryOutUnheardAsync(call, container!);
            if (fault is not null)
                await SpoilAsync(context, fault);
            else
                await RouteAsync(call, container);
        }
        catch (StorageRefusal refusal)
        {
            await RefuseAsync(call, refusal);
        }
    }

    private async Task RouteAsync(StorageCall call, EmulatedContainer? container)
    {
        if (!call.IsDfs)
            await PassAsync(call, container);
        else if (call is { Path: "", Request.Method: "PUT" } && call["resource"] == "filesystem")
            await CreateAsync(call);
        else if (call is { Path: "", Request.Method: "DELETE" } && call["resource"] == "filesystem")
            await DeleteAsync(call);
        else
            await DfsEndpoints.AnswerAsync(call, container ?? throw new StorageRefusal(404, "FilesystemNotFound", "The specified filesystem does not exist."));
    }

    private async Task PassAsync(StorageCall call, EmulatedContainer? container)
    {
        await _blobs.AnswerAsync(call, container);
        if (call.Path.Length > 0 || call["restype"] != "container" || call.RawQuery.Contains("comp=", StringComparison.Ordinal))
            return;
        if (call is { Request.Method: "PUT", Context.Response.StatusCode: 201 })
            _containers.TryAdd(call.Container, new EmulatedContainer(_service.GetBlobContainerClient(call.Container)));
        else if (call is { Request.Method: "DELETE", Context.Response.StatusCode: 202 })
            _containers.TryRemove(call.Container, out _);
    }

    private async Task CreateAsync(StorageCall call)
    {
        var blobs = _service.GetBlobContainerClient(call.Container);
        if (!_containers.TryAdd(call.Container, new EmulatedContainer(blobs)))
            throw new StorageRefusal(409, "FilesystemAlreadyExists", "The specified filesystem already exists.");
        await blobs.CreateAsync();
        call.Context.Response.Headers["x-ms-namespace-enabled"] = "true";
        call.Context.Response.StatusCode = 201;
    }

    private async Task DeleteAsync(StorageCall call)
    {
        if (!_containers.TryRemove(call.Container, out _))
            throw new StorageRefusal(404, "FilesystemNotFound", "The specified filesystem does not exist.");
        await _service.DeleteBlobContainerAsync(call.Container);
        call.Context.Response.StatusCode = 202;
    }

    private void DemandToken(StorageCall call)
    {
        var header = call.Header("Authorization");
        if (!header.StartsWith("Bearer ", StringComparison.Ordinal))
        {
            call.Context.Response.Headers.WWWAuthenticate = "Bearer authorization_uri=https://login.microsoftonline.com/00000000-0000-0000-0000-000000000001/oauth2/authorize resource_id=https://storage.azure.com";
            throw new StorageRefusal(401, "NoAuthenticationInformation", "Server failed to authenticate the request. Please refer to the information in the www-authenticate header.");
        }
        if (header["Bearer ".Length..] != Token)
            throw new StorageRefusal(403, "AuthorizationPermissionMismatch", "This request is not authorized to perform this operation using this permission.");
        if (string.CompareOrdinal(call.Header("x-ms-version"), "2017-11-09") < 0)
            throw new StorageRefusal(400, "UnsupportedRestVersion", "A bearer token needs x-ms-version 2017-11-09 or later.");
    }

    /// <summary>Carried out, and the answer lost.</summary>
    private async Task CarryOutUnheardAsync(StorageCall call, EmulatedContainer container)
    {
        var response = call.Context.Response;
        var body = response.Body;
        response.Body = Stream.Null;
        await RouteAsync(call, container);
        response.Body = body;
        response.Clear();
    }

    private static async Task SpoilAsync(HttpContext context, Fault fault)
    {
        var (status, code) = fault.Kind switch
        {
            FaultKind.TooMany => (429, "TooManyRequests"),
            FaultKind.Unavailable or FaultKind.UnavailableSilently => (503, "ServerBusy"),
            FaultKind.Internal => (500, "InternalError"),
            FaultKind.Gateway => (502, "BadGateway"),
            _ => (0, ""),
        };
        if (status == 0)
        {
            context.Features.Get<IHttpRequestLifetimeFeature>()?.Abort();
            return;
        }
        if (fault.Kind is FaultKind.TooMany or FaultKind.Unavailable)
            context.Response.Headers.RetryAfter = fault.RetryAfter.ToString(CultureInfo.InvariantCulture);
        context.Response.Headers["x-ms-error-code"] = code;
        context.Response.StatusCode = status;
        await context.Response.WriteAsync("");
    }

    private static async Task RefuseAsync(StorageCall call, StorageRefusal refusal)
    {
        var response = call.Context.Response;
        response.StatusCode = refusal.Status;
        response.Headers["x-ms-error-code"] = refusal.Code;
        if (call.Request.Method == "HEAD")
            return;
        response.ContentType = call.IsDfs ? "application/json;charset=utf-8" : "application/xml";
        await response.WriteAsync(call.IsDfs
            ? new JsonObject { ["error"] = new JsonObject { ["code"] = refusal.Code, ["message"] = refusal.Message } }.ToJsonString()
            : $"<?xml version=\"1.0\" encoding=\"utf-8\"?>{new XElement("Error", new XElement("Code", refusal.Code), new XElement("Message", refusal.Message))}");
    }

    private static X509Certificate2 NewCertificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=Kali's emulated storage", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, critical: true));
        return request.CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1));
    }
}
