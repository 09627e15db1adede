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

    /// <summary>Storage without folders of its own has every one.</summary>
    internal static bool IsThere(ILakeFiles lake, LakePath place) => lake.LocalPath(place) is not { } folder || Directory.Exists(folder);

    internal static void Make(ILakeFiles lake, LakePath place)
    {
        if (lake.LocalPath(place) is not { } folder)
            return;
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new KaliException($"The folder {folder} cannot be made: {cause.Message} What was there before is kept.", cause);
        }
    }
}
