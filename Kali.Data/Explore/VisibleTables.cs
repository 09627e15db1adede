using System.Collections.Immutable;

namespace Kali.Data.Explore;

/// <summary>
/// The tables a person may see, and how short names find them: <c>orders</c> means gold, then silver, then raw, then metadata;
/// <c>silver_layer.orders</c> means this lake's catalog. Names compare without case, as the engines do.
/// </summary>
public sealed class VisibleTables(string catalog, ImmutableArray<TableName> tables)
{
    internal static readonly ImmutableArray<Layer> Preference = [Layer.Gold, Layer.Silver, Layer.Quarantine, Layer.Raw, Layer.Findings, Layer.Repairs, Layer.DqxQuarantine, Layer.Metadata];

    public ImmutableArray<TableName> All => tables;

    /// <summary>The table those parts name, or null. Empty parts were not written.</summary>
    public TableName? Find(string catalogPart, string schemaPart, string namePart)
    {
        var wantedCatalog = catalogPart.Length == 0 ? catalog : catalogPart;
        return tables
            .Where(table => Same(table.Name, namePart) && Same(table.Catalog, wantedCatalog) && (schemaPart.Length == 0 || Same(table.Schema, schemaPart)))
            .OrderBy(table => Preference.IndexOf(table.Layer))
            .Select(table => (TableName?)table)
            .FirstOrDefault();
    }

    private static bool Same(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
}
