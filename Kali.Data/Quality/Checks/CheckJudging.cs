namespace Kali.Data.Quality;

/// <summary>From counts to verdicts.</summary>
internal static class CheckJudging
{
    private const int MostGroupsNamed = 5;

    public static CheckResult Judge(PreparedRule rule, CheckCounts counts)
    {
        if (rule.IsByGroup)
            return ByGroup(rule, counts);
        var facts = counts.FactsOf(rule);
        return rule.Test switch
        {
            RuleTest.Impossible(var obstacle) => CouldNotRun(rule, obstacle),
            RuleTest.Query query => Queried(rule, query, counts),
            RuleTest.Whole whole => Whole(rule.Rule, whole.Judge(facts), facts.Rows),
            RuleTest.Keys { Judge: { } judge } => Whole(rule.Rule, judge(facts), facts.Rows),
            _ => new CheckResult(rule.Rule, Rows(rule.Rule, facts.Counted, facts.Rows), facts.Rows, facts.Counted, null, QuarantinePlan.Expected(rule), null),
        };
    }

    private static CheckResult CouldNotRun(PreparedRule rule, Obstacle obstacle) => new(rule.Rule, CheckOutcome.CouldNotRun, 0, null, null, null, obstacle);

    private static CheckResult Queried(PreparedRule rule, RuleTest.Query query, CheckCounts counts) => counts.Queried.GetValueOrDefault(rule) switch
    {
        ({ } facts, _) => Whole(rule.Rule, query.Judge(facts), counts.Rows),
        (_, { } obstacle) => CouldNotRun(rule, obstacle),
        _ => CouldNotRun(rule, new Obstacle(ObstacleKind.Engine, "statements of one's own are not read here")),
    };

    /// <summary>Every group is judged by itself; the worst one decides, and the groups that do not hold are named.</summary>
    private static CheckResult ByGroup(PreparedRule rule, CheckCounts counts)
    {
        if (counts.HasTooManyGroups)
            return CouldNotRun(rule, new Obstacle(ObstacleKind.Groups, FormattableString.Invariant($"> {GroupPlan.MostGroups}")));
        var groups = counts.GroupsOf(rule);
        if (rule.Test is RuleTest.Whole whole)
        {
            var verdicts = groups.Select(group => (group.Label, Verdict: whole.Judge(group.Counts.FactsOf(rule)))).ToList();
            var broken = verdicts.Where(group => !group.Verdict.Holds).OrderBy(group => group.Label, StringComparer.Ordinal).ToList();
            var expected = verdicts.Count > 0 ? verdicts[0].Verdict.Expected : null;
            var observed = broken.Count == 0 ? FormattableString.Invariant($"0 / {groups.Count}") : Named(broken.Count, groups.Count, broken.Select(group => $"{group.Label}: {group.Verdict.Observed}"));
            return Whole(rule.Rule, new WholeVerdict(broken.Count == 0, broken.Any(group => group.Verdict.Failing is not null) ? broken.Sum(group => group.Verdict.Failing ?? 0) : null, observed, expected ?? ""), counts.EvaluatedBy(rule));
        }
        var all = groups.Select(group => (group.Label, Failing: group.Counts.Failing.GetValueOrDefault(rule), Rows: group.Counts.EvaluatedBy(rule))).ToList();
        var judged = all.Select(group => (group.Label, group.Failing, group.Rows, Outcome: Rows(rule.Rule, group.Failing, group.Rows))).ToList();
        var worst = judged.Count == 0 ? CheckOutcome.Passed : judged.Max(group => group.Outcome);
        var named = judged.Where(group => group.Outcome != CheckOutcome.Passed).OrderByDescending(group => group.Failing).ThenBy(group => group.Label, StringComparer.Ordinal).ToList();
        return new CheckResult(
            rule.Rule, worst, counts.EvaluatedBy(rule), counts.Failing.GetValueOrDefault(rule),
            named.Count == 0 ? null : Named(named.Count, judged.Count, named.Select(group => FormattableString.Invariant($"{group.Label}: {group.Failing} / {group.Rows}"))),
            QuarantinePlan.Expected(rule), null);
    }

    private static string Named(int broken, int all, IEnumerable<string> groups) =>
        FormattableString.Invariant($"{broken} / {all}: {string.Join(", ", groups.Take(MostGroupsNamed))}{(broken > MostGroupsNamed ? ", …" : "")}");

    private static CheckOutcome Rows(Rule rule, long failing, long evaluated) => rule.Severity == Severity.Notes
        ? CheckOutcome.Passed
        : rule.Threshold.Judge(failing, evaluated) switch
        {
            GateState.Failed => CheckOutcome.Failed,
            GateState.Warned => CheckOutcome.Warned,
            _ => CheckOutcome.Passed,
        };

    private static CheckResult Whole(Rule rule, WholeVerdict verdict, long evaluated)
    {
        var outcome = (verdict.Holds, rule.Severity) switch
        {
            (true, _) or (_, Severity.Notes) => CheckOutcome.Passed,
            (_, Severity.Stops) => CheckOutcome.Failed,
            _ => CheckOutcome.Warned,
        };
        return new CheckResult(rule, outcome, evaluated, verdict.Failing, verdict.Observed, verdict.Expected, null);
    }
}
