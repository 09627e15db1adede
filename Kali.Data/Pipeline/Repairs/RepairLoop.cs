using System.Collections.Immutable;
using Kali.Data.Catalog;
using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;
using Kali.Data.Quality;
using Kali.Data.Store;
using Microsoft.EntityFrameworkCore;

namespace Kali.Data.Pipeline;

/// <summary>
/// The repair loop: edits are collected in a draft, tested with the rules in force, proposed, approved by a second person, put into silver and gold
/// by runs, and can be undone. Its owner, engineers and admins repair a dataset.
/// </summary>
public sealed class RepairLoop
{
    private readonly RepairStore _repairs;
    private readonly RepairPlans _plans;
    private readonly RepairTests _tests;
    private readonly RepairMerging _merging;
    private readonly FindingLessons _lessons;
    private readonly ILakehouse _lakehouse;
    private readonly TimeProvider _time;

    internal RepairLoop(RepairStore repairs, RepairPlans plans, RepairTests tests, RepairMerging merging, FindingLessons lessons, ILakehouse lakehouse, TimeProvider time) =>
        (_repairs, _plans, _tests, _merging, _lessons, _lakehouse, _time) = (repairs, plans, tests, merging, lessons, lakehouse, time);

    /// <summary>The actor's own draft; null when there is none.</summary>
    public async Task<Repair?> DraftAsync(DatasetName dataset, Actor actor, CancellationToken ct)
    {
        var found = await _repairs.DemandAsync(dataset, actor, ct);
        await using var store = await _repairs.OpenAsync(ct);
        return await OpenDraftAsync(store, found, actor, ct) is { } record ? (await RepairStore.ReadAsync(store, [record], ct))[0] : null;
    }

    /// <summary>How many rows are held back, of how many in silver: from the tables' own counts.</summary>
    public async Task<(long Rows, long Silver)> HeldAsync(DatasetName dataset, Actor actor, CancellationToken ct)
    {
        await _repairs.DemandAsync(dataset, actor, ct);
        var held = await _lakehouse.DescribeAsync(dataset.Quarantine, actor, ct);
        return (held?.RowCount ?? 0, (await _lakehouse.DescribeAsync(dataset.Silver, actor, ct))?.RowCount ?? 0);
    }

    /// <summary>Repairs that others may see, newest first; of one dataset or of all the actor may repair.</summary>
    public async Task<ImmutableArray<Repair>> ListAsync(DatasetName? dataset, int most, Actor actor, CancellationToken ct)
    {
        await using var store = await _repairs.OpenAsync(ct);
        var records = store.Set<RepairRecord>().AsNoTracking().Where(repair => repair.State != RepairState.Draft && repair.State != RepairState.Withdrawn);
        if (dataset is { } name)
        {
            var found = await _repairs.DemandAsync(name, actor, ct);
            records = records.Where(repair => repair.DatasetId == found.Id);
        }
        else if (!actor.IsSteward)
        {
            records = records.Where(repair => store.Set<DatasetRecord>().Any(known => known.Id == repair.DatasetId && known.OwnerId == actor.UserId && known.DeletedAt == null));
        }
        return await RepairStore.ReadAsync(store, await records.OrderByDescending(repair => repair.Id).Take(most).ToListAsync(ct), ct);
    }

    public async Task<Repair> GetAsync(long id, Actor actor, CancellationToken ct)
    {
        await using var store = await _repairs.OpenAsync(ct);
        var (record, _) = await _repairs.FindAsync(store, id, actor, ct);
        return (await RepairStore.ReadAsync(store, [record], ct))[0];
    }

    /// <summary>Adds edits to the actor's draft, which is begun when there is none.</summary>
    public async Task<Repair> AddAsync(DatasetName dataset, ImmutableArray<RepairEdit> edits, Actor actor, CancellationToken ct, Guid? workbook = null)
    {
        var found = await _repairs.DemandAsync(dataset, actor, ct);
        var plan = await _plans.OfAsync(dataset, ct);
        foreach (var edit in edits)
        {
            if (plan.Schema.Find(edit.Column) is null)
                throw new RefusedException($"{dataset.Name} has no column {edit.Column}. Nothing was changed.");
            if (edit is RepairEdit.Formula formula)
                RepairFormula.Parse(formula, plan.Schema, _time.GetUtcNow());
        }
        await using var store = await _repairs.OpenAsync(ct);
        var record = await OpenDraftAsync(store, found, actor, ct);
        if (record is null)
        {
            record = new RepairRecord
            {
                DatasetId = found.Id,
                State = RepairState.Draft,
                Edits = "[]",
                IsOffered = true,
                ProposedBy = actor.UserId,
                ProposedByName = actor.DisplayName,
                BegunAt = _time.GetUtcNow(),
            };
            store.Add(record);
        }
        record.Edits = RepairJson.Write(RepairJson.Read(record.Edits).AddRange(edits));
        (record.TakenBack, record.Test) = ("[]", null);
        record.WorkbookId ??= workbook;
        await RepairStore.SaveAsync(store, record, ct);
        return (await RepairStore.ReadAsync(store, [record], ct))[0];
    }

    /// <summary>Takes back the newest edit of the draft.</summary>
    public Task<Repair> TakeBackAsync(long id, Actor actor, CancellationToken ct) => MoveAsync(id, actor, (edits, back) =>
        edits.IsEmpty ? (edits, back) : (edits[..^1], back.Add(edits[^1])), ct);

    /// <summary>Brings the edit again that was taken back last.</summary>
    public Task<Repair> BringAgainAsync(long id, Actor actor, CancellationToken ct) => MoveAsync(id, actor, (edits, back) =>
        back.IsEmpty ? (edits, back) : (edits.Add(back[^1]), back[..^1]), ct);

    /// <summary>Takes one edit out, wherever it stands.</summary>
    public Task<Repair> RemoveAsync(long id, int edit, Actor actor, CancellationToken ct) => MoveAsync(id, actor, (edits, back) =>
        edit >= 0 && edit < edits.Length ? (edits.RemoveAt(edit), back.Add(edits[edit])) : (edits, back), ct);

    /// <summary>What the edits would do, with the rules in force; null when no cell would change.</summary>
    public async Task<RepairTest?> TestAsync(DatasetName dataset, ImmutableArray<RepairEdit> edits, Actor actor, CancellationToken ct)
    {
        var found = await _repairs.DemandAsync(dataset, actor, ct);
        return await _tests.RunAsync(dataset, found.Id, edits, long.MaxValue, ct);
    }

    /// <summary>How many cells and rows the edits change: quick, without a test.</summary>
    public async Task<(long Cells, long Rows, ImmutableArray<ColumnCells> Columns)> CountAsync(DatasetName dataset, ImmutableArray<RepairEdit> edits, Actor actor, CancellationToken ct)
    {
        await _repairs.DemandAsync(dataset, actor, ct);
        if ((await _plans.OfAsync(dataset, ct)).Changes(edits, 0) is not { } changes)
            return (0, 0, []);
        var counts = await _tests.CountAsync(changes, ct);
        return (counts.Cells, counts.Rows, counts.Columns);
    }

    /// <summary>The first cells that the edits change, old and new, in the order of rows; or some at random, always the same.</summary>
    public async Task<ImmutableArray<CellRepair>> CellsAsync(DatasetName dataset, ImmutableArray<RepairEdit> edits, bool isSample, int take, Actor actor, CancellationToken ct)
    {
        await _repairs.DemandAsync(dataset, actor, ct);
        if ((await _plans.OfAsync(dataset, ct)).Changes(edits, 0) is not { } changes)
            return [];
        return await RepairCells.ReadAsync(_lakehouse, changes, isSample, take, ct);
    }

    /// <summary>Rows that an edit of that scope means, as they stand: of a spelling only those that say it.</summary>
    /// <param name="scope">Its rule or finding, and where it is a spelling its text.</param>
    /// <param name="isSample">Whether they are taken at random, always the same ones.</param>
    /// <param name="after">Rows after this one; 0 for the first.</param>
    public async Task<RepairRowPage> RowsAsync(DatasetName dataset, RepairEdit scope, bool isSample, long after, int take, Actor actor, CancellationToken ct)
    {
        await _repairs.DemandAsync(dataset, actor, ct);
        var plan = await _plans.OfAsync(dataset, ct);
        var where = scope is RepairEdit.Spelling spelling
            ? spelling.From is null ? new Column(spelling.Column).IsNull() : new Column(spelling.Column).EqualTo(new Constant(spelling.From))
            : SqlExpression.True;
        return new RepairRowPage(plan.Schema.Columns, await RepairCells.RowsAsync(_lakehouse, plan, scope, where, isSample, after, take, ct));
    }

    /// <summary>Hands the draft to a second person, with the test as it is now.</summary>
    public async Task<Repair> ProposeAsync(long id, string? reason, bool isOffered, Actor actor, CancellationToken ct)
    {
        await using var store = await _repairs.OpenAsync(ct);
        var (record, dataset) = await _repairs.FindAsync(store, id, actor, ct);
        Demand(record, RepairState.Draft, "proposed");
        var edits = RepairJson.Read(record.Edits);
        var test = await _tests.RunAsync(dataset.Name, dataset.Id, edits, record.Id, ct)
            ?? throw new RefusedException("No cell would change: each says already what it should become. Nothing was proposed.");
        (record.State, record.Reason, record.IsOffered, record.ProposedAt) = (RepairState.Proposed, string.IsNullOrWhiteSpace(reason) ? null : reason.Trim(), isOffered, _time.GetUtcNow());
        (record.Test, record.Title) = (PipelineJson.Write(test), RepairWords.Title(edits));
        store.Note(actor, _time.GetUtcNow(), "repair.propose", dataset.Name.ToString(), $"repair {record.Id}: {record.Title}");
        await RepairStore.SaveAsync(store, record, ct);
        return (await RepairStore.ReadAsync(store, [record], ct))[0];
    }

    /// <summary>Agrees as the second person, and has it put into silver and gold. Edits may be left out; they are told by their number.</summary>
    public async Task<Repair> ApproveAsync(long id, string? note, ImmutableArray<int> without, Actor actor, CancellationToken ct)
    {
        await using var store = await _repairs.OpenAsync(ct);
        var (record, dataset) = await DecideAsync(store, id, actor, "approved", ct);
        var edits = RepairJson.Read(record.Edits);
        if (!without.IsDefaultOrEmpty)
            record.Edits = RepairJson.Write([.. edits.Where((_, index) => !without.Contains(index))]);
        var changes = (await _plans.OfAsync(dataset.Name, ct)).Changes(RepairJson.Read(record.Edits), record.Id);
        var counts = changes is null ? null : await _tests.CountAsync(changes, ct);
        if (counts is null or { Cells: 0 })
            throw new RefusedException($"No cell of {dataset.Name.Name} says any more what repair {record.Id} was made for. Nothing was changed. Decline it, or have it made anew.");
        var now = _time.GetUtcNow();
        (record.State, record.DecidedBy, record.DecidedByName, record.DecidedAt, record.Note) = (RepairState.Approved, actor.UserId, actor.DisplayName, now, Said(note));
        (record.Loads, record.Title) = (PipelineJson.Write(counts.Loads), RepairWords.Title(RepairJson.Read(record.Edits)));
        await Recipes.LearnAsync(store, record, actor, now, ct);
        store.Note(actor, now, "repair.approve", dataset.Name.ToString(), $"repair {record.Id}: {record.Title}");
        await RepairStore.SaveAsync(store, record, ct);
        foreach (var (detector, column) in FindingsOf(record))
            await _lessons.AcceptAsync(dataset.Name, detector, column, actor, ct);
        await _merging.QueueAsync(record, dataset.Name, actor, ct);
        return (await RepairStore.ReadAsync(store, [record], ct))[0];
    }

    /// <summary>Says no as the second person; the tables stay as they are.</summary>
    public async Task<Repair> DeclineAsync(long id, string? note, Actor actor, CancellationToken ct)
    {
        await using var store = await _repairs.OpenAsync(ct);
        var (record, dataset) = await DecideAsync(store, id, actor, "declined", ct);
        (record.State, record.DecidedBy, record.DecidedByName, record.DecidedAt, record.Note) = (RepairState.Declined, actor.UserId, actor.DisplayName, _time.GetUtcNow(), Said(note));
        store.Note(actor, _time.GetUtcNow(), "repair.decline", dataset.Name.ToString(), $"repair {record.Id}");
        await RepairStore.SaveAsync(store, record, ct);
        return (await RepairStore.ReadAsync(store, [record], ct))[0];
    }

    /// <summary>Makes an own proposal a draft again, or throws an own draft away.</summary>
    public async Task WithdrawAsync(long id, Actor actor, CancellationToken ct)
    {
        await using var store = await _repairs.OpenAsync(ct);
        var (record, dataset) = await _repairs.FindAsync(store, id, actor, ct);
        if (record.ProposedBy != actor.UserId || record.State is not (RepairState.Draft or RepairState.Proposed))
            throw new RefusedException($"Repair {id} is taken back by {record.ProposedByName} alone, and only before it is approved. Nothing was changed.");
        // Two drafts of one person would hide each other.
        var hasDraft = await OpenDraftAsync(store, dataset, actor, ct) is not null;
        record.State = record.State is RepairState.Proposed && !hasDraft ? RepairState.Draft : RepairState.Withdrawn;
        await RepairStore.SaveAsync(store, record, ct);
    }

    /// <summary>Takes an approved repair back: where nothing was built on it, every row and value is as it was before.</summary>
    public async Task<Repair> UndoAsync(long id, Actor actor, CancellationToken ct)
    {
        await using var store = await _repairs.OpenAsync(ct);
        var (record, dataset) = await _repairs.FindAsync(store, id, actor, ct);
        Demand(record, RepairState.Approved, "undone");
        var repair = (await RepairStore.ReadAsync(store, [record], ct))[0];
        if (repair.IsUnderWay)
            throw new RefusedException($"Repair {id} is still on its way into silver and gold. Nothing was undone. Wait for its runs to end.");
        (record.State, record.UndoneBy, record.UndoneByName, record.UndoneAt) = (RepairState.Undone, actor.UserId, actor.DisplayName, _time.GetUtcNow());
        store.Note(actor, _time.GetUtcNow(), "repair.undo", dataset.Name.ToString(), $"repair {record.Id}: {record.Title}");
        await RepairStore.SaveAsync(store, record, ct);
        var lessons = await _lessons.OfAsync(dataset.Name, actor, ct);
        foreach (var (detector, column) in FindingsOf(record).Where(found => lessons.Newest(found.Detector, found.Column) is { IsDismissed: false }))
            await _lessons.TakeBackAsync(dataset.Name, detector, column, actor, ct);
        await _merging.QueueAsync(record, dataset.Name, actor, ct);
        return (await RepairStore.ReadAsync(store, [record], ct))[0];
    }

    /// <summary>The findings that a repair agrees with: they were wrong indeed, which the detectors learn.</summary>
    private static IEnumerable<(DetectorKind Detector, string Column)> FindingsOf(RepairRecord record) => RepairJson.Read(record.Edits)
        .Select(edit => edit.Finding?.Split('/')).Where(parts => parts is { Length: 3 }).Select(parts => (DetectorFacts.Parse(parts![0]), parts[1])).Distinct();

    private async Task<(RepairRecord Record, Dataset Dataset)> DecideAsync(KaliStore store, long id, Actor actor, string deed, CancellationToken ct)
    {
        var (record, dataset) = await _repairs.FindAsync(store, id, actor, ct);
        Demand(record, RepairState.Proposed, deed);
        if (string.Equals(record.ProposedBy, actor.UserId, StringComparison.Ordinal))
            throw new NotAllowedException($"Repair {id} is yours, and a second person decides about it. It waits as it is. Ask the owner of {dataset.Name.Name}, {dataset.OwnerName}, or a data engineer.");
        return (record, dataset);
    }

    private async Task<Repair> MoveAsync(
        long id, Actor actor,
        Func<ImmutableArray<RepairEdit>, ImmutableArray<RepairEdit>, (ImmutableArray<RepairEdit> Edits, ImmutableArray<RepairEdit> Back)> move, CancellationToken ct)
    {
        await using var store = await _repairs.OpenAsync(ct);
        var (record, _) = await _repairs.FindAsync(store, id, actor, ct);
        Demand(record, RepairState.Draft, "changed");
        var (edits, back) = move(RepairJson.Read(record.Edits), RepairJson.Read(record.TakenBack));
        (record.Edits, record.TakenBack, record.Test) = (RepairJson.Write(edits), RepairJson.Write(back), null);
        await RepairStore.SaveAsync(store, record, ct);
        return (await RepairStore.ReadAsync(store, [record], ct))[0];
    }

    private static Task<RepairRecord?> OpenDraftAsync(KaliStore store, Dataset dataset, Actor actor, CancellationToken ct) =>
        store.Set<RepairRecord>().FirstOrDefaultAsync(repair => repair.DatasetId == dataset.Id && repair.State == RepairState.Draft && repair.ProposedBy == actor.UserId, ct);

    private static void Demand(RepairRecord record, RepairState state, string deed)
    {
        if (record.State != state)
            throw new RefusedException($"Repair {record.Id} is not to be {deed} any more: it is {RepairWords.State(record.State)}. Nothing was changed.");
    }

    private static string? Said(string? note) => string.IsNullOrWhiteSpace(note) ? null : note.Trim();
}
