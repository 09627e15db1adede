using System.Collections.Immutable;
using System.Globalization;
using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;

namespace Kali.Data.Quality;

/// <summary>
/// The second scan of a profile: for every column what is worth counting of it (values, bins or patterns), and exact distinct counts
/// for the few columns that may be keys, all by grouping sets in one reading.
/// </summary>
public sealed class ValuesPlan
{
    private const int MostDistinctToList = 2000;
    private const int MostLanes = 24;
    private const int MostListed = 10_000;
    private const int MostTopValues = 50;
    private const int PatternSample = 50_000;
    private const int MostKeyCandidates = 3;
    private const int ManyRows = 1_000_000;
    private const double KeyCandidateShare = 0.7;
    internal const int LongestShown = 120;

    private readonly ProfileSource _source;
    private readonly Profile _first;
    private readonly List<Set> _sets = [];

    private ValuesPlan(ProfileSource source, Profile first)
    {
        (_source, _first) = (source, first);
        var candidates = 0;
        foreach (var (column, profile) in source.Columns.Zip(first.Columns))
        {
            if (!column.IsPlain || profile.Present == 0)
                continue;
            if (profile.Distinct <= MostDistinctToList)
                _sets.Add(new Set(column, SetKind.Values, column.IsText ? Shown(column.Value) : column.Value));
            else if (profile.Histogram is { } bins && column.Position is { } position)
                _sets.Add(new Set(column, SetKind.Bins, Bin(position, bins.Width)));
            else if (column.IsText)
                _sets.Add(new Set(column, SetKind.Patterns, Sampled(column, profile)));
            if (profile.Distinct > MostDistinctToList && profile.Present == first.Rows && profile.Distinct > KeyCandidateShare * profile.Present
                && candidates++ < (first.Rows > ManyRows ? 1 : MostKeyCandidates))
                _sets.Add(new Set(column, SetKind.Key, SqlExpression.Call(SqlFunction.RowHash, column.Value)));
        }
    }

    public static ValuesPlan For(ProfileSource source, Profile first) => new(source, first);

    /// <summary>Null when there is nothing to count: no rows, or no column with a value.</summary>
    public Sql? Statement
    {
        get
        {
            if (_sets.Count == 0)
                return null;
            var lanes = Lanes();
            var groups = lanes.Select((lane, index) => Sql.Of($"{lane.Group} AS {Name(index)}"));
            var names = lanes.Select((_, index) => Name(index)).ToList();
            var sets = Sql.Join(", ", names.Select(name => Sql.Of($"(batch, {name})")));
            var grouped = new Grouping([.. names]);
            var number = new Case([.. lanes.Select((lane, index) => ((SqlExpression)new Column("grouped").EqualTo(new WholeNumber(Grouping.OnlyBy(index, lanes.Count))), lane.SetNumber))]);
            var value = new Coalesce([.. lanes.Index().Where(lane => !lane.Item.IsKey).Select(lane => new Column(Name(lane.Index)).AsText()), new Constant("")]);
            var batches = Sql.Join(" UNION ALL ", Enumerable.Range(0, BatchCount).Select(batch => Sql.Of($"SELECT {new WholeNumber(batch)} AS batch")));
            var read = _source.RelationAfter(_first);
            var relation = BatchCount == 1
                ? Sql.Of($"(SELECT *, 0 AS batch FROM ({read}) AS read_once) AS profiled")
                : Sql.Of($"({read}) AS profiled CROSS JOIN ({batches}) AS batches");
            return Sql.Of($"""
                SELECT set_number, shown, rows_of_value, values_of_set
                FROM (SELECT set_number, shown, sum(rows_of_group) AS rows_of_value, count(*) AS values_of_set,
                        row_number() OVER (PARTITION BY set_number ORDER BY sum(rows_of_group) DESC, shown) AS place
                    FROM (SELECT {number} AS set_number, {value} AS shown, rows_of_group
                        FROM (SELECT batch, {names}, {grouped} AS grouped, count(*) AS rows_of_group
                            FROM (SELECT batch, {groups} FROM {relation}) AS marked
                            GROUP BY GROUPING SETS ({sets})) AS counted) AS told
                    GROUP BY set_number, shown) AS ranked
                WHERE place <= {new WholeNumber(MostListed)}
                ORDER BY set_number, place
                """);
        }
    }

    /// <summary>The whole profile from the rows of <see cref="Statement"/>: set, value, rows, values.</summary>
    public Profile Read(IEnumerable<object?[]> rows)
    {
        var counted = rows
            .Where(row => row[0] is not null)
            .Select(row => (Set: (int)CheckCounts.Number(row[0]), Value: row[1] as string ?? "", Rows: CheckCounts.Number(row[2]), Values: CheckCounts.Number(row[3])))
            .GroupBy(row => row.Set)
            .ToDictionary(group => group.Key, group => group.Where(row => row.Value.Length > 0 || _sets[row.Set].Kind == SetKind.Key).ToList());
        var columns = _first.Columns.ToBuilder();
        foreach (var (index, set) in _sets.Index())
        {
            if (!counted.TryGetValue(index, out var values))
                continue;
            var column = columns[set.Column.Index];
            columns[set.Column.Index] = set.Kind switch
            {
                SetKind.Values => column with
                {
                    Distinct = values.Count,
                    IsDistinctExact = values.Count < MostListed - 1,
                    Histogram = BinsOf(set.Column, column.Histogram, values.Count, values.Select(value => (value.Value, value.Rows))),
                    TopValues = [.. values.Take(MostTopValues).Select(value => new ValueCount(value.Value, value.Rows))],
                    Patterns = set.Column.IsText ? TextPattern.Count(values.Select(value => new ValueCount(value.Value, value.Rows))) : [],
                    PatternsOf = set.Column.IsText ? column.Present : 0,
                },
                SetKind.Bins => column with
                {
                    Histogram = column.Histogram! with
                    {
                        Bins = [.. values.Select(value => new HistogramBin(long.Parse(value.Value, CultureInfo.InvariantCulture), value.Rows)).OrderBy(bin => bin.Index)],
                    },
                },
                SetKind.Patterns => column with
                {
                    Patterns = [.. values.Take(MostTopValues).Select(value => new ValueCount(value.Value, value.Rows))],
                    PatternsOf = values.Sum(value => value.Rows),
                },
                _ => column with { Distinct = values.Sum(value => value.Values), IsDistinctExact = true },
            };
        }
        return _first with { Columns = columns.ToImmutable() };
    }

    /// <summary>Bins from the values themselves, where all are known; nothing for what is no place on a line.</summary>
    private static Histogram? BinsOf(ProfiledColumn column, Histogram? empty, int distinct, IEnumerable<(string Value, long Rows)> values)
    {
        if (empty is null || distinct >= MostListed - 1)
            return null;
        var bins = new SortedDictionary<long, long>();
        foreach (var (value, rows) in values)
        {
            if (column.PositionOf(value) is not { } position)
                return null;
            var index = (long)Math.Floor(position / empty.Width);
            bins[index] = bins.GetValueOrDefault(index) + rows;
        }
        return empty with { Bins = [.. bins.Select(bin => new HistogramBin(bin.Key, bin.Value))] };
    }

    private IEnumerable<(int Number, Set Set)> Counted => _sets.Index().Where(set => set.Item.Kind != SetKind.Key);

    private int BatchCount => Math.Max(1, (Counted.Count() + MostLanes - 1) / MostLanes);

    /// <summary>
    /// An engine keeps a hash table for every grouping set, so a wide table's columns share a few: each row stands once a batch,
    /// and a lane shows another column in every batch. The table itself is still read once.
    /// </summary>
    private List<Lane> Lanes()
    {
        var lanes = Counted.Index()
            .GroupBy(set => set.Index % MostLanes, set => (Batch: set.Index / MostLanes, set.Item.Number, set.Item.Set.Group))
            .Select(lane => BatchCount == 1
                ? new Lane(lane.First().Group, new WholeNumber(lane.First().Number), IsKey: false)
                : new Lane(
                    new Case([.. lane.Select(set => (InBatch(set.Batch), set.Group.AsText()))]),
                    new Case([.. lane.Select(set => (InBatch(set.Batch), (SqlExpression)new WholeNumber(set.Number)))]),
                    IsKey: false))
            .ToList();
        lanes.AddRange(_sets.Index().Where(set => set.Item.Kind == SetKind.Key)
            .Select(set => new Lane(BatchCount == 1 ? set.Item.Group : Case.When(InBatch(0), set.Item.Group), new WholeNumber(set.Index), IsKey: true)));
        return lanes;
    }

    private static SqlExpression InBatch(int batch) => new Column("batch").EqualTo(new WholeNumber(batch));

    private static SqlName Name(int set) => new(string.Create(CultureInfo.InvariantCulture, $"_set_{set}"));

    private static SqlExpression Shown(SqlExpression text) => SqlExpression.Call(SqlFunction.Substring, text, new WholeNumber(1), new WholeNumber(LongestShown));

    private static SqlExpression Bin(SqlExpression position, double width) =>
        SqlExpression.Call(SqlFunction.Floor, new Arithmetic(ArithmeticOperator.Divide, position, new Constant(width))).CastTo(DataType.Long);

    /// <summary>Patterns cost thirty times what counting does, so only values that fall into a sample by their hash pay for it.</summary>
    private static SqlExpression Sampled(ProfiledColumn column, ColumnProfile profile)
    {
        var pattern = Shown(TextPattern.InSql(column.Value));
        var oneOf = profile.Present / PatternSample;
        if (oneOf <= 1)
            return pattern;
        var isSampled = SqlExpression.Call(SqlFunction.Remainder, SqlExpression.Call(SqlFunction.RowHash, column.Value), new WholeNumber(oneOf)).EqualTo(new WholeNumber(0));
        return Case.When(new AllOf(column.Value.IsNotNull(), isSampled), pattern);
    }

    private sealed record Lane(SqlExpression Group, SqlExpression SetNumber, bool IsKey);

    private enum SetKind
    {
        Values,
        Bins,
        Patterns,
        Key,
    }

    private sealed record Set(ProfiledColumn Column, SetKind Kind, SqlExpression Group);
}
