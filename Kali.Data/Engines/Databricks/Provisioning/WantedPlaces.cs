using System.Collections.Immutable;

namespace Kali.Data.Engines.Databricks.Provisioning;

/// <summary>What Kali wants in Unity Catalog, in the order it is made.</summary>
internal static class WantedPlaces
{
    private const string SharedSchema = "functions";

    public static ImmutableArray<string> Schemas { get; } = ["raw_layer", "silver_layer", "gold_layer", "metadata"];

    public static ImmutableArray<WantedPlace> Of(DatabricksOptions options)
    {
        var (catalog, shared, groups) = (options.Catalog, options.SharedCatalog, options.Groups);
        var (stagingSchema, volume) = options.Staging;
        return
        [
            new WantedCatalog(catalog, options.CatalogLocation, options.IsProduction ? "Kali's data in production, strictly governed" : "Kali's data of development"),
            .. Schemas.Select(schema => new WantedSchema(catalog, schema, AboutSchema(schema))),
            new WantedVolume(catalog, stagingSchema, volume, "Rows on their way into Kali's tables; files here are gone when they have arrived"),
            new WantedCleaning(catalog),
            new WantedCatalog(shared, options.CatalogLocation, "What Kali's catalogs share: functions and reference data"),
            new WantedSchema(shared, SharedSchema, "Functions that Kali's statements call"),
            .. Grants(catalog, shared, groups, options.IsProduction),
            new WantedTag("catalogs", catalog, "kali_environment", options.IsProduction ? KaliOptions.Production : KaliOptions.Development),
            .. Schemas.Select(schema => new WantedTag("schemas", $"{catalog}.{schema}", "kali_layer", schema.Replace("_layer", "", StringComparison.Ordinal))),
        ];
    }

    private static IEnumerable<WantedPlace> Grants(string catalog, string shared, DatabricksGroups groups, bool isProduction)
    {
        yield return new WantedGrant("catalog", catalog, groups.Admins, "ALL_PRIVILEGES");
        yield return isProduction
            ? new WantedGrant("catalog", catalog, groups.DataEngineers, "USE_CATALOG", "USE_SCHEMA", "SELECT", "MODIFY", "CREATE_TABLE", "READ_VOLUME", "APPLY_TAG")
            : new WantedGrant("catalog", catalog, groups.DataEngineers, "ALL_PRIVILEGES");
        yield return new WantedGrant("catalog", catalog, groups.Analysts, "USE_CATALOG", "BROWSE");
        foreach (var schema in new[] { "silver_layer", "gold_layer", "metadata" })
            yield return new WantedGrant("schema", $"{catalog}.{schema}", groups.Analysts, "USE_SCHEMA", "SELECT");
        yield return new WantedGrant("catalog", catalog, groups.BusinessUsers, "USE_CATALOG");
        yield return new WantedGrant("schema", $"{catalog}.gold_layer", groups.BusinessUsers, "USE_SCHEMA", "SELECT");
        yield return new WantedGrant("catalog", shared, groups.Admins, "ALL_PRIVILEGES");
        foreach (var group in new[] { groups.DataEngineers, groups.Analysts, groups.BusinessUsers })
            yield return new WantedGrant("catalog", shared, group, "USE_CATALOG", "USE_SCHEMA", "EXECUTE");
    }

    private static string AboutSchema(string schema) => schema switch
    {
        "raw_layer" => "Files as they were received, every cell as text",
        "silver_layer" => "Typed, cleaned and repaired rows, and those held back with their reasons",
        "gold_layer" => "What business users may read",
        _ => "What Kali knows about its data: runs, lineage, quality, audit",
    };
}
