using Azure.Core;
using Azure.Core.Pipeline;
using Kali.Data.Lake;
using Kali.Data.Lake.Gen2;
using Kali.Web.Tests.Emulators.Storage;

namespace Kali.Web.Tests.Lake;

/// <summary>A lake in a container of the emulated account, as Kali reaches it in Azure.</summary>
internal sealed class Gen2Lake
{
    private readonly EmulatedStorage _storage;
    private readonly LakeOptions _options;

    private Gen2Lake(EmulatedStorage storage, EmulatedContainer container, string? token)
    {
        (_storage, Container) = (storage, container);
        _options = new LakeOptions
        {
            Account = storage.Address.ToString(),
            Container = container.Name,
            BlockBytes = 64 << 10,
            FirstPause = TimeSpan.FromMilliseconds(5),
            MaxRepeats = 3,
        };
        Account = Connect(token);
        Files = new Gen2LakeFiles(Account);
    }

    public EmulatedContainer Container { get; }

    public Gen2Account Account { get; }

    public Gen2LakeFiles Files { get; }

    public static async Task<Gen2Lake> NewAsync(StorageFixture fixture, string? token = null)
    {
        var storage = await fixture.StartedAsync();
        return new Gen2Lake(storage, await storage.NewContainerAsync(), token);
    }

    /// <summary>The same lake as another process sees it.</summary>
    public Gen2LakeFiles Again(TimeProvider? time = null) => new(Connect(null, time));

    private Gen2Account Connect(string? token, TimeProvider? time = null) => new(_options, new StubToken(token ?? _storage.Token), Transport(), time);

    private HttpClientTransport Transport() => new(new HttpClient(new SocketsHttpHandler
    {
        SslOptions = { RemoteCertificateValidationCallback = (_, shown, _, _) => shown?.GetCertHashString() == _storage.Certificate.GetCertHashString() },
    }));

    private sealed class StubToken(string token) : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) => new(token, TimeProvider.System.GetUtcNow().AddHours(1));

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) => ValueTask.FromResult(GetToken(requestContext, cancellationToken));
    }
}
