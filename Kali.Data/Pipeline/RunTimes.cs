using System.Collections.Immutable;
using Kali.Data.Store;
using Microsoft.EntityFrameworkCore;

namespace Kali.Data.Pipeline;

/// <summary>Remembers how long steps took: of the finished run whose file is nearest in size, of the same dataset if there is one.</summary>
internal static class RunTimes
{
    private const int RunsRemembered = 20;

    public static async Task<ExpectedTimes?> ExpectedAsync(KaliStore store, RunRecord run, CancellationToken ct)
    {
        var done = store.Set<RunRecord>().Where(other => other.State == RunState.Done && other.Id != run.Id && other.FileBytes > 0);
        var near = await NearestAsync(done.Where(other => other.DatasetId == run.DatasetId), run.FileBytes, ct)
            ?? await NearestAsync(done, run.FileBytes, ct);
        if (near is not { } like)
            return null;
        var steps = await store.Set<RunStepRecord>().Where(step => step.RunId == like.Id).Select(step => new { step.Step, step.ElapsedMs }).ToListAsync(ct);
        // A small file takes its fixed time however small it is.
        var times = Math.Max(0.5, (double)Math.Max(run.FileBytes, 1) / like.FileBytes);
        return new ExpectedTimes(steps.ToImmutableDictionary(step => step.Step, step => TimeSpan.FromMilliseconds(step.ElapsedMs * times)));
    }

    private static async Task<(long Id, long FileBytes)?> NearestAsync(IQueryable<RunRecord> runs, long bytes, CancellationToken ct)
    {
        var latest = await runs.OrderByDescending(run => run.Id).Take(RunsRemembered).Select(run => new { run.Id, run.FileBytes }).ToListAsync(ct);
        var near = latest.MinBy(run => Math.Abs(Math.Log((double)run.FileBytes / Math.Max(bytes, 1))));
        return near is null ? null : (near.Id, near.FileBytes);
    }
}

/// <summary>How long each step may take.</summary>
internal sealed record ExpectedTimes(ImmutableDictionary<RunStepName, TimeSpan> Steps)
{
    public TimeSpan? Of(RunStepName step) => Steps.TryGetValue(step, out var time) ? time : null;
}
