using System.Collections.Immutable;
using Kali.Data.Quality;
using Kali.Data.Store;
using Microsoft.EntityFrameworkCore;

namespace Kali.Data.Pipeline;

/// <summary>What approved repairs have taught about a dataset: offered again when its next rows have the same trouble, never done unasked.</summary>
public sealed class Recipes
{
    private readonly RepairStore _repairs;
    private readonly RepairPlans _plans;
    private readonly RepairTests _tests;

    internal Recipes(RepairStore repairs, RepairPlans plans, RepairTests tests) => (_repairs, _plans, _tests) = (repairs, plans, tests);

    /// <summary>All of a dataset, newest first.</summary>
    public async Task<ImmutableArray<Recipe>> OfAsync(DatasetName dataset, Actor actor, CancellationToken ct)
    {
        var found = await _repairs.DemandAsync(dataset, actor, ct);
        await using var store = await _repairs.OpenAsync(ct);
        var records = await store.Set<RecipeRecord>().AsNoTracking().Where(recipe => recipe.DatasetId == found.Id).OrderByDescending(recipe => recipe.Id).ToListAsync(ct);
        return [.. records.Select(record => Shown(record, dataset))];
    }

    /// <summary>Those that would change cells of rows held back now.</summary>
    public async Task<ImmutableArray<RecipeOffer>> OffersAsync(DatasetName dataset, Actor actor, CancellationToken ct)
    {
        var offers = ImmutableArray.CreateBuilder<RecipeOffer>();
        foreach (var recipe in (await OfAsync(dataset, actor, ct)).Where(recipe => recipe.IsOn))
        {
            if ((await _plans.OfAsync(dataset, ct)).Changes(recipe.Edits, 0) is not { } changes)
                continue;
            var counts = await _tests.CountAsync(changes, ct);
            if (counts.Cells > 0)
                offers.Add(new RecipeOffer(recipe, counts.Cells, counts.Rows));
        }
        return offers.ToImmutable();
    }

    /// <summary>Offers it from now on, or no longer.</summary>
    public async Task SwitchAsync(DatasetName dataset, long id, bool isOn, Actor actor, CancellationToken ct)
    {
        var found = await _repairs.DemandAsync(dataset, actor, ct);
        await using var store = await _repairs.OpenAsync(ct);
        await store.Set<RecipeRecord>().Where(recipe => recipe.Id == id && recipe.DatasetId == found.Id).ExecuteUpdateAsync(set => set.SetProperty(recipe => recipe.IsOn, isOn), ct);
    }

    /// <summary>Keeps what of an approved repair can be done again; the same is kept once.</summary>
    internal static async Task LearnAsync(KaliStore store, RepairRecord repair, Actor approver, DateTimeOffset at, CancellationToken ct)
    {
        var methods = RepairJson.Methods(RepairJson.Read(repair.Edits));
        if (!repair.IsOffered || methods.IsEmpty)
            return;
        var fingerprint = RepairJson.Fingerprint(methods);
        var known = await store.Set<RecipeRecord>().FirstOrDefaultAsync(recipe => recipe.DatasetId == repair.DatasetId && recipe.Fingerprint == fingerprint, ct);
        if (known is not null)
        {
            known.IsOn = true;
            return;
        }
        store.Add(new RecipeRecord
        {
            DatasetId = repair.DatasetId,
            Fingerprint = fingerprint,
            Title = repair.Title,
            Edits = RepairJson.Write(methods),
            RepairId = repair.Id,
            MadeByName = approver.DisplayName,
            MadeAt = at,
            IsOn = true,
        });
    }

    private static Recipe Shown(RecipeRecord record, DatasetName dataset) => new(
        record.Id, dataset, record.Fingerprint, RepairJson.Read(record.Edits), record.RepairId, record.MadeByName, record.MadeAt, record.IsOn);
}
