using Kali.Web.Tests.Emulators.Sql;

namespace Kali.Web.Tests.Emulators.Warehouse;

/// <summary>Catalogs, schemas, volumes and tables; names without regard to case. Every use is within <see cref="Gate"/>.</summary>
public sealed class EmulatedMetastore
{
    public Lock Gate { get; } = new();

    public SortedDictionary<string, EmulatedCatalog> Catalogs { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Files of external locations with their sizes.</summary>
    public System.Collections.Concurrent.ConcurrentDictionary<string, long> ExternalFiles { get; } = new(StringComparer.Ordinal);

    public List<(IReadOnlyList<string> Name, EmulatedTable Table, DateTimeOffset At)> Dropped { get; } = [];

    /// <summary>Keys of tags that a policy lets nobody but others set.</summary>
    public HashSet<string> GovernedTags { get; } = [];

    /// <summary>What statements have read and where they wrote it, by lower-case names.</summary>
    public HashSet<(string From, string To, bool IsFile)> Lineage { get; } = [];

    /// <summary>A catalog with schemas, as somebody has made them before.</summary>
    public EmulatedMetastore With(string catalog, params string[] schemas)
    {
        var made = new EmulatedCatalog();
        foreach (var schema in schemas)
            made.Schemas[schema] = new EmulatedSchema();
        Catalogs[catalog] = made;
        return this;
    }

    public EmulatedSchema Schema(string catalog, string schema)
    {
        if (!Catalogs.TryGetValue(catalog, out var found))
            throw new SqlFault("NO_SUCH_CATALOG_EXCEPTION", $"Catalog '{catalog}' was not found.", "42704");
        return found.Schemas.TryGetValue(schema, out var place)
            ? place
            : throw new SqlFault("SCHEMA_NOT_FOUND", $"The schema `{catalog}`.`{schema}` cannot be found. Verify the spelling and correctness of the schema and catalog.", "42704");
    }

    public EmulatedSchema Schema(IReadOnlyList<string> table) => table.Count == 3
        ? Schema(table[0], table[1])
        : throw new SqlFault("TABLE_OR_VIEW_NOT_FOUND", $"The table or view {Shown(table)} cannot be found; it has no catalog.", "42P01");

    public EmulatedTable Table(IReadOnlyList<string> name) => Find(name) ?? throw SqlFault.NoTable(Shown(name));

    public EmulatedTable? Find(IReadOnlyList<string> name) =>
        name.Count == 3 && Catalogs.TryGetValue(name[0], out var catalog) && catalog.Schemas.TryGetValue(name[1], out var schema) ? schema.Tables.GetValueOrDefault(name[2]) : null;

    public static string Shown(IReadOnlyList<string> name) => string.Join('.', name.Select(part => $"`{part}`"));
}

public sealed class EmulatedCatalog
{
    public SortedDictionary<string, EmulatedSchema> Schemas { get; } = new(StringComparer.OrdinalIgnoreCase);

    public string? Comment { get; set; }
}

public sealed class EmulatedSchema
{
    public SortedDictionary<string, EmulatedTable> Tables { get; } = new(StringComparer.OrdinalIgnoreCase);

    public SortedDictionary<string, string?> Volumes { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Functions with their bodies.</summary>
    public SortedDictionary<string, string> Functions { get; } = new(StringComparer.OrdinalIgnoreCase);

    public string? Comment { get; set; }
}
