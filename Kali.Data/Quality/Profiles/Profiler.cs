using System.Collections.Immutable;
using Kali.Data.Engines;

namespace Kali.Data.Quality;

/// <summary>Profiles loads and tables, in at most three scans each: figures, a sample, values.</summary>
public sealed class Profiler(ILakehouse lakehouse)
{
    // Of the whole time, where the scans begin; for the progress only.
    private const double SecondScan = 0.5;
    private const double ThirdScan = 0.6;

    /// <summary>All there is to know. A load that is on its way needs less: <see cref="ProfileLoadAsync"/>.</summary>
    public async Task<Profile> ProfileAsync(ProfileSource source, Actor actor, CancellationToken ct, IProgress<double>? progress = null)
    {
        var first = await FiguresAsync(ProfilePlan.BeforeASample(source), actor, ct, Part(progress, 0, SecondScan));
        var (second, keys) = await SampleAsync(source, first, actor, ct, Part(progress, SecondScan, ThirdScan));
        return await ValuesAsync(ValuesPlan.For(source, second, keys), actor, ct, Part(progress, ThirdScan, 1));
    }

    /// <summary>What a run tells of its load, in two scans: every column by itself.</summary>
    public async Task<Profile> ProfileLoadAsync(ProfileSource source, Actor actor, CancellationToken ct, IProgress<double>? progress = null)
    {
        var first = await FiguresAsync(ProfilePlan.For(source), actor, ct, Part(progress, 0, ThirdScan));
        return await ValuesAsync(ValuesPlan.For(source, first, keys: null), actor, ct, Part(progress, ThirdScan, 1));
    }

    private async Task<Profile> FiguresAsync(ProfilePlan plan, Actor actor, CancellationToken ct, IProgress<double>? progress) =>
        plan.Read((await RowsAsync(plan.Statement, actor, ct, progress))[0]);

    private async Task<(Profile Profile, ImmutableArray<ImmutableArray<string>> Keys)> SampleAsync(ProfileSource source, Profile first, Actor actor, CancellationToken ct, IProgress<double>? progress)
    {
        var plan = SamplePlan.For(source, first);
        return plan.Statement is { } statement ? plan.Read(await RowsAsync(statement, actor, ct, progress)) : (first, []);
    }

    private async Task<Profile> ValuesAsync(ValuesPlan plan, Actor actor, CancellationToken ct, IProgress<double>? progress) =>
        plan.Read(plan.Statement is { } statement ? await RowsAsync(statement, actor, ct, progress) : []);

    private async Task<List<object?[]>> RowsAsync(Sql statement, Actor actor, CancellationToken ct, IProgress<double>? progress)
    {
        await using var result = await lakehouse.QueryAsync(statement, actor, ct, progress);
        return await result.ToListAsync(ct);
    }

    private static ProgressPart? Part(IProgress<double>? whole, double from, double to) => whole is null ? null : new ProgressPart(whole, from, to);

    private sealed class ProgressPart(IProgress<double> whole, double from, double to) : IProgress<double>
    {
        public void Report(double value) => whole.Report(from + value * (to - from));
    }
}
