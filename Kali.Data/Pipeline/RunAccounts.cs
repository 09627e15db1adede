using System.Collections.Immutable;
using Kali.Data.Quality;
using Kali.Data.Store;
using Microsoft.EntityFrameworkCore;

namespace Kali.Data.Pipeline;

/// <summary>Reads from the journal what a run has done.</summary>
internal sealed class RunAccounts(IDbContextFactory<KaliStore> stores)
{
    public async Task<RunAccount> OfAsync(RunContext run, CancellationToken ct)
    {
        await using var store = await stores.CreateDbContextAsync(ct);
        var steps = await store.Set<RunStepRecord>().AsNoTracking().Where(step => step.RunId == run.Id.Value).ToListAsync(ct);
        return new RunAccount(
            run.Id, run.Uuid, run.Part, run.DatasetId, run.Dataset, run.Actor.UserId, run.Actor.DisplayName, run.StartedAt, run.Facts,
            [.. steps.Where(step => step.State.IsOver()).OrderBy(step => step.Step).Select(Account)]);
    }

    /// <summary>What an earlier step of the run left for later ones; null when it left nothing.</summary>
    public async Task<string?> FindingsAsync(RunContext run, RunStepName step, CancellationToken ct)
    {
        await using var store = await stores.CreateDbContextAsync(ct);
        return await store.Set<RunStepRecord>().Where(record => record.RunId == run.Id.Value && record.Step == step).Select(record => record.Findings).FirstOrDefaultAsync(ct);
    }

    /// <summary>What the run's profile of raw has found; null where none was made.</summary>
    public async Task<Profile?> ProfileAsync(RunContext run, CancellationToken ct) => await FindingsAsync(run, RunStepName.Profile, ct) is { } told ? Profile.FromJson(told) : null;

    private static StepAccount Account(RunStepRecord step) => new(
        step.Step, step.State, step.StartedAt ?? default, step.EndedAt ?? default, TimeSpan.FromMilliseconds(step.ElapsedMs), step.Rows, step.Bytes,
        step.Work is null ? StepWork.None : PipelineJson.Read<StepWork>(step.Work),
        PipelineJson.Read<ImmutableArray<ChangeOnTheWay>>(step.Changes));
}
