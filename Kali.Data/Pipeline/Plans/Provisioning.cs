using System.Collections.Immutable;
using Kali.Data.Engines;
using Kali.Data.Lake;

namespace Kali.Data.Pipeline;

/// <summary>Makes what a lake needs before its first run: folders, schemas, metadata tables. Can be repeated; never drops or changes what is there.</summary>
public sealed class Provisioning(ILakehouse lakehouse, ILakeFiles lake, KaliOptions kali)
{
    /// <summary>What there must be, and whether it is there; in the order it is made.</summary>
    public async Task<ImmutableArray<ProvisionItem>> PlanAsync(Actor actor, CancellationToken ct)
    {
        Demand(actor);
        var items = ImmutableArray.CreateBuilder<ProvisionItem>();
        foreach (var (kind, name, place) in Folders())
            items.Add(new ProvisionItem(kind, name, place.Value, IsThere(place)));
        foreach (var (table, _) in Tables())
            items.Add(new ProvisionItem("table", table.ToString(), null, await lakehouse.DescribeAsync(table, actor, ct) is not null));
        return items.ToImmutable();
    }

    /// <summary>Makes what is missing; says what was there before.</summary>
    public async Task<ImmutableArray<ProvisionItem>> ApplyAsync(Actor actor, CancellationToken ct)
    {
        var before = await PlanAsync(actor, ct);
        foreach (var (_, _, place) in Folders())
        {
            if (lake.LocalPath(place) is { } folder)
                Make(folder);
        }
        foreach (var (table, schema) in Tables())
        {
            if (before.Any(item => item.Name == table.ToString() && item.IsThere))
                continue;
            // Of two that provision at once, one makes the table and the other adds nothing to it.
            await lakehouse.CommitAsync(
                new TableCommit { Table = table, Schema = schema, Change = new TableChange.Append(RecordRows.Source(schema, [])), Once = $"kali/provision/{table.Name}" },
                actor.AsPipeline(), ct);
        }
        return before;
    }

    private IEnumerable<(string Kind, string Name, LakePath Place)> Folders()
    {
        yield return ("folder", "uploads", LakeFolders.Uploads);
        yield return ("folder", "processed", LakeFolders.Processed);
        foreach (var (schema, place) in LakeFolders.Schemas)
            yield return ("schema", $"{kali.Catalog}.{schema}", place);
    }

    private IEnumerable<(TableName Table, TableSchema Schema)> Tables() =>
    [
        (MetadataTables.Runs(kali.Catalog), MetadataTables.RunsSchema),
        (MetadataTables.Lineage(kali.Catalog), MetadataTables.LineageSchema),
        (MetadataTables.QualityResults(kali.Catalog), MetadataTables.QualitySchema),
        (MetadataTables.Audit(kali.Catalog), MetadataTables.AuditSchema),
    ];

    /// <summary>Storage without folders of its own has every one.</summary>
    private bool IsThere(LakePath place) => lake.LocalPath(place) is not { } folder || Directory.Exists(folder);

    private static void Make(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new KaliException($"The folder {folder} cannot be made: {cause.Message} What was there before is kept.", cause);
        }
    }

    private static void Demand(Actor actor)
    {
        if (!actor.IsSteward)
            throw new NotAllowedException("A lake is provisioned by data engineers and admins. Nothing was changed.");
    }
}

/// <summary>Something a lake needs.</summary>
/// <param name="Kind"><c>folder</c>, <c>schema</c> or <c>table</c>.</param>
/// <param name="Name">Its name.</param>
/// <param name="Place">Where it lies in the lake; null for tables.</param>
/// <param name="IsThere">Whether it was there before.</param>
public sealed record ProvisionItem(string Kind, string Name, string? Place, bool IsThere);
