using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;

namespace Kali.Data;

/// <summary>Who Kali itself is in Azure.</summary>
internal static class ApplicationIdentity
{
    /// <param name="principal">A service principal: its tenant, application id and secret; null for a managed identity.</param>
    /// <param name="managedIdentity">The client id of a user-assigned managed identity; without one the platform's own is taken.</param>
    /// <param name="transport">How tokens are asked for; null for the ordinary way.</param>
    public static TokenCredential Of((string Tenant, string Client, string Secret)? principal, string? managedIdentity, HttpPipelineTransport? transport) => principal is var (tenant, client, secret)
        ? new ClientSecretCredential(tenant, client, secret, Over(new ClientSecretCredentialOptions(), transport))
        : new ManagedIdentityCredential(Over(
            new ManagedIdentityCredentialOptions(string.IsNullOrWhiteSpace(managedIdentity) ? ManagedIdentityId.SystemAssigned : ManagedIdentityId.FromUserAssignedClientId(managedIdentity)), transport));

    private static TOptions Over<TOptions>(TOptions options, HttpPipelineTransport? transport)
        where TOptions : TokenCredentialOptions
    {
        if (transport is not null)
            options.Transport = transport;
        return options;
    }
}
