using System.Collections.Immutable;
using Kali.Data.Engines;
using Kali.Data.Lake;

namespace Kali.Data.Pipeline;

/// <summary>Makes what a lake needs before its first run: folders, the engine's places and rights, metadata tables. Can be repeated; never drops or changes what is there.</summary>
public sealed class Provisioning(ILakehouse lakehouse, IEnginePlaces places, ILakeFiles lake, LakeAccess access, KaliOptions kali)
{
    private const string Folder = "folder";
    private const string Table = "table";
    private const string Access = "access";

    private static readonly ImmutableArray<(string Name, LakePath Place)> Folders = [("uploads", LakeFolders.Uploads), ("processed", LakeFolders.Processed)];

    /// <summary>What there must be, and whether it is there; in the order it is made.</summary>
    public async Task<ImmutableArray<ProvisionItem>> PlanAsync(Actor actor, CancellationToken ct)
    {
        Demand(actor);
        var items = ImmutableArray.CreateBuilder<ProvisionItem>();
        items.AddRange(Folders.Select(folder => new ProvisionItem(Folder, folder.Name, folder.Place.Value, LakeFolders.IsThere(lake, folder.Place))));
        items.AddRange(await places.LookAsync(actor, ct));
        foreach (var table in Tables.Keys)
            items.Add(new ProvisionItem(Table, table.ToString(), null, await lakehouse.DescribeAsync(table, actor, ct) is not null));
        foreach (var wanted in access.Wanted)
            items.Add(new ProvisionItem(Access, wanted.Name, wanted.Folder?.Value, wanted.GroupId is not null && await access.IsThereAsync(wanted, ct)) { Fault = Unknown(wanted) });
        return items.ToImmutable();
    }

    /// <summary>Makes what is missing; says what was there before, and what could not be made and why. What others depend on comes first.</summary>
    public async Task<ImmutableArray<ProvisionItem>> ApplyAsync(Actor actor, CancellationToken ct)
    {
        var items = ImmutableArray.CreateBuilder<ProvisionItem>();
        // Where no group is known by its id, nobody wants access lists.
        foreach (var item in (await PlanAsync(actor, ct)).Where(item => item.Kind != Access || access.IsAskedFor))
            items.Add(item.IsThere || item.Fault is not null ? item : await MakeAsync(item, actor, ct));
        return items.ToImmutable();
    }

    private async Task<ProvisionItem> MakeAsync(ProvisionItem item, Actor actor, CancellationToken ct)
    {
        try
        {
            switch (item.Kind)
            {
                case Folder:
                    LakeFolders.Make(lake, new LakePath(item.Place!));
                    break;
                case Table:
                    await MakeTableAsync(TableName.Parse(item.Name), actor, ct);
                    break;
                case Access:
                    await access.MakeAsync(access.Wanted.First(wanted => wanted.Name == item.Name), ct);
                    break;
                default:
                    await places.MakeAsync(item, actor, ct);
                    break;
            }
            return item;
        }
        catch (KaliException fault)
        {
            return item with { Fault = fault.Said };
        }
    }

    /// <summary>What a person has to set first.</summary>
    private static Said? Unknown(WantedAccess wanted) => wanted.GroupId is null
        ? Said.Of($"{wanted.Name}: access lists know groups by their object id in the directory. Set {wanted.Setting}, and provision again.")
        : null;

    /// <summary>Of two that provision at once, one makes the table and the other adds nothing to it.</summary>
    private Task MakeTableAsync(TableName table, Actor actor, CancellationToken ct) => lakehouse.CommitAsync(
        new TableCommit { Table = table, Schema = Tables[table], Change = new TableChange.Append(RecordRows.Source(Tables[table], [])), Once = $"kali/provision/{table.Name}" },
        actor.AsPipeline(), ct);

    private ImmutableSortedDictionary<TableName, TableSchema> Tables => new Dictionary<TableName, TableSchema>
    {
        [MetadataTables.Runs(kali.Catalog)] = MetadataTables.RunsSchema,
        [MetadataTables.Lineage(kali.Catalog)] = MetadataTables.LineageSchema,
        [MetadataTables.QualityResults(kali.Catalog)] = MetadataTables.QualitySchema,
        [MetadataTables.Audit(kali.Catalog)] = MetadataTables.AuditSchema,
    }.ToImmutableSortedDictionary(Comparer<TableName>.Create((a, b) => string.CompareOrdinal(a.ToString(), b.ToString())));

    private static void Demand(Actor actor)
    {
        if (!actor.IsSteward)
            throw new NotAllowedException("A lake is provisioned by data engineers and admins. Nothing was changed.");
    }
}
