using System.Collections.Immutable;
using System.Globalization;
using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;

namespace Kali.Data.Quality;

/// <summary>What is counted of the rules that are judged by groups, a row a group, from the rows that everything else is counted from.</summary>
internal sealed class GroupPlan
{
    /// <summary>What has more groups than this is no grouping.</summary>
    public const int MostGroups = 10_000;

    private readonly ImmutableArray<PreparedRule> _rules;
    private readonly List<(SqlExpression Value, Action<CheckCounts, object?> Take)> _figures = [];

    private GroupPlan(ImmutableArray<PreparedRule> rules, FlaggedRows flagged)
    {
        _rules = rules;
        Columns = [.. rules.SelectMany(rule => rule.Rule.GroupBy).Distinct()];
        _figures.Add((new RowCount(), (counts, value) => counts.Rows = CheckCounts.Number(value)));
        foreach (var rule in rules)
            _figures.AddRange(CheckPlan.FiguresOf(flagged, rule));
    }

    /// <summary>The columns that make groups; they stand in the flagged rows under <see cref="FlaggedRows.Key"/>.</summary>
    public ImmutableArray<string> Columns { get; }

    public static GroupPlan? For(ImmutableArray<PreparedRule> rules, FlaggedRows flagged) =>
        rules.Where(rule => rule.IsByGroup).ToImmutableArray() is { IsEmpty: false } grouped ? new GroupPlan(grouped, flagged) : null;

    public Sql Of(SqlName flagged)
    {
        var names = Columns.Select(FlaggedRows.Key).ToImmutableArray();
        var labels = names.Select(name => Sql.Of($"{new Column(name).AsText()} AS {new SqlName($"label{name.Text}")}"));
        var figures = _figures.Select((figure, index) => Sql.Of($"{figure.Value} AS {new SqlName(string.Create(CultureInfo.InvariantCulture, $"group_figure_{index}"))}"));
        var sets = _rules.Select(SetOf).Distinct().Order()
            .Select(set => Sql.Of($"({names.Where((_, index) => (set >> (names.Length - 1 - index) & 1) == 0)})"));
        return Sql.Of($"""
            SELECT {new Grouping(names)} AS grouped_by, {labels}, {figures}
            FROM {flagged} WHERE is_own
            GROUP BY GROUPING SETS ({sets})
            LIMIT {new WholeNumber(MostGroups + 1)}
            """);
    }

    /// <summary>Puts what each group counts beside the figures over all rows.</summary>
    public void Read(IReadOnlyList<object?[]> rows, CheckCounts counts)
    {
        counts.HasTooManyGroups = rows.Count > MostGroups;
        foreach (var row in rows.Where(row => row[0] is not null))
        {
            var set = CheckCounts.Number(row[0]);
            var group = new CheckCounts();
            foreach (var (index, figure) in _figures.Index())
                figure.Take(group, row[1 + Columns.Length + index]);
            foreach (var rule in _rules.Where(rule => SetOf(rule) == set))
            {
                var label = string.Join(" · ", rule.Rule.GroupBy.Distinct().Select(column => row[1 + Columns.IndexOf(column)] as string ?? "∅"));
                counts.GroupsOf(rule).Add((label, group));
            }
        }
    }

    /// <summary>As the engine tells it: a bit for every column a row is not grouped by, the last column's lowest.</summary>
    private long SetOf(PreparedRule rule) =>
        Columns.Select((column, index) => rule.Rule.GroupBy.Contains(column) ? 0L : 1L << (Columns.Length - 1 - index)).Sum();
}
