using System.Collections.Immutable;
using System.Globalization;
using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;

namespace Kali.Data.Quality;

/// <summary>All rules judged by groups in one statement with a row a group, reading the table once whatever the groups are.</summary>
internal sealed class GroupPlan
{
    /// <summary>What has more groups than this is no grouping.</summary>
    public const int MostGroups = 10_000;

    private readonly CheckSubject _subject;
    private readonly ImmutableArray<PreparedRule> _rules;
    private readonly FlaggedRows _flagged;
    private readonly ImmutableArray<string> _columns;
    private readonly List<(SqlExpression Value, Action<CheckCounts, object?> Take)> _figures = [];

    private GroupPlan(CheckSubject subject, ImmutableArray<PreparedRule> rules)
    {
        (_subject, _rules) = (subject, rules);
        _flagged = new FlaggedRows(subject, rules);
        _columns = [.. rules.SelectMany(rule => rule.Rule.GroupBy).Distinct()];
        _figures.Add((new RowCount(), (counts, value) => counts.Rows = CheckCounts.Number(value)));
        foreach (var rule in rules)
            _figures.AddRange(CheckPlan.FiguresOf(_flagged, rule));
    }

    public static GroupPlan? For(CheckSubject subject, ImmutableArray<PreparedRule> rules) =>
        rules.Where(rule => rule.IsByGroup).ToImmutableArray() is { IsEmpty: false } grouped ? new GroupPlan(subject, grouped) : null;

    public Sql Statement
    {
        get
        {
            var names = _columns.Select(FlaggedRows.Key).ToImmutableArray();
            var labels = names.Select(name => Sql.Of($"{new Column(name).AsText()} AS {new SqlName($"label{name.Text}")}"));
            var figures = _figures.Select((figure, index) => Sql.Of($"{figure.Value} AS {new SqlName(string.Create(CultureInfo.InvariantCulture, $"figure_{index}"))}"));
            var sets = _rules.Select(SetOf).Distinct().Order()
                .Select(set => Sql.Of($"({names.Where((_, index) => (set >> (names.Length - 1 - index) & 1) == 0)})"));
            return Sql.Of($"""
                SELECT {new Grouping(names)} AS grouped_by, {labels}, {figures}
                FROM ({_flagged.Own(_columns)}) AS flagged
                GROUP BY GROUPING SETS ({sets})
                LIMIT {new WholeNumber(MostGroups + 1)}
                """);
        }
    }

    /// <summary>Puts what each group counts beside the figures over all rows.</summary>
    public void Read(IReadOnlyList<object?[]> rows, CheckCounts counts)
    {
        counts.HasTooManyGroups = rows.Count > MostGroups;
        foreach (var row in rows)
        {
            var set = CheckCounts.Number(row[0]);
            var group = new CheckCounts();
            foreach (var (index, figure) in _figures.Index())
                figure.Take(group, row[1 + _columns.Length + index]);
            foreach (var rule in _rules.Where(rule => SetOf(rule) == set))
            {
                var label = string.Join(" · ", rule.Rule.GroupBy.Distinct().Select(column => row[1 + _columns.IndexOf(column)] as string ?? "∅"));
                counts.GroupsOf(rule).Add((label, group));
            }
        }
    }

    /// <summary>As the engine tells it: a bit for every column a row is not grouped by, the last column's lowest.</summary>
    private long SetOf(PreparedRule rule) =>
        _columns.Select((column, index) => rule.Rule.GroupBy.Contains(column) ? 0L : 1L << (_columns.Length - 1 - index)).Sum();
}
