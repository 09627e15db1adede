using System.Text.RegularExpressions;
using Azure;
using Azure.Core;
using Azure.Identity;
using Azure.Security.KeyVault.Secrets;
using Microsoft.Extensions.Configuration;

namespace Kali.Data;

/// <summary>
/// Settings that name a secret in place of having it: <c>@Microsoft.KeyVault(SecretUri=https://VAULT.vault.azure.net/secrets/NAME)</c>, with or without a version.
/// They are read once, when Kali starts, with its own identity; a secret is never logged and never shown.
/// </summary>
public static partial class KeyVaultReferences
{
    public static void AddKeyVaultSecrets(this IConfigurationManager configuration, TokenCredential? credential = null, SecretClientOptions? options = null)
    {
        var named = configuration.AsEnumerable().Where(setting => setting.Value is not null).Select(setting => (setting.Key, Reference: Reference().Match(setting.Value!))).Where(setting => setting.Reference.Success).ToList();
        if (named.Count == 0)
            return;
        credential ??= new DefaultAzureCredential();
        configuration.AddInMemoryCollection(named.Select(setting => KeyValuePair.Create(setting.Key, (string?)Read(setting.Key, setting.Reference.Groups[1].Value, credential, options))).ToList());
    }

    private static string Read(string setting, string address, TokenCredential credential, SecretClientOptions? options)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme != Uri.UriSchemeHttps || !uri.AbsolutePath.StartsWith("/secrets/", StringComparison.Ordinal) || !KeyVaultSecretIdentifier.TryCreate(uri, out var secret))
            throw new RefusedException($"{setting} refers to “{address}”, which is no secret of a Key Vault; https://VAULT.vault.azure.net/secrets/NAME is needed.");
        try
        {
            return new SecretClient(secret.VaultUri, credential, options ?? new SecretClientOptions()).GetSecret(secret.Name, secret.Version).Value.Value;
        }
        catch (Exception fault) when (fault is RequestFailedException or AuthenticationFailedException)
        {
            var why = fault is RequestFailedException { Status: > 0 } refused ? FormattableString.Invariant($"the vault answers {refused.Status} {refused.ErrorCode}") : fault.Message.Split('\n')[0].Trim();
            throw new RefusedException(
                $"{setting} refers to the secret {secret.Name} in {secret.VaultUri}, which cannot be read: {why}. Kali did not start. Give its identity the role “Key Vault Secrets User” on the vault, or correct the setting.", fault);
        }
    }

    [GeneratedRegex(@"^@Microsoft\.KeyVault\(SecretUri=([^)]+)\)$")]
    private static partial Regex Reference();
}
