using Kali.Data;
using Microsoft.Identity.Abstractions;
using Microsoft.Identity.Client;
using Microsoft.Identity.Web;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Kali.Web.Security;

/// <summary>
/// How Kali proves to the directory that it is Kali: a secret (<c>AzureAd:ClientSecret</c>), or what the first usable entry of <c>AzureAd:ClientCredentials</c> describes,
/// as Microsoft.Identity.Web reads it: a certificate (file, Key Vault, store) or an assertion that somebody signs whom the registration trusts (a managed identity, a file of the platform).
/// With the latter two no secret travels, only an assertion that ends after minutes.
/// </summary>
internal sealed class DirectoryCredential(IConfiguration configuration, TimeProvider time)
{
    private const string AssertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
    private static readonly TimeSpan AssertionLife = TimeSpan.FromMinutes(5);

    private readonly IConfigurationSection _directory = configuration.GetSection(SignInWays.DirectorySection);
    private readonly Lazy<Task<CredentialDescription>> _described = new(() => DescribedAsync(configuration.GetSection(SignInWays.DirectorySection)));

    public static bool IsThere(IConfiguration configuration) =>
        configuration.GetSection(SignInWays.DirectorySection) is var directory && (IsDescribed(directory) || !string.IsNullOrWhiteSpace(directory["ClientSecret"]));

    public ConfidentialClientApplicationBuilder AddTo(ConfidentialClientApplicationBuilder kali) => IsDescribed(_directory)
        ? kali.WithClientAssertion(asked => AssertionAsync(asked.TokenEndpoint, asked.CancellationToken))
        : kali.WithClientSecret(_directory["ClientSecret"]);

    /// <summary>The same for the request with which the code of a sign-in becomes tokens.</summary>
    public async Task AddToAsync(Microsoft.IdentityModel.Protocols.OpenIdConnect.OpenIdConnectMessage request, string tokenEndpoint, CancellationToken ct)
    {
        if (!IsDescribed(_directory))
            return;
        request.ClientSecret = null;
        request.ClientAssertionType = AssertionType;
        request.ClientAssertion = await AssertionAsync(tokenEndpoint, ct);
    }

    private static bool IsDescribed(IConfigurationSection directory) => directory.GetSection("ClientCredentials").Exists();

    private async Task<string> AssertionAsync(string tokenEndpoint, CancellationToken ct)
    {
        var described = await _described.Value.WaitAsync(ct);
        return described switch
        {
            { CachedValue: ClientAssertionProviderBase signer } => await signer.GetSignedAssertionAsync(new AssertionRequestOptions { TokenEndpoint = tokenEndpoint, ClientID = _directory["ClientId"], CancellationToken = ct }),
            { Certificate: { } certificate } => Signed(new X509SigningCredentials(certificate, SecurityAlgorithms.RsaSsaPssSha256), tokenEndpoint),
            _ => throw Unusable(null),
        };
    }

    private string Signed(SigningCredentials key, string tokenEndpoint)
    {
        var now = time.GetUtcNow().UtcDateTime;
        return new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = _directory["ClientId"],
            Audience = tokenEndpoint,
            Claims = new Dictionary<string, object> { ["sub"] = _directory["ClientId"]!, ["jti"] = Guid.NewGuid().ToString() },
            NotBefore = now,
            IssuedAt = now,
            Expires = now + AssertionLife,
            SigningCredentials = key,
        });
    }

    private static async Task<CredentialDescription> DescribedAsync(IConfigurationSection directory)
    {
        var described = directory.GetSection("ClientCredentials").Get<List<CredentialDescription>>() ?? [];
        try
        {
            return await new DefaultCredentialsLoader().LoadFirstValidCredentialsAsync(described, new CredentialSourceLoaderParameters(directory["ClientId"]!, directory["Instance"]!)) ?? throw Unusable(null);
        }
        catch (Exception fault) when (fault is not KaliException)
        {
            throw Unusable(fault);
        }
    }

    private static KaliException Unusable(Exception? fault) =>
        new("No entry of AzureAd:ClientCredentials can be used: no certificate with its private key, and nobody who signs for Kali. Nobody was signed in. Look at the entries, and whether Kali's identity may read the certificate.", fault);
}
