using System.Collections.Immutable;
using Kali.Data.Quality;
using Kali.Data.Store;

namespace Kali.Data.Pipeline;

/// <summary>Puts the recipes that were chosen at the upload into its sender's draft once the rows are there: to be looked at, tested and handed to a second person.</summary>
internal sealed class RecipesAfterRun(Recipes recipes, RepairLoop repairs) : IRunSubscriber
{
    public Task StartedAsync(RunAccount run, CancellationToken ct) => Task.CompletedTask;

    public Task RecordAsync(RunAccount run, CancellationToken ct) => Task.CompletedTask;

    public async Task EndedAsync(RunAccount run, RunState state, string? fault, CancellationToken ct)
    {
        if (state is not RunState.Done || run.Part.Recipes.IsDefaultOrEmpty)
            return;
        var sender = new Actor(run.UserId, run.UserName, []).AsPipeline();
        var offers = await recipes.OffersAsync(run.Dataset, sender, ct);
        var draft = await repairs.DraftAsync(run.Dataset, sender, ct);
        // News may come twice: what the draft has already is not added again.
        var known = (draft?.Edits ?? []).Select(edit => RepairJson.Write([edit])).ToHashSet(StringComparer.Ordinal);
        var edits = offers.Where(offer => run.Part.Recipes.Contains(offer.Recipe.Id)).SelectMany(offer => offer.Recipe.Edits)
            .Where(edit => known.Add(RepairJson.Write([edit]))).ToImmutableArray();
        if (!edits.IsEmpty)
            await repairs.AddAsync(run.Dataset, edits, sender, ct);
    }
}
