using System.Collections.Immutable;
using System.Globalization;
using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;

namespace Kali.Data.Quality;

/// <summary>
/// Where rows repeat the key of one rule, and break other rules of the same dimension too, their numbers cannot be added: a row that breaks two rules
/// has one problem of that dimension. Then, and only then, the rows are counted once more, each once.
/// </summary>
internal sealed class RowsOnce
{
    private const int FiguresEach = 3;
    private readonly CheckPlan _plan;
    private readonly ImmutableArray<PreparedRule> _keyed;
    private readonly ImmutableArray<QualityDimension> _dimensions;

    private RowsOnce(CheckPlan plan, ImmutableArray<PreparedRule> keyed) =>
        (_plan, _keyed, _dimensions) = (plan, keyed, [.. keyed.Select(rule => rule.Rule.Dimension).Distinct()]);

    /// <summary>Null where numbers can be added: no dimension has repeated keys and rows that break something else.</summary>
    public static RowsOnce? For(CheckPlan plan, CheckCounts counts)
    {
        var keyed = plan.Rules.Where(rule => rule is { Test: RuleTest.Keys { Judge: null }, Rule.Severity: not Severity.Notes } && counts.Failing.GetValueOrDefault(rule) > 0)
            .GroupBy(rule => rule.Rule.Dimension).Where(rules => rules.Count() > 1 || counts.Of(rules.Key).Any > 0).SelectMany(rules => rules).ToImmutableArray();
        return keyed.IsEmpty ? null : new RowsOnce(plan, keyed);
    }

    /// <summary>One row: for each dimension the figures of <see cref="DimensionCounts"/>.</summary>
    public Sql Statement
    {
        get
        {
            var repeated = _keyed.Select((rule, place) => Sql.Of($"{Repeated(place)} AS (SELECT {KeysOf(rule)} FROM flagged WHERE {_plan.Flagged.Looked(rule)} GROUP BY {KeysOf(rule)} HAVING count(*) > 1)"));
            var joins = Sql.Join(" ", _keyed.Select((rule, place) => Sql.Of($"LEFT JOIN (SELECT *, {new Truth(true)} AS {Is(place)} FROM {Repeated(place)}) AS {Repeated(place)} ON {IsSame(rule, place)}")));
            return Sql.Of($"WITH flagged AS {new ComputedOnce()}({_plan.RowsWithKeys()}), {repeated} SELECT {_dimensions.SelectMany(Figures)} FROM flagged {joins} WHERE flagged.is_own");
        }
    }

    public void Read(object?[] row, CheckCounts counts)
    {
        foreach (var (place, dimension) in _dimensions.Index())
        {
            var at = FiguresEach * place;
            counts.Dimensions[dimension] = new DimensionCounts(CheckCounts.Number(row[at]), CheckCounts.Number(row[at + 1]), CheckCounts.Number(row[at + 2]));
            counts.CountedOnce.Add(dimension);
        }
    }

    private IEnumerable<Sql> Figures(QualityDimension dimension, int place)
    {
        var (whole, any, ofKeys) = _plan.ConditionsOf(dimension);
        var keyed = _keyed.Index().Where(rule => rule.Item.Rule.Dimension == dimension).ToList();
        SqlExpression AnyOf(SqlExpression row, Func<Rule, bool> counts) => new AnyOf([row, .. keyed.Where(rule => counts(rule.Item.Rule)).Select(rule => new Column(Is(rule.Index)).IsNotNull())]);
        return
        [
            Figure(3 * place, AnyOf(whole, rule => Scoring.IsWhole(rule, _plan.Optional))),
            Figure(3 * place + 1, AnyOf(any, _ => true)),
            Figure(3 * place + 2, AnyOf(ofKeys, rule => rule.Columns.Any(column => _plan.Subject.Keys.Contains(column)))),
        ];
    }

    private static Sql Figure(int place, SqlExpression rows) => Sql.Of($"{new Aggregate(AggregateFunction.CountIf, rows)} AS {new SqlName(string.Create(CultureInfo.InvariantCulture, $"once_{place}"))}");

    /// <summary>Whether the row is looked at and has a key that is repeated; a missing part equals a missing one, for where it is none the row is not looked at.</summary>
    private AllOf IsSame(PreparedRule rule, int place) => new(
    [
        _plan.Flagged.Looked(rule),
        .. ((RuleTest.Keys)rule.Test).All.Select(column => new Comparison(ComparisonOperator.Same, new ColumnOf(new SqlName("flagged"), FlaggedRows.Key(column)), new ColumnOf(Repeated(place), FlaggedRows.Key(column)))),
    ]);

    private static IEnumerable<SqlName> KeysOf(PreparedRule rule) => ((RuleTest.Keys)rule.Test).All.Select(FlaggedRows.Key);

    private static SqlName Repeated(int place) => new(string.Create(CultureInfo.InvariantCulture, $"repeated_{place}"));

    private static SqlName Is(int place) => new(string.Create(CultureInfo.InvariantCulture, $"is_repeated_{place}"));
}
