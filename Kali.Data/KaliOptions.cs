namespace Kali.Data;

/// <summary>Section <c>Kali</c>: what holds for the whole application.</summary>
public sealed class KaliOptions : ICheckedOptions
{
    public const string Section = "Kali";
    public const string Embedded = "embedded";
    public const string Databricks = "databricks";
    public const string Development = "development";
    public const string Production = "production";

    private const string DevelopmentCatalog = "kali_dev";
    private const string ProductionCatalog = "kali_prod";

    /// <summary>What this installation is for: <c>development</c> or <c>production</c>. It chooses the settings under <c>Kali:Environments</c>.</summary>
    public string Environment { get; set; } = Development;

    /// <summary>The engine that keeps the tables: <c>embedded</c> or <c>databricks</c>.</summary>
    public string Engine { get; set; } = Embedded;

    /// <summary>The catalog of this lake; one lake holds one.</summary>
    public string Catalog { get; set; } = DevelopmentCatalog;

    internal bool IsProduction => Environment == Production;

    public IEnumerable<string> Problems()
    {
        if (Environment is not (Development or Production))
            yield return $"Kali:Environment is “{Environment}”; it is development or production.";
        if (Engine is not (Embedded or Databricks))
            yield return $"Kali:Engine is “{Engine}”; the engine is embedded or databricks.";
        if (!SafeName.IsSafe(Catalog) || SafeName.From(Catalog, "") != Catalog)
            yield return $"Kali:Catalog is “{Catalog}”; a catalog is named with small letters, digits and underscores, for example {DevelopmentCatalog}.";
        if (Engine == Databricks && IsProduction && Catalog == DevelopmentCatalog)
            yield return $"Kali:Catalog is {Catalog}, the catalog of development, and Kali:Environment is production. Set Kali:Environments:production:Catalog, for example {ProductionCatalog}.";
        if (Engine == Databricks && Environment == Development && Catalog == ProductionCatalog)
            yield return $"Kali:Catalog is {Catalog}, the catalog of production, and Kali:Environment is development. Set Kali:Environment to production, or another catalog.";
    }
}
