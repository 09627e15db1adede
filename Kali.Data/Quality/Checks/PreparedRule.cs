using System.Collections.Immutable;
using System.Globalization;
using Kali.Data.Engines;
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
        var test = Grouped(rule, rule.Kind.Test(subject), subject);
        if (rule.Filter is not { } filter || test is RuleTest.Impossible)
            return new PreparedRule(index, rule, test, null);
        if (test is RuleTest.Query)
            return new PreparedRule(index, rule, new RuleTest.Impossible(new Obstacle(ObstacleKind.Expression, "a query has its filter in its WHERE")), null);
        return RowExpression.TryParse(filter, subject, out var parsed, out var reason)
            ? new PreparedRule(index, rule, test, parsed.Condition)
            : new PreparedRule(index, rule, new RuleTest.Impossible(new Obstacle(ObstacleKind.Expression, reason)), null);
    }

    /// <summary>The test by the rule's groups, or the obstacle.</summary>
    internal static RuleTest Grouped(Rule rule, RuleTest test, RuleSubject subject)
    {
        if (rule.GroupBy.IsEmpty || test is RuleTest.Impossible)
            return test;
        if (rule.GroupBy.FirstOrDefault(column => subject.Find(column) is null) is { } missing)
            return new RuleTest.Impossible(new Obstacle(ObstacleKind.NoSuchColumn, missing));
        return test switch
        {
            RuleTest.Keys { Judge: null } keys => keys with { By = rule.GroupBy },
            RuleTest.Keys or RuleTest.Query or RuleTest.Whole { Tally: not null } or RuleTest.Whole { Elsewhere.IsEmpty: false } =>
                new RuleTest.Impossible(new Obstacle(ObstacleKind.Groups, rule.Kind.Code)),
            _ => test,
        };
    }

    /// <summary>Whether each group of rows is judged by itself.</summary>
    public bool IsByGroup => !Rule.GroupBy.IsEmpty && Test is (RuleTest.Cells or RuleTest.Reference or RuleTest.Outliers or RuleTest.Whole);

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
                RuleTest.Reference reference => FailsReference(reference),
                RuleTest.Outliers outliers => IsOutlier(outliers),
                RuleTest.Whole { Counted: { } counted } => counted,
                _ => null,
            };
            return fails is null || Filter is null ? fails : new AllOf(Filter, fails);
        }
    }

    /// <summary>The column that says whether a row was found in the table referred to.</summary>
    public string ReferenceName => Named("_reference");

    /// <summary>The middle of all values, and the usual distance from it.</summary>
    public string CentreName => Named("_centre");

    public string DistanceName => Named("_distance");

    public string TallyName => Named("_tally");

    public string MeasuredName(int measure, int operand) => Named($"_measured_{measure.ToString(CultureInfo.InvariantCulture)}_{operand.ToString(CultureInfo.InvariantCulture)}");

    public ImmutableArray<Measure> Measures => Test is RuleTest.Whole whole ? whole.Measured : [];

    private string Named(string what) => string.Create(CultureInfo.InvariantCulture, $"{what}_{Index}");

    private SqlExpression FailsReference(RuleTest.Reference reference)
    {
        var found = new Column(ReferenceName);
        if (reference.IsForbidden)
            return found.IsNotNull();
        var present = reference.MissingIsAValue ? [] : reference.Pairs.Select(pair => new Column(pair.Column).IsNotNull());
        return new AllOf([.. present, found.IsNull()]);
    }

    /// <summary>Where more than half of all values are the same one, there is no usual distance and nothing is far.</summary>
    private AllOf IsOutlier(RuleTest.Outliers outliers)
    {
        var apart = SqlExpression.Call(SqlFunction.Absolute, new Arithmetic(ArithmeticOperator.Subtract, new Column(outliers.Column).CastTo(DataType.Double), new Column(CentreName)));
        var usual = new Column(DistanceName);
        return new AllOf(usual.GreaterThan(new WholeNumber(0)), apart.GreaterThan(new Arithmetic(ArithmeticOperator.Multiply, usual, new Constant(outliers.MostDistances))));
    }
}
