using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Security.KeyVault.Secrets;
using Kali.Data;
using Kali.Web.Security;
using Kali.Web.Tests.Security.Directory;
using Microsoft.Extensions.Configuration;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;
using Xunit;

namespace Kali.Web.Tests.Security;

/// <summary>Secrets by reference: read at start, told by their names alone.</summary>
public sealed class KeyVaultTests
{
    private const string Secret = "s3cr3t-of-the-vault";

    [Fact]
    public void AReference_BecomesItsSecret_AndOtherSettingsStay()
    {
        var configuration = Configured("@Microsoft.KeyVault(SecretUri=https://kv-kali.vault.azure.net/secrets/databricks)");

        configuration.AddKeyVaultSecrets(new FixedToken(), Vault());

        Assert.Equal((Secret, "of-no-vault"), (configuration["Kali:Databricks:ClientSecret"], configuration["Kali:Databricks:ClientId"]));
    }

    [Theory]
    [InlineData("https://kv-kali.vault.azure.net/secrets/another", "the secret another in https://kv-kali.vault.azure.net/")]
    [InlineData("http://kv-kali.vault.azure.net/secrets/databricks", "which is no secret of a Key Vault")]
    [InlineData("https://kv-kali.vault.azure.net/keys/databricks", "which is no secret of a Key Vault")]
    public void ASecretThatCannotBeRead_IsToldWithItsSetting(string address, string expected)
    {
        var configuration = Configured($"@Microsoft.KeyVault(SecretUri={address})");

        var fault = Assert.Throws<RefusedException>(() => configuration.AddKeyVaultSecrets(new FixedToken(), Vault()));

        Assert.StartsWith("Kali:Databricks:ClientSecret refers to", fault.Message, StringComparison.Ordinal);
        Assert.Contains(expected, fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, fault.ToString(), StringComparison.Ordinal);
    }

    /// <summary>A certificate of a vault is a secret of it, too: with its key, as text.</summary>
    [Fact]
    public async Task ACertificateOfTheVault_ProvesKaliToTheDirectory()
    {
        const string endpoint = "https://login.example/token";
        using var proofs = new ClientProofs();
        var configuration = new ConfigurationManager();
        configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["AzureAd:Instance"] = "https://login.example/",
            ["AzureAd:ClientId"] = "kali",
            ["AzureAd:ClientCredentials:0:SourceType"] = "Base64Encoded",
            ["AzureAd:ClientCredentials:0:Base64EncodedValue"] = "@Microsoft.KeyVault(SecretUri=https://kv-kali.vault.azure.net/secrets/databricks)",
        });
        configuration.AddKeyVaultSecrets(new FixedToken(), Vault(Convert.ToBase64String(proofs.Pkcs12)));

        var request = new OpenIdConnectMessage { ClientSecret = "none" };
        await new DirectoryCredential(configuration, TimeProvider.System).AddToAsync(request, endpoint, TestContext.Current.CancellationToken);

        using var certificate = X509CertificateLoader.LoadPkcs12(proofs.Pkcs12, null);
        var shown = await new JsonWebTokenHandler().ValidateTokenAsync(request.ClientAssertion, new TokenValidationParameters { IssuerSigningKey = new X509SecurityKey(certificate), ValidIssuer = "kali", ValidAudience = endpoint });
        Assert.True(shown.IsValid, shown.Exception?.Message);
        Assert.Null(request.ClientSecret);
    }

    private static ConfigurationManager Configured(string value)
    {
        var configuration = new ConfigurationManager();
        configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["Kali:Databricks:ClientSecret"] = value, ["Kali:Databricks:ClientId"] = "of-no-vault" });
        return configuration;
    }

    private static SecretClientOptions Vault(string secret = Secret) => new() { Transport = new HttpClientTransport(new AnsweringVault(secret)), Retry = { MaxRetries = 0 } };

    /// <summary>A vault with one secret, which asks for a token first.</summary>
    private sealed class AnsweringVault(string secret) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => Task.FromResult(Send(request, cancellationToken));

        protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.Headers.Authorization is null)
            {
                var challenge = new HttpResponseMessage(HttpStatusCode.Unauthorized) { Content = new StringContent("") };
                challenge.Headers.TryAddWithoutValidation("WWW-Authenticate", "Bearer authorization=\"https://login.microsoftonline.com/7d7a2b1c-35ce-4d1b-9a0e-3f1d7d0f6a11\", resource=\"https://vault.azure.net\"");
                return challenge;
            }
            return request.RequestUri!.AbsolutePath.StartsWith("/secrets/databricks", StringComparison.Ordinal)
                ? Json(HttpStatusCode.OK, $$$"""{"value":"{{{secret}}}","id":"https://kv-kali.vault.azure.net/secrets/databricks/1","attributes":{"enabled":true}}""")
                : Json(HttpStatusCode.NotFound, """{"error":{"code":"SecretNotFound","message":"A secret with (name/id) another was not found in this key vault."}}""");
        }

        private static HttpResponseMessage Json(HttpStatusCode status, string body) => new(status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
    }

    private sealed class FixedToken : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) => new("token", TimeProvider.System.GetUtcNow().AddHours(1));

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) => new(GetToken(requestContext, cancellationToken));
    }
}
