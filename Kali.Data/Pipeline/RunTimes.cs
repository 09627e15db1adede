using System.Collections.Immutable;
using Kali.Data.Store;
using Microsoft.EntityFrameworkCore;

namespace Kali.Data.Pipeline;

/// <summary>Remembers how long steps took: of the finished run whose file is nearest in size, of the same dataset if there is one.</summary>
internal static class RunTimes
{
    private const int RunsRemembered = 20;

    /// <summary>What a step does for every file, however small, told in bytes: below this much the size of a file hardly shows in its times.</summary>
    private const double FixedBytes = 2_000_000;

    /// <summary>A file so many times larger than the nearest known is like none of them.</summary>
    private const double MostTimes = 8;

    public static async Task<ExpectedTimes?> ExpectedAsync(KaliStore store, RunRecord run, CancellationToken ct)
    {
        var done = store.Set<RunRecord>().Where(other => other.State == RunState.Done && other.Id != run.Id && other.FileBytes > 0);
        var near = await NearestAsync(done.Where(other => other.DatasetId == run.DatasetId), run.FileBytes, ct)
            ?? await NearestAsync(done, run.FileBytes, ct);
        if (near is not { } like)
            return null;
        var steps = await store.Set<RunStepRecord>().Where(step => step.RunId == like.Id).Select(step => new { step.Step, step.ElapsedMs }).ToListAsync(ct);
        var times = (run.FileBytes + FixedBytes) / (like.FileBytes + FixedBytes);
        if (times > MostTimes)
            return null;
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
