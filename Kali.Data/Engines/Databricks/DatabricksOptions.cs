using System.Globalization;

namespace Kali.Data.Engines.Databricks;

/// <summary>Section <c>Kali:Databricks</c>: the workspace, and how Kali speaks to it.</summary>
public sealed class DatabricksOptions : ICheckedOptions
{
    public const string Section = "Kali:Databricks";

    /// <summary>The workspace's address: <c>https://adb-1234567890123456.7.azuredatabricks.net</c>.</summary>
    public string? Workspace { get; set; }

    /// <summary>The SQL warehouse that answers Kali: the last part of its HTTP path.</summary>
    public string? WarehouseId { get; set; }

    /// <summary>The catalog of Kali's tables; the application sets it to its own.</summary>
    public string Catalog { get; internal set; } = "kali_dev";

    /// <summary>The catalog of functions and reference data that all environments share.</summary>
    public string SharedCatalog { get; set; } = "kali_shared";

    /// <summary>Where provisioning puts the tables of a new catalog (<c>abfss://container@account.dfs.core.windows.net/path</c>, under an external location); without it the metastore decides.</summary>
    public string? CatalogLocation { get; set; }

    /// <summary>The account groups that provisioning grants rights to.</summary>
    public DatabricksGroups Groups { get; set; } = new();

    /// <summary>A volume of the catalog where rows wait to be loaded: schema and volume.</summary>
    public string StagingVolume { get; set; } = "metadata.staging";

    /// <summary>The client id of a user-assigned managed identity; without one the platform's own identity is taken.</summary>
    public string? ManagedIdentityClientId { get; set; }

    /// <summary>A service principal instead of a managed identity: its tenant, application id and secret.</summary>
    public string? TenantId { get; set; }

    public string? ClientId { get; set; }

    public string? ClientSecret { get; set; }

    /// <summary>A personal access token. For development alone.</summary>
    public string? PersonalAccessToken { get; set; }

    /// <summary>Requests a second that Kali lets itself send; more of them wait.</summary>
    public int RequestsPerSecond { get; set; } = 15;

    /// <summary>How long one request may take with all its repetitions. A statement's run is many requests and has no such limit.</summary>
    public TimeSpan Deadline { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How long one attempt of a request may take.</summary>
    public TimeSpan AttemptDeadline { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>The first pause before a request is repeated; it doubles up to ten seconds. Where the service names a time, that one is kept.</summary>
    public TimeSpan FirstPause { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>The first pause between two looks at a running statement; they grow up to <see cref="LongestLookPause"/>.</summary>
    public TimeSpan FirstLookPause { get; set; } = TimeSpan.FromMilliseconds(250);

    public TimeSpan LongestLookPause { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The pause after this one, twice as long up to the longest.</summary>
    internal TimeSpan PauseAfter(TimeSpan pause) => pause * 2 < LongestLookPause ? pause * 2 : LongestLookPause;

    /// <summary>How long a statement waits for the warehouse before people are told why.</summary>
    public TimeSpan TellsWaitAfter { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>How long the newest version of a table is taken to be the newest without asking again; changes of this process are known at once.</summary>
    public TimeSpan VersionsHoldFor { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How often a change that another writer overtook is sent again before it gives up.</summary>
    public int MaxRebases { get; set; } = 8;

    /// <summary>
    /// Whether statements of a person are sent with that person's own rights in Unity Catalog, so that its grants and masks decide (on-behalf-of, with Entra ID).
    /// Runs, upkeep and provisioning work as the application always.
    /// </summary>
    public bool ActsAsUser { get; set; }

    /// <summary>Whether workspace and storage account have to be reached by private addresses; health tells where they are not.</summary>
    public bool PrivateLink { get; set; }

    /// <summary>Whether this installation serves production; the composition root says so.</summary>
    internal bool IsProduction { get; set; }

    internal (string Schema, string Volume) Staging => StagingVolume.Split('.') is [var schema, var volume] ? (schema, volume) : ("", "");

    /// <summary>The staging volume of a catalog, as a folder.</summary>
    internal string VolumeOf(string catalog) => $"/Volumes/{catalog}/{Staging.Schema}/{Staging.Volume}";

    /// <summary>The service principal; null where a managed identity is taken.</summary>
    internal (string Tenant, string Client, string Secret)? Principal =>
        TenantId is { Length: > 0 } tenant && ClientId is { Length: > 0 } client && ClientSecret is { Length: > 0 } secret ? (tenant, client, secret) : null;

    internal Uri WorkspaceAddress => new(Workspace!.TrimEnd('/') + "/");

    public IEnumerable<string> Problems()
    {
        if (!Uri.TryCreate(Workspace, UriKind.Absolute, out var address) || address.AbsolutePath != "/" || address.Scheme != Uri.UriSchemeHttps && !address.IsLoopback)
            yield return $"{Section}:Workspace is “{Workspace}”; the workspace's address is needed, for example https://adb-1234567890123456.7.azuredatabricks.net.";
        if (string.IsNullOrWhiteSpace(WarehouseId))
            yield return $"{Section}:WarehouseId is missing; it is the last part of the SQL warehouse's HTTP path.";
        if (!SafeName.IsSafe(Staging.Schema) || !SafeName.IsSafe(Staging.Volume))
            yield return $"{Section}:StagingVolume is “{StagingVolume}”; a schema and a volume are needed, for example metadata.staging.";
        if (!SafeName.IsSafe(SharedCatalog) || SharedCatalog == Catalog)
            yield return $"{Section}:SharedCatalog is “{SharedCatalog}”; another catalog than {Catalog} is needed, for example kali_shared.";
        if (CatalogLocation is { Length: > 0 } location && !location.StartsWith("abfss://", StringComparison.Ordinal))
            yield return $"{Section}:CatalogLocation is “{location}”; a path in Azure Data Lake Storage is needed, for example abfss://tables@account.dfs.core.windows.net/kali.";
        var given = new[] { TenantId, ClientId, ClientSecret }.Count(value => !string.IsNullOrWhiteSpace(value));
        if (given is 1 or 2)
            yield return $"{Section}:TenantId, ClientId and ClientSecret belong together; {given} of the 3 are there. Set all for a service principal, or none for a managed identity.";
        if (!string.IsNullOrWhiteSpace(PersonalAccessToken) && (given > 0 || !string.IsNullOrWhiteSpace(ManagedIdentityClientId)))
            yield return $"{Section}:PersonalAccessToken contradicts the identity set beside it. Leave one of the two out.";
        if (given == 3 && !string.IsNullOrWhiteSpace(ManagedIdentityClientId))
            yield return $"{Section}:ManagedIdentityClientId contradicts the service principal set beside it ({Section}:ClientId). Leave one of the two out.";
        if (!string.IsNullOrWhiteSpace(PersonalAccessToken) && IsProduction)
            yield return $"{Section}:PersonalAccessToken is set in production. Personal tokens are for development alone; use a managed identity or a service principal.";
        if (!string.IsNullOrWhiteSpace(PersonalAccessToken) && ActsAsUser)
            yield return $"{Section}:ActsAsUser contradicts {Section}:PersonalAccessToken: with it everybody is the token's owner. Leave one of the two out.";
        if (IsProduction && address is { IsAbsoluteUri: true, Scheme: not "https" })
            yield return $"{Section}:Workspace is “{Workspace}”, which is not encrypted; production needs https.";
        if (PrivateLink && address is { IsAbsoluteUri: true, IsLoopback: true })
            yield return $"{Section}:PrivateLink contradicts {Section}:Workspace, which is “{Workspace}”, an address of this machine. Leave one of the two out.";
        if (RequestsPerSecond < 1)
            yield return string.Create(CultureInfo.InvariantCulture, $"{Section}:RequestsPerSecond is {RequestsPerSecond}; at least 1 is needed.");
        if (VersionsHoldFor < TimeSpan.Zero || VersionsHoldFor > TimeSpan.FromMinutes(1))
            yield return $"{Section}:VersionsHoldFor is {VersionsHoldFor}; it is a minute at most.";
        if (AttemptDeadline <= TimeSpan.Zero || Deadline < AttemptDeadline)
            yield return $"{Section}:Deadline is {Deadline} and AttemptDeadline {AttemptDeadline}; the first holds for all attempts together and cannot be shorter.";
    }
}
