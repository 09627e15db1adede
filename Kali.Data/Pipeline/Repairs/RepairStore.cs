using System.Collections.Immutable;
using System.Globalization;
using Kali.Data.Catalog;
using Kali.Data.Quality;
using Kali.Data.Store;
using Microsoft.EntityFrameworkCore;

namespace Kali.Data.Pipeline;

/// <summary>Repairs in the store: who may see them is decided here, what they do elsewhere.</summary>
internal sealed class RepairStore(Datasets datasets, IDbContextFactory<KaliStore> stores)
{
    public Task<KaliStore> OpenAsync(CancellationToken ct) => stores.CreateDbContextAsync(ct);

    /// <summary>The dataset, for those who may repair it: its owner, engineers and admins.</summary>
    public async Task<Dataset> DemandAsync(DatasetName name, Actor actor, CancellationToken ct)
    {
        var dataset = await datasets.GetAsync(name, actor, ct);
        if (!await datasets.MayChangeAsync(name, actor, ct))
            throw new NotAllowedException($"{dataset.Name.Name} is repaired by its owner, {dataset.OwnerName}, and by data engineers. Nothing was changed.");
        return dataset;
    }

    /// <summary>The repair of that number, or <see cref="NotFoundException"/>. A draft is its proposer's alone.</summary>
    public async Task<(RepairRecord Record, Dataset Dataset)> FindAsync(KaliStore store, long id, Actor actor, CancellationToken ct)
    {
        var record = await store.Set<RepairRecord>().FirstOrDefaultAsync(repair => repair.Id == id, ct);
        if (record is null || (record.State is RepairState.Draft && record.ProposedBy != actor.UserId))
            throw NotThere(id);
        var name = await store.Set<DatasetRecord>().AsNoTracking().Where(dataset => dataset.Id == record.DatasetId).Select(dataset => new DatasetName(dataset.Catalog, dataset.Name)).FirstAsync(ct);
        return (record, await DemandAsync(name, actor, ct));
    }

    public static async Task<ImmutableArray<Repair>> ReadAsync(KaliStore store, IReadOnlyCollection<RepairRecord> records, CancellationToken ct)
    {
        var sets = records.Select(record => record.DatasetId).Distinct().ToList();
        var names = await store.Set<DatasetRecord>().AsNoTracking().Where(dataset => sets.Contains(dataset.Id)).ToDictionaryAsync(dataset => dataset.Id, dataset => new DatasetName(dataset.Catalog, dataset.Name), ct);
        var repairs = ImmutableArray.CreateBuilder<Repair>(records.Count);
        foreach (var record in records)
        {
            var prefix = KeyOf(record.Id);
            var runs = await store.Set<RunRecord>().AsNoTracking().Where(run => run.DatasetId == record.DatasetId && run.RequestKey != null && run.RequestKey.StartsWith(prefix))
                .OrderBy(run => run.Id).Select(run => new { run.Id, run.State, run.RequestKey }).ToListAsync(ct);
            repairs.Add(Shown(record, names[record.DatasetId], [.. runs.Select(run => new RepairRun(new RunId(run.Id), run.State, run.RequestKey!.Contains(Undo, StringComparison.Ordinal)))]));
        }
        return repairs.ToImmutable();
    }

    public static async Task SaveAsync(KaliStore store, RepairRecord record, CancellationToken ct)
    {
        record.Revision = Guid.NewGuid();
        try
        {
            await store.SaveChangesAsync(ct);
        }
        catch (DbUpdateConcurrencyException e)
        {
            throw new RefusedException($"Repair {record.Id} was changed in another place a moment ago. This change was not made. Look at it anew.", e);
        }
    }

    private const string Undo = "/undo/";

    /// <summary>How the run keys of a repair begin.</summary>
    public static string KeyOf(long repair) => string.Create(CultureInfo.InvariantCulture, $"repair/{repair}/");

    public static string KeyOf(long repair, long load, bool isUndo) => string.Create(CultureInfo.InvariantCulture, $"repair/{repair}{(isUndo ? Undo : "/")}load/{load}");

    private static Repair Shown(RepairRecord record, DatasetName dataset, ImmutableArray<RepairRun> runs) => new(
        record.Id, dataset, record.State, RepairJson.Read(record.Edits), RepairJson.Read(record.TakenBack).Length, record.Reason, record.IsOffered, record.WorkbookId,
        record.Test is null ? null : PipelineJson.Read<RepairTest>(record.Test), runs,
        new RepairDeed(record.ProposedBy, record.ProposedByName, record.ProposedAt ?? record.BegunAt),
        record.DecidedAt is { } decided ? new RepairDeed(record.DecidedBy!, record.DecidedByName!, decided) : null, record.Note,
        record.UndoneAt is { } undone ? new RepairDeed(record.UndoneBy!, record.UndoneByName!, undone) : null);

    private static NotFoundException NotThere(long id) => new($"There is no repair {id}. Look for it in the list of repairs.");
}
