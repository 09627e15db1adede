using System.Collections.Immutable;
using Kali.Data.Engines.Expressions;

namespace Kali.Data.Quality;

/// <summary>A rule made ready for a table, with its filter.</summary>
/// <param name="Index">Its number in the plan; names what belongs to it.</param>
/// <param name="Rule">The rule.</param>
/// <param name="Test">Its test, or the obstacle.</param>
/// <param name="Filter">The rows it looks at; null for all.</param>
internal sealed record PreparedRule(int Index, Rule Rule, RuleTest Test, SqlExpression? Filter)
{
    public static ImmutableArray<PreparedRule> All(IEnumerable<Rule> rules, CheckSubject subject) =>
        [.. rules.Where(rule => rule.IsOn).Select((rule, index) => Prepare(index, rule, subject.Rules))];

    private static PreparedRule Prepare(int index, Rule rule, RuleSubject subject)
    {
        var test = rule.Kind.Test(subject);
        if (rule.Filter is not { } filter || test is RuleTest.Impossible)
            return new PreparedRule(index, rule, test, null);
        return RowExpression.TryParse(filter, subject, out var parsed, out var reason)
            ? new PreparedRule(index, rule, test, parsed.Condition)
            : new PreparedRule(index, rule, new RuleTest.Impossible(new Obstacle(ObstacleKind.Expression, reason)), null);
    }

    /// <summary>The rows it looks at; a key rule does not look at rows without a key. Null for all rows.</summary>
    public SqlExpression? Looked
    {
        get
        {
            if (Test is not RuleTest.Keys { MissingIsAValue: false } keys)
                return Filter;
            var present = keys.Columns.Select(column => new Column(column).IsNotNull());
            return new AllOf(Filter is null ? [.. present] : [Filter, .. present]);
        }
    }

    /// <summary>True for rows that break the rule, or for rules about the whole that count rows, for those counted. Null where no single row can tell.</summary>
    public SqlExpression? Fails
    {
        get
        {
            var fails = Test switch
            {
                RuleTest.Cells cells => cells.Fails,
                RuleTest.Reference reference => new AllOf(new Column(reference.Column).IsNotNull(), new Column(ReferenceName).IsNull()),
                RuleTest.Whole { Counted: { } counted } => counted,
                _ => null,
            };
            return fails is null || Filter is null ? fails : new AllOf(Filter, fails);
        }
    }

    /// <summary>The column that a joined reference table's value is found under.</summary>
    public string ReferenceName => $"_reference_{Index}";

    public string MeasuredName => $"_measured_{Index}";
}
