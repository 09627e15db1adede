using System.Collections.Immutable;
using Kali.Data.Lake;
using Microsoft.Extensions.Options;

namespace Kali.Data.Engines.Embedded.Tables;

/// <summary>Where the tables of the catalog lie in the lake: one folder a schema, one folder in it a table.</summary>
internal sealed class TablePlaces(ILakeFiles lake, IOptions<EmbeddedOptions> options)
{
    private const string LogFolder = "_delta_log";

    private static readonly ImmutableSortedDictionary<string, LakePath> Folders = LakeFolders.Schemas;

    private static readonly LakePath Dropped = new("dropped");

    public static LakePath Temporary { get; } = new("tmp");

    public string Catalog => options.Value.Catalog;

    /// <summary>For what lives no longer than a statement: spilled rows, staged files.</summary>
    public string TempFolder { get; } = LocalPath(lake, Temporary);

    /// <exception cref="NotFoundException">The name is not one of this catalog.</exception>
    public string FolderOf(TableName table) => LocalPath(lake, SchemaFolder(table) / table.Name);

    /// <summary>Where dropped tables of that name wait to be brought back or removed; one folder each, named for the moment.</summary>
    public string DroppedFolderOf(TableName table)
    {
        _ = SchemaFolder(table);
        return LocalPath(lake, Dropped / table.Schema / table.Name);
    }

    public IEnumerable<TableName> All()
    {
        foreach (var (schema, place) in Folders)
        {
            var folder = new DirectoryInfo(LocalPath(lake, place));
            if (!folder.Exists)
                continue;
            foreach (var table in folder.EnumerateDirectories().Where(IsTable).OrderBy(table => table.Name, StringComparer.Ordinal))
                yield return new TableName(Catalog, schema, table.Name);
        }
    }

    private static bool IsTable(DirectoryInfo folder) => SafeName.IsSafe(folder.Name) && Directory.Exists(Path.Combine(folder.FullName, LogFolder));

    private LakePath SchemaFolder(TableName table)
    {
        if (table.Catalog != Catalog)
            throw new NotFoundException($"There is no catalog “{table.Catalog}” in this lake; its tables are in {Catalog}.");
        return Folders.TryGetValue(table.Schema, out var folder)
            ? folder
            : throw new NotFoundException($"There is no schema “{table.Schema}” in {Catalog}; there are {string.Join(", ", Folders.Keys)}.");
    }

    private static string LocalPath(ILakeFiles lake, LakePath path) =>
        lake.LocalPath(path) ?? throw new RefusedException("The embedded engine works on a lake in a folder of this machine. Use the Databricks engine for a lake elsewhere.");
}
