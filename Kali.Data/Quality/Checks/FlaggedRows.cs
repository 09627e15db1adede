using System.Collections.Immutable;
using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;

namespace Kali.Data.Quality;

/// <summary>The rows of a subject with each rule's answers as bits and what else is counted of them: everything a check counts is counted from these.</summary>
internal sealed class FlaggedRows
{
    private readonly CheckSubject _subject;
    private readonly ImmutableArray<PreparedRule> _rules;
    private readonly BitMask _bits = new("_bits");
    private readonly Dictionary<PreparedRule, int> _fails = [];
    private readonly Dictionary<PreparedRule, int> _looked = [];

    public FlaggedRows(CheckSubject subject, ImmutableArray<PreparedRule> rules)
    {
        (_subject, _rules) = (subject, rules);
        foreach (var rule in rules)
        {
            if (rule.Looked is { } looked)
                _looked[rule] = _bits.Add(looked.Surely());
            if (rule.Fails is { } fails)
                _fails[rule] = _bits.Add(fails.Surely());
        }
    }

    public bool Shows(PreparedRule rule) => _fails.ContainsKey(rule);

    /// <summary>Whether a rule looks at only some of the rows.</summary>
    public bool Chooses(PreparedRule rule) => _looked.ContainsKey(rule);

    /// <summary>Whether a rule looks at the row.</summary>
    public SqlExpression Looked(PreparedRule rule) => _looked.TryGetValue(rule, out var bit) ? _bits.Any([bit]) : new Truth(true);

    /// <summary>Rows that at least one of the rules looks at, where none of them looks at all.</summary>
    public Aggregate CountLooked(IEnumerable<PreparedRule> rules) => new(AggregateFunction.CountIf, _bits.Any(rules.Select(rule => _looked[rule])));

    /// <summary>Rows that break at least one of the rules, of those that a single row can break.</summary>
    public Aggregate CountFailing(IEnumerable<PreparedRule> rules) => new(AggregateFunction.CountIf, Fails(rules));

    /// <summary>Whether a row breaks at least one of the rules, of those that a single row can break.</summary>
    public SqlExpression Fails(IEnumerable<PreparedRule> rules) => _bits.Any(rules.Where(_fails.ContainsKey).Select(rule => _fails[rule]));

    public static SqlExpression Measured(PreparedRule rule, int measure)
    {
        var figure = rule.Measures[measure];
        return figure.Figure([.. figure.Operands.Select(SqlExpression (_, operand) => new Column(rule.MeasuredName(measure, operand)))]);
    }

    public static SqlName Key(string column) => new($"_key_{column}");

    /// <summary>The subject's own rows.</summary>
    /// <param name="keys">Columns that stand there under <see cref="Key"/>.</param>
    /// <param name="only">Which of them; null for all.</param>
    public Sql Own(ImmutableArray<string> keys, Sql? only = null)
    {
        var columns = new List<Sql> { Sql.Of($"{new Truth(true)} AS is_own") };
        columns.AddRange(keys.Select(column => Sql.Of($"{new SqlName(column)} AS {Key(column)}")));
        columns.AddRange(Extra().Select(extra => Sql.Of($"{(extra.Rule.Filter is { } filter ? Case.When(filter, extra.Value) : extra.Value)} AS {extra.Name}")));
        columns.AddRange(_bits.Columns());
        return Sql.Of($"SELECT {columns} FROM {_subject.Table} AS checked_rows{RuleJoins.Of(_subject, _rules)} WHERE {_subject.RowsOrAll}{(only is null ? Sql.Empty : Sql.Of($" AND {only}"))}");
    }

    /// <summary>Rows that are there already: only their keys matter, and only where they have all columns of the key and of the filter.</summary>
    /// <param name="table">The table they stand in.</param>
    /// <param name="schema">Its columns.</param>
    /// <param name="keys">Columns of keys.</param>
    /// <param name="groups">Columns that only the subject's own rows are grouped by.</param>
    public Sql Existing(TableRef table, TableSchema schema, ImmutableArray<string> keys, ImmutableArray<string> groups)
    {
        var comparable = _rules
            .Where(rule => rule is { Filter: null, Test: RuleTest.Keys { Judge: null } test } && test.All.All(column => schema.Find(column)?.Type == _subject.Schema.Find(column)?.Type))
            .ToList();
        var columns = new List<Sql> { Sql.Of($"{new Truth(false)} AS is_own") };
        columns.AddRange(keys.Select(column => schema.Find(column) is null ? Sql.Of($"NULL AS {Key(column)}") : Sql.Of($"{new SqlName(column)} AS {Key(column)}")));
        columns.AddRange(groups.Select(column => Sql.Of($"NULL AS {Key(column)}")));
        columns.AddRange(Extra().Select(extra => Sql.Of($"NULL AS {extra.Name}")));
        columns.AddRange(_bits.Columns([.. comparable.Where(_looked.ContainsKey).Select(rule => _looked[rule])]));
        return Sql.Of($"SELECT {columns} FROM {table} AS existing_rows WHERE {_subject.ExistingRows ?? SqlExpression.True}");
    }

    private IEnumerable<(PreparedRule Rule, SqlExpression Value, SqlName Name)> Extra() => _rules.SelectMany(rule => rule.Measures
        .SelectMany((measure, index) => measure.Operands.Select((operand, at) => (rule, operand, new SqlName(rule.MeasuredName(index, at)))))
        .Concat(rule.Test is RuleTest.Whole { Tally: { } tally } ? [(rule, tally.By, new SqlName(rule.TallyName))] : []));
}
