namespace Kali.Web.Security;

/// <summary>How people come in here: by the directory when one is configured, else as local personas.</summary>
public sealed class SignInWays(IConfiguration configuration)
{
    public const string DirectorySection = "AzureAd";

    public bool HasDirectory { get; } = IsDirectoryConfigured(configuration);

    public static bool IsDirectoryConfigured(IConfiguration configuration) =>
        !string.IsNullOrWhiteSpace(configuration[$"{DirectorySection}:ClientId"]) && !string.IsNullOrWhiteSpace(configuration[$"{DirectorySection}:TenantId"]);
}
