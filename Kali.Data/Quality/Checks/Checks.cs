using System.Data.Common;
using Kali.Data.Engines;

namespace Kali.Data.Quality;

/// <summary>Runs rules on tables.</summary>
public sealed class Checks(ILakehouse lakehouse, IRuleQueries? queries = null)
{
    /// <summary>
    /// All rules in one statement. Should the engine refuse it, each rule is tried alone: those refused could not run, the others are
    /// checked together once more.
    /// </summary>
    public async Task<CheckReport> RunAsync(CheckPlan plan, Actor actor, CancellationToken ct, IProgress<double>? progress = null) =>
        (await CountAsync(plan, actor, ct, progress)).Report;

    /// <summary>The same with what was counted, for whoever goes on counting beside it.</summary>
    internal async Task<CountedChecks> CountAsync(CheckPlan plan, Actor actor, CancellationToken ct, IProgress<double>? progress = null)
    {
        try
        {
            return await RunOnceAsync(plan, actor, ct, progress);
        }
        catch (Exception fault) when (IsRefusal(fault))
        {
            var refused = new Dictionary<Guid, Obstacle>();
            foreach (var rule in plan.Rules.Where(rule => rule.Test is not RuleTest.Impossible))
            {
                var others = plan.Rules.Where(other => other != rule).ToDictionary(other => other.Rule.Id, _ => new Obstacle(ObstacleKind.Engine, ""));
                if (await RefusalAsync(plan.Without(others), actor, ct) is { } reason)
                    refused[rule.Rule.Id] = new Obstacle(ObstacleKind.Engine, reason);
            }
            if (refused.Count == 0)
                throw;
            return await RunOnceAsync(plan.Without(refused), actor, ct, progress);
        }
    }

    private async Task<string?> RefusalAsync(CheckPlan plan, Actor actor, CancellationToken ct)
    {
        try
        {
            await RunOnceAsync(plan, actor, ct, progress: null);
            return null;
        }
        catch (Exception fault) when (IsRefusal(fault))
        {
            return fault.Message.Split('\n')[0];
        }
    }

    private async Task<CountedChecks> RunOnceAsync(CheckPlan plan, Actor actor, CancellationToken ct, IProgress<double>? progress)
    {
        var counts = new CheckCounts();
        foreach (var rule in plan.Rules)
        {
            if (queries is not null && rule.Test is RuleTest.Query query)
                counts.Queried[rule] = await AskAsync(queries, query, actor, ct);
        }
        await using var result = await lakehouse.QueryAsync(plan.Statement, actor, ct, progress);
        plan.Read(await result.ToListAsync(ct), counts);
        if (RowsOnce.For(plan, counts) is { } once)
        {
            await using var again = await lakehouse.QueryAsync(once.Statement, actor, ct);
            once.Read((await again.ToListAsync(ct))[0], counts);
        }
        return new CountedChecks(plan, counts, plan.Report(counts));
    }

    /// <summary>A statement that the guard or the engine refuses spoils nothing but its own rule.</summary>
    private static async Task<(QueryFacts? Facts, Obstacle? Obstacle)> AskAsync(IRuleQueries queries, RuleTest.Query query, Actor actor, CancellationToken ct)
    {
        try
        {
            return await queries.AskAsync(query.Text, actor, ct) switch
            {
                RuleAnswer.Given given => (new QueryFacts(given.Rows, given.First), null),
                RuleAnswer.Refused(var why) => (null, new Obstacle(ObstacleKind.Expression, why.English) { German = why.German }),
                var other => throw new InvalidOperationException($"The rule's statement came to {other}."),
            };
        }
        catch (Exception fault) when (fault is KaliException or DbException)
        {
            return (null, new Obstacle(ObstacleKind.Expression, fault.Message.Split('\n')[0]));
        }
    }

    /// <summary>What a rule can cause. A refused actor or a cancelled run is no fault of a rule.</summary>
    private static bool IsRefusal(Exception fault) => fault is (KaliException and not NotAllowedException) or DbException;
}
