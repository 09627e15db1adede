using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;

namespace Kali.Data.Quality;

/// <summary>
/// All rules on a table in one statement with one row of figures, reading the table once however many rules there are:
/// each row's answers become bits, and everything is counted from them, over all rows and by groups.
/// </summary>
public sealed class CheckPlan
{
    private readonly CheckSubject _subject;
    private readonly ImmutableArray<PreparedRule> _rules;
    private readonly FlaggedRows _flagged;
    private readonly GroupPlan? _groups;
    private readonly FrozenSet<string> _optional;
    private readonly List<(SqlExpression Value, Action<CheckCounts, object?> Take)> _figures = [];
    private readonly List<(Sql Value, Action<CheckCounts, object?> Take)> _queries = [];

    private CheckPlan(CheckSubject subject, ImmutableArray<PreparedRule> rules)
    {
        (_subject, _rules) = (subject, rules);
        _flagged = new FlaggedRows(subject, rules);
        _groups = GroupPlan.For(rules, _flagged);
        _optional = OptionalColumns.Of(rules.Select(rule => rule.Rule), subject.Keys);
        Figures();
        Queries();
    }

    internal ImmutableArray<PreparedRule> Rules => _rules;

    internal CheckSubject Subject => _subject;

    internal FlaggedRows Flagged => _flagged;

    /// <summary>Columns that somebody said may be empty.</summary>
    internal IReadOnlySet<string> Optional => _optional;

    /// <summary>The statement: one row, or one for every group where rules are judged by groups; read by <see cref="Read"/>.</summary>
    public Sql Statement => NeedsRowsTwice ? OfKeptRows() : Sql.Of($"SELECT {FigureColumns}{QueryColumns} FROM ({_flagged.Own([])}) AS flagged");

    public static CheckPlan For(CheckSubject subject, IEnumerable<Rule> rules) => new(subject, PreparedRule.All(rules, subject));

    /// <summary>The same without rules that the engine refused, which are told as such.</summary>
    internal CheckPlan Without(IReadOnlyDictionary<Guid, Obstacle> refused) => new(_subject,
        [.. _rules.Select(rule => refused.TryGetValue(rule.Rule.Id, out var obstacle) ? rule with { Test = new RuleTest.Impossible(obstacle), Filter = null } : rule)]);

    /// <summary>Takes the figures from the statement's rows.</summary>
    internal void Read(IReadOnlyList<object?[]> rows, CheckCounts counts)
    {
        var row = rows[0];
        counts.Optional = _optional;
        foreach (var (index, figure) in _figures.Index())
            figure.Take(counts, row[index]);
        foreach (var (index, query) in _queries.Index())
            query.Take(counts, row[_figures.Count + index]);
        _groups?.Read([.. rows.Select(group => group[(_figures.Count + _queries.Count)..])], counts);
    }

    /// <summary>The report from what was counted.</summary>
    internal CheckReport Report(CheckCounts counts)
    {
        var results = _rules.Select(rule => CheckJudging.Judge(rule, counts)).ToImmutableArray();
        return new CheckReport(counts.Rows, results, Scoring.Score(results, _subject.Keys, counts)) { Keys = _subject.Keys };
    }

    private IEnumerable<PreparedRule> Keyed => _rules.Where(rule => rule.Test is RuleTest.Keys);

    private bool NeedsRowsTwice => _groups is not null || _rules.Any(rule => rule.Test is RuleTest.Keys or RuleTest.Whole { Tally: not null });

    private void Figures()
    {
        _figures.Add((new RowCount(), (counts, value) => counts.Rows = CheckCounts.Number(value)));
        foreach (var rule in _rules)
            _figures.AddRange(FiguresOf(_flagged, rule));
        _figures.Add((_flagged.CountFailing(Severe), (counts, value) => counts.RowsAffected = CheckCounts.Number(value)));
        foreach (var key in Severe.Select(rule => rule.Rule.Dimension).Distinct())
        {
            var (whole, any, ofKeys) = CountsOf(key);
            _figures.Add((whole, (counts, value) => counts.Dimensions[key] = counts.Of(key) with { Whole = CheckCounts.Number(value) }));
            _figures.Add((any, (counts, value) => counts.Dimensions[key] = counts.Of(key) with { Any = CheckCounts.Number(value) }));
            _figures.Add((ofKeys, (counts, value) => counts.Dimensions[key] = counts.Of(key) with { OfKeys = CheckCounts.Number(value) }));
        }
        // Where every rule of a dimension chooses its rows, only the rows chosen were assessed.
        foreach (var dimension in _rules.Where(rule => rule.Test is not RuleTest.Impossible).GroupBy(rule => rule.Rule.Dimension).Where(rules => rules.All(_flagged.Chooses)))
            _figures.Add((_flagged.CountLooked(dimension), (counts, value) => counts.Assessed[dimension.Key] = CheckCounts.Number(value)));
    }

    /// <summary>What is counted of one rule, over all rows or those of a group.</summary>
    internal static IEnumerable<(SqlExpression Value, Action<CheckCounts, object?> Take)> FiguresOf(FlaggedRows flagged, PreparedRule rule)
    {
        if (flagged.Chooses(rule))
            yield return (flagged.CountLooked([rule]), (counts, value) => counts.Looked[rule] = CheckCounts.Number(value));
        if (flagged.Shows(rule))
            yield return (flagged.CountFailing([rule]), (counts, value) => counts.Failing[rule] = CheckCounts.Number(value));
        for (var measure = 0; measure < rule.Measures.Length; measure++)
            yield return (FlaggedRows.Measured(rule, measure), (counts, value) => CheckCounts.Add(counts.Measured, rule, value));
    }

    /// <summary>Rules that cost rows of the score.</summary>
    private IEnumerable<PreparedRule> Severe => _rules.Where(rule => _flagged.Shows(rule) && rule.Rule.Kind.IsAboutRows && rule.Rule.Severity != Severity.Notes);

    /// <summary>Aggregates of flagged rows: the figures of <see cref="DimensionCounts"/>.</summary>
    internal (SqlExpression Whole, SqlExpression Any, SqlExpression OfKeys) CountsOf(QualityDimension dimension)
    {
        var (whole, any, ofKeys) = ConditionsOf(dimension);
        return (new Aggregate(AggregateFunction.CountIf, whole), new Aggregate(AggregateFunction.CountIf, any), new Aggregate(AggregateFunction.CountIf, ofKeys));
    }

    /// <summary>Of a flagged row: whether each of the figures of <see cref="DimensionCounts"/> counts it.</summary>
    internal (SqlExpression Whole, SqlExpression Any, SqlExpression OfKeys) ConditionsOf(QualityDimension dimension)
    {
        var any = Severe.Where(rule => rule.Rule.Dimension == dimension).ToList();
        return (
            _flagged.Fails(any.Where(rule => Scoring.IsWhole(rule.Rule, _optional))),
            _flagged.Fails(any),
            _flagged.Fails(any.Where(rule => rule.Rule.Columns.Any(column => _subject.Keys.Contains(column)))));
    }

    /// <summary>Of a flagged row: whether it breaks any rule that costs.</summary>
    internal SqlExpression Affects => _flagged.Fails(Severe);

    private void Queries()
    {
        foreach (var rule in Keyed)
            _queries.Add((RepeatedRows(rule), (counts, value) => counts.Failing[rule] = CheckCounts.Number(value)));
        foreach (var rule in _rules)
        {
            if (rule.Test is not RuleTest.Whole whole)
                continue;
            if (whole.Tally is { } tally)
                _queries.Add((tally.Figure(Counted(rule)), (counts, value) => counts.Tallied[rule] = value));
            foreach (var elsewhere in whole.Elsewhere)
                _queries.Add((elsewhere, (counts, value) => CheckCounts.Add(counts.Elsewhere, rule, value)));
        }
    }

    private Sql Counted(PreparedRule rule)
    {
        var value = new SqlName(rule.TallyName);
        return Sql.Of($"SELECT {value} AS value, count(*) AS n FROM flagged WHERE {new AllOf(new Column("is_own"), new Column(value).IsNotNull(), _flagged.Looked(rule))} GROUP BY {value}");
    }

    private IEnumerable<Sql> FigureColumns => _figures.Select((figure, index) => Sql.Of($"{figure.Value} AS {Numbered("figure", index)}"));

    private Sql QueryColumns => Sql.Join("", _queries.Select((query, index) => Sql.Of($", ({query.Value}) AS {Numbered("query", index)}")));

    /// <summary>The subject's own rows and those that are there already, with their keys.</summary>
    internal Sql RowsWithKeys()
    {
        var (keys, groups) = KeysAndGroups;
        var existing = !keys.IsEmpty && _subject.Existing is { } table && _subject.ExistingSchema is { } schema ? _flagged.Existing(table, schema, keys, groups) : null;
        var own = _flagged.Own([.. keys, .. groups]);
        return existing is null ? own : Sql.Of($"{own} UNION ALL {existing}");
    }

    private (ImmutableArray<string> Keys, ImmutableArray<string> Groups) KeysAndGroups
    {
        get
        {
            var keys = Keyed.SelectMany(rule => ((RuleTest.Keys)rule.Test).All).Distinct().ToImmutableArray();
            return (keys, [.. (_groups?.Columns ?? []).Except(keys)]);
        }
    }

    private Sql OfKeptRows()
    {
        var (grouped, joined) = _groups is null ? (Sql.Empty, Sql.Empty) : (Sql.Of($", grouped.*"), Sql.Of($" LEFT JOIN ({_groups.Of(new SqlName("flagged"))}) AS grouped ON {SqlExpression.True}"));
        return Sql.Of($"""
            WITH flagged AS {new ComputedOnce()}({RowsWithKeys()}),
                figures AS (SELECT {FigureColumns} FROM flagged WHERE is_own)
            SELECT figures.*{QueryColumns}{grouped} FROM figures{joined}
            """);
    }

    /// <summary>Of the subject's own rows, those whose key at least one other row has.</summary>
    private Sql RepeatedRows(PreparedRule rule)
    {
        var keys = ((RuleTest.Keys)rule.Test).All.Select(FlaggedRows.Key).ToList();
        return Sql.Of($"""
            SELECT coalesce(sum(own_rows), 0)
            FROM (SELECT count(*) AS all_rows, {new Aggregate(AggregateFunction.CountIf, new Column("is_own"))} AS own_rows
                FROM flagged WHERE {_flagged.Looked(rule)} GROUP BY {keys} HAVING count(*) > 1) AS repeated
            """);
    }

    private static SqlName Numbered(string name, int index) => new(string.Create(CultureInfo.InvariantCulture, $"{name}_{index}"));
}
