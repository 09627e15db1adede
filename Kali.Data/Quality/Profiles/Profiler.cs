using Kali.Data.Engines;

namespace Kali.Data.Quality;

/// <summary>Profiles loads and tables, in two scans each.</summary>
public sealed class Profiler(ILakehouse lakehouse)
{
    /// <summary>Of the whole time, what the first scan takes; for the progress only.</summary>
    private const double FirstScanShare = 0.6;

    public async Task<Profile> ProfileAsync(ProfileSource source, Actor actor, CancellationToken ct, IProgress<double>? progress = null)
    {
        var plan = ProfilePlan.For(source);
        Profile first;
        await using (var result = await lakehouse.QueryAsync(plan.Statement, actor, ct, Part(progress, 0, FirstScanShare)))
            first = plan.Read((await result.ToListAsync(ct))[0]);

        var values = ValuesPlan.For(source, first);
        if (values.Statement is not { } statement)
            return first;
        await using var counted = await lakehouse.QueryAsync(statement, actor, ct, Part(progress, FirstScanShare, 1 - FirstScanShare));
        return values.Read(await counted.ToListAsync(ct));
    }

    private static ProgressPart? Part(IProgress<double>? whole, double start, double length) => whole is null ? null : new ProgressPart(whole, start, length);

    private sealed class ProgressPart(IProgress<double> whole, double start, double length) : IProgress<double>
    {
        public void Report(double value) => whole.Report(start + value * length);
    }
}
