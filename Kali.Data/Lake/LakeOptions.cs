using System.Collections.Immutable;
using System.Globalization;

namespace Kali.Data.Lake;

/// <summary>Section <c>Kali:Lake</c>: where the lake lies.</summary>
public sealed class LakeOptions : ICheckedOptions
{
    public const string Section = "Kali:Lake";

    /// <summary>The folder of the lake; without one it is <c>Kali</c> in the user's local application data. With a lake in Azure only what belongs to this machine lies here: the store and the keys of sessions.</summary>
    public string? Folder { get; set; }

    /// <summary>The storage account that holds the lake, with a hierarchical namespace: its name, or its address where that is not <c>https://NAME.dfs.core.windows.net</c>.</summary>
    public string? Account { get; set; }

    /// <summary>The account's container for the lake.</summary>
    public string? Container { get; set; }

    /// <summary>The client id of a user-assigned managed identity; without one the platform's own identity is taken.</summary>
    public string? ManagedIdentityClientId { get; set; }

    /// <summary>A service principal instead of a managed identity: its tenant, application id and secret.</summary>
    public string? TenantId { get; set; }

    public string? ClientId { get; set; }

    public string? ClientSecret { get; set; }

    /// <summary>A storage account with its key, or Azurite, instead of <see cref="Account"/>. For development alone.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>The groups that provisioning gives rights on the lake's folders.</summary>
    public LakeGroups Groups { get; set; } = new();

    /// <summary>How large the pieces are in which files are sent to the account.</summary>
    public int BlockBytes { get; set; } = 8 << 20;

    /// <summary>How often a request to the account is sent again.</summary>
    public int MaxRepeats { get; set; } = 8;

    /// <summary>The first pause before that; it doubles up to ten seconds. Where the service names a time, that one is kept.</summary>
    public TimeSpan FirstPause { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long one attempt of a request may wait for the account.</summary>
    public TimeSpan AttemptDeadline { get; set; } = TimeSpan.FromSeconds(100);

    /// <summary>The settings that say that the lake is not a folder of this machine, and how it is reached.</summary>
    public static ImmutableArray<string> Elsewhere { get; } =
        [nameof(Account), nameof(Container), nameof(ConnectionString), nameof(ManagedIdentityClientId), nameof(TenantId), nameof(ClientId), nameof(ClientSecret)];

    /// <summary>The lake's folder as an absolute path.</summary>
    public string Root => Path.GetFullPath(string.IsNullOrWhiteSpace(Folder) ? Default : Folder);

    internal bool IsDevelopment { get; set; }

    internal bool IsInAzure => IsSet(Account) || IsSet(ConnectionString);

    /// <summary>The service principal; null where a managed identity is taken.</summary>
    internal (string Tenant, string Client, string Secret)? Principal => IsSet(TenantId) && IsSet(ClientId) && IsSet(ClientSecret) ? (TenantId!, ClientId!, ClientSecret!) : null;

    /// <summary>Where files are read and written.</summary>
    internal Uri BlobAddress => AddressOf("blob", "dfs");

    /// <summary>Where folders are renamed and deleted.</summary>
    internal Uri DfsAddress => AddressOf("dfs", "blob");

    private static string Default => Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "Kali");

    public IEnumerable<string> Problems()
    {
        if (File.Exists(Root))
            yield return $"{Section}:Folder is “{Root}”, which is a file; the lake needs a folder.";
        foreach (var problem in Places().Concat(Identities()).Concat(Groups.Problems()))
            yield return problem;
        if (BlockBytes is < 64 << 10 or > 100 << 20)
            yield return string.Create(CultureInfo.InvariantCulture, $"{Section}:BlockBytes is {BlockBytes}; it is between 65536 and 104857600.");
        if (MaxRepeats < 0)
            yield return string.Create(CultureInfo.InvariantCulture, $"{Section}:MaxRepeats is {MaxRepeats}; it is 0 or more.");
        if (FirstPause <= TimeSpan.Zero || AttemptDeadline <= TimeSpan.Zero)
            yield return $"{Section}:FirstPause is {FirstPause} and AttemptDeadline {AttemptDeadline}; both are longer than no time.";
    }

    private IEnumerable<string> Places()
    {
        if (IsSet(Account) && IsSet(ConnectionString))
            yield return $"{Section}:Account and ConnectionString contradict each other. Leave one of the two out.";
        if (IsSet(ConnectionString) && !IsDevelopment)
            yield return $"{Section}:ConnectionString is for Development alone, for it holds the account's key. Set Account and let Kali use its identity.";
        if (IsSet(Account) && !IsAccount(Account!))
            yield return $"{Section}:Account is “{Account}”; a storage account's name (3 to 24 small letters and digits) or its https address is needed.";
        if (IsInAzure && !IsSet(Container))
            yield return $"{Section}:Container is missing; it is the account's container for the lake.";
        if (!IsInAzure && IsSet(Container))
            yield return $"{Section}:Container is “{Container}” and there is no Account. Set it, or leave Container out for a lake in a folder.";
        if (IsSet(Container) && !IsContainer(Container!))
            yield return $"{Section}:Container is “{Container}”; a container is named with 3 to 63 small letters, digits and single hyphens.";
    }

    private IEnumerable<string> Identities()
    {
        var given = new[] { TenantId, ClientId, ClientSecret }.Count(IsSet);
        if (given is 1 or 2)
            yield return $"{Section}:TenantId, ClientId and ClientSecret belong together; {given} of the 3 are there. Set all for a service principal, or none for a managed identity.";
        if (given > 0 && IsSet(ManagedIdentityClientId))
            yield return $"{Section}:ManagedIdentityClientId contradicts the service principal set beside it. Leave one of the two out.";
        if ((given > 0 || IsSet(ManagedIdentityClientId)) && !IsSet(Account))
            yield return $"{Section} has an identity and no Account to use it with. Set Account, or leave the identity out.";
    }

    private Uri AddressOf(string endpoint, string other) => Uri.TryCreate(Account, UriKind.Absolute, out var address)
        ? new UriBuilder(address) { Host = address.Host.Replace($".{other}.", $".{endpoint}.", StringComparison.Ordinal) }.Uri
        : new Uri($"https://{Account}.{endpoint}.core.windows.net");

    private static bool IsAccount(string account) =>
        account.Length is >= 3 and <= 24 && account.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter))
        || Uri.TryCreate(account, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttps;

    private static bool IsContainer(string container) =>
        container.Length is >= 3 and <= 63
        && container.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '-')
        && container[0] != '-' && container[^1] != '-' && !container.Contains("--", StringComparison.Ordinal);

    private static bool IsSet(string? value) => !string.IsNullOrWhiteSpace(value);
}
