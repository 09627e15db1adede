using System.Collections.Immutable;

namespace Kali.Data.Lake;

/// <summary>The folders of a lake, the same on disk and in a container.</summary>
public static class LakeFolders
{
    /// <summary>Files as they were received.</summary>
    public static LakePath Uploads { get; } = new("raw/uploads");

    /// <summary>Files that have been loaded.</summary>
    public static LakePath Processed { get; } = new("raw/processed");

    /// <summary>Where the tables of a schema lie.</summary>
    public static ImmutableSortedDictionary<string, LakePath> Schemas { get; } = new Dictionary<string, LakePath>
    {
        ["raw_layer"] = new("raw/tables"),
        ["silver_layer"] = new("silver/enriched_data"),
        ["gold_layer"] = new("gold/analytics_ready"),
        ["metadata"] = new("metadata"),
    }.ToImmutableSortedDictionary(StringComparer.Ordinal);
}
