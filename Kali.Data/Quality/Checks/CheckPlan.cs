using System.Collections.Immutable;
using System.Globalization;
using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;

namespace Kali.Data.Quality;

/// <summary>
/// All rules on a table in one statement with one row of figures, reading the table once however many rules there are:
/// each row's answers become bits, and everything is counted from them.
/// </summary>
public sealed class CheckPlan
{
    private readonly CheckSubject _subject;
    private readonly ImmutableArray<PreparedRule> _rules;
    private readonly BitMask _bits = new("_bits");
    private readonly Dictionary<PreparedRule, int> _fails = [];
    private readonly Dictionary<PreparedRule, int> _looked = [];
    private readonly List<(SqlExpression Value, Action<CheckCounts, object?> Take)> _figures = [];

    private CheckPlan(CheckSubject subject, ImmutableArray<PreparedRule> rules)
    {
        (_subject, _rules) = (subject, rules);
        foreach (var rule in rules)
        {
            if (rule.Looked is { } looked)
                _looked[rule] = _bits.Add(looked.Surely());
            if (rule.Fails is { } fails)
                _fails[rule] = _bits.Add(fails.Surely());
        }
        Figures();
    }

    internal ImmutableArray<PreparedRule> Rules => _rules;

    /// <summary>The statement; its one row is read by <see cref="Read"/>.</summary>
    public Sql Statement => Keyed.Any() ? WithKeys() : WithoutKeys();

    public static CheckPlan For(CheckSubject subject, IEnumerable<Rule> rules) => new(subject, PreparedRule.All(rules, subject));

    /// <summary>The same without rules that the engine refused, which are told as such.</summary>
    internal CheckPlan Without(IReadOnlyDictionary<Guid, Obstacle> refused) => new(_subject,
        [.. _rules.Select(rule => refused.TryGetValue(rule.Rule.Id, out var obstacle) ? rule with { Test = new RuleTest.Impossible(obstacle), Filter = null } : rule)]);

    /// <summary>The report from the statement's row.</summary>
    public CheckReport Read(object?[] row)
    {
        var counts = new CheckCounts();
        for (var i = 0; i < _figures.Count; i++)
            _figures[i].Take(counts, row[i]);
        var keyed = Keyed.ToList();
        for (var i = 0; i < keyed.Count; i++)
            counts.Failing[keyed[i]] = CheckCounts.Number(row[_figures.Count + i]);
        var results = _rules.Select(rule => CheckJudging.Judge(rule, counts)).ToImmutableArray();
        return new CheckReport(counts.Rows, results, Scoring.Score(counts.Rows, results, _subject.Keys, counts.Dimensions, counts.RowsAffected));
    }

    private IEnumerable<PreparedRule> Keyed => _rules.Where(rule => rule.Test is RuleTest.Keys);

    private void Figures()
    {
        _figures.Add((new RowCount(), (counts, value) => counts.Rows = CheckCounts.Number(value)));
        foreach (var rule in _rules)
        {
            if (_looked.TryGetValue(rule, out var looked))
                _figures.Add((Count([looked]), (counts, value) => counts.Looked[rule] = CheckCounts.Number(value)));
            if (_fails.TryGetValue(rule, out var fails))
                _figures.Add((Count([fails]), (counts, value) => counts.Failing[rule] = CheckCounts.Number(value)));
            if (rule.Test is RuleTest.Whole { Measured: Aggregate measured })
                _figures.Add((measured with { Operand = new Column(rule.MeasuredName) }, (counts, value) => counts.Measured[rule] = value));
        }
        var severe = _fails.Keys.Where(rule => rule.Rule.Kind.IsAboutRows && rule.Rule.Severity != Severity.Notes).ToList();
        _figures.Add((Count(severe.Select(rule => _fails[rule])), (counts, value) => counts.RowsAffected = CheckCounts.Number(value)));
        foreach (var dimension in severe.GroupBy(rule => rule.Rule.Dimension))
        {
            var (any, key) = (dimension.ToList(), dimension.Key);
            AddUnion(any.Where(rule => rule.Rule.Severity == Severity.Stops), (counts, n) => counts.Dimensions[key] = counts.Of(key) with { Stopping = n });
            AddUnion(any, (counts, n) => counts.Dimensions[key] = counts.Of(key) with { Any = n });
            AddUnion(any.Where(rule => rule.Rule.Columns.Any(column => _subject.Keys.Contains(column))), (counts, n) => counts.Dimensions[key] = counts.Of(key) with { OfKeys = n });
        }
    }

    private void AddUnion(IEnumerable<PreparedRule> rules, Action<CheckCounts, long> take) =>
        _figures.Add((Count(rules.Select(rule => _fails[rule])), (counts, value) => take(counts, CheckCounts.Number(value))));

    private Aggregate Count(IEnumerable<int> bits) => new(AggregateFunction.CountIf, _bits.Any(bits));

    private IEnumerable<Sql> FigureColumns => _figures.Select((figure, index) => Sql.Of($"{figure.Value} AS {new SqlName(string.Create(CultureInfo.InvariantCulture, $"figure_{index}"))}"));

    private Sql WithoutKeys() => Sql.Of($"SELECT {FigureColumns} FROM ({Flagged([])}) AS flagged");

    private Sql WithKeys()
    {
        var keyColumns = Keyed.SelectMany(rule => ((RuleTest.Keys)rule.Test).Columns).Distinct().ToImmutableArray();
        var existing = _subject.Existing is { } table && _subject.ExistingSchema is { } schema ? ExistingRows(table, schema, keyColumns) : null;
        var flagged = existing is null ? Flagged(keyColumns) : Sql.Of($"{Flagged(keyColumns)} UNION ALL {existing}");
        var repeated = Keyed.Select(rule => Sql.Of($"({RepeatedRows(rule)}) AS {new SqlName(string.Create(CultureInfo.InvariantCulture, $"repeated_{rule.Index}"))}"));
        return Sql.Of($"""
            WITH flagged AS {new ComputedOnce()}({flagged}),
                figures AS (SELECT {FigureColumns} FROM flagged WHERE is_own)
            SELECT figures.*, {repeated} FROM figures
            """);
    }

    /// <summary>Of the subject's own rows, those whose key at least one other row has.</summary>
    private Sql RepeatedRows(PreparedRule rule)
    {
        var keys = ((RuleTest.Keys)rule.Test).Columns.Select(KeyName).ToList();
        var looked = _looked.TryGetValue(rule, out var bit) ? _bits.Any([bit]) : new Truth(true);
        return Sql.Of($"""
            SELECT coalesce(sum(own_rows), 0)
            FROM (SELECT count(*) AS all_rows, {new Aggregate(AggregateFunction.CountIf, new Column("is_own"))} AS own_rows
                FROM flagged WHERE {looked} GROUP BY {keys} HAVING count(*) > 1) AS repeated
            """);
    }

    private Sql Flagged(ImmutableArray<string> keyColumns)
    {
        var columns = new List<Sql> { Sql.Of($"{new Truth(true)} AS is_own") };
        columns.AddRange(keyColumns.Select(column => Sql.Of($"{new SqlName(column)} AS {KeyName(column)}")));
        foreach (var rule in _rules)
        {
            if (rule.Test is RuleTest.Whole { Measured: Aggregate measured })
                columns.Add(Sql.Of($"{(rule.Filter is null ? measured.Operand : Case.When(rule.Filter, measured.Operand))} AS {new SqlName(rule.MeasuredName)}"));
        }
        columns.AddRange(_bits.Columns());
        return Sql.Of($"SELECT {columns} FROM {_subject.Table} AS checked_rows{ReferenceJoins.Of(_rules)} WHERE {_subject.RowsOrAll}");
    }

    /// <summary>Rows that are there already: only their keys matter, and only where they have all columns of the key and of the filter.</summary>
    private Sql ExistingRows(TableRef table, TableSchema schema, ImmutableArray<string> keyColumns)
    {
        var comparable = Keyed
            .Where(rule => rule.Filter is null && ((RuleTest.Keys)rule.Test).Columns.All(column => schema.Find(column)?.Type == _subject.Schema.Find(column)?.Type))
            .ToList();
        var columns = new List<Sql> { Sql.Of($"{new Truth(false)} AS is_own") };
        columns.AddRange(keyColumns.Select(column => schema.Find(column) is null
            ? Sql.Of($"{new Missing(_subject.Schema.Find(column)!.Type)} AS {KeyName(column)}")
            : Sql.Of($"{new SqlName(column)} AS {KeyName(column)}")));
        columns.AddRange(_rules
            .Where(rule => rule.Test is RuleTest.Whole { Measured: not null })
            .Select(rule => Sql.Of($"{new Missing(_subject.Schema.Find(rule.Rule.Columns[0])!.Type)} AS {new SqlName(rule.MeasuredName)}")));
        columns.AddRange(_bits.Columns([.. comparable.Where(_looked.ContainsKey).Select(rule => _looked[rule])]));
        return Sql.Of($"SELECT {columns} FROM {table} AS existing_rows");
    }

    private static SqlName KeyName(string column) => new($"_key_{column}");
}
