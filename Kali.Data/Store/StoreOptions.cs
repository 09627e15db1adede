using Kali.Data.Lake;
using Microsoft.Data.Sqlite;

namespace Kali.Data.Store;

/// <summary>Section <c>Kali:Store</c>: where Kali keeps what it remembers outside the tables.</summary>
public sealed class StoreOptions : ICheckedOptions
{
    public const string Section = "Kali:Store";

    /// <summary><c>sqlite</c>, or <c>postgres</c> when several instances work together.</summary>
    public string Provider { get; set; } = "sqlite";

    /// <summary>Needed for <c>postgres</c>; for <c>sqlite</c> the store is <c>kali.db</c> in the lake unless one is given.</summary>
    public string? ConnectionString { get; set; }

    internal bool IsPostgres => Provider is "postgres";

    public IEnumerable<string> Problems()
    {
        if (Provider is not ("sqlite" or "postgres"))
            yield return $"Kali:Store:Provider is “{Provider}”; it is sqlite or postgres.";
        if (IsPostgres && string.IsNullOrWhiteSpace(ConnectionString))
            yield return "Kali:Store:ConnectionString is empty; the provider postgres needs one.";
    }

    internal string SqliteConnection(LakeOptions lake) => string.IsNullOrWhiteSpace(ConnectionString)
        ? new SqliteConnectionStringBuilder { DataSource = Path.Combine(lake.Root, "kali.db") }.ToString()
        : ConnectionString;
}
