using System.Collections.Immutable;
using System.Globalization;
using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;

namespace Kali.Data.Quality;

/// <summary>
/// The last scan of a profile: for every column what is worth counting of it (all values, bins, or the values of some rows), and exact distinct
/// counts for the few columns that may be keys, all by grouping sets in one reading.
/// </summary>
public sealed class ValuesPlan
{
    internal const int MostDistinctToList = 2000;
    private const int MostLanes = 24;
    private const int MostTopValues = 50;
    private const int SampleRows = 20_000;
    private const int MostListed = SampleRows * 2;
    private const int FewestOfASample = 3;
    private const int MostKeyCandidates = 3;
    private const int ManyRows = 1_000_000;
    internal const double KeyCandidateShare = 0.7;
    internal const int LongestShown = 120;

    private static readonly SqlName Chosen = new("_chosen");

    private readonly ProfileSource _source;
    private readonly Profile _first;
    private readonly List<Set> _sets = [];

    private ValuesPlan(ProfileSource source, Profile first, ImmutableArray<ImmutableArray<string>>? keys)
    {
        _source = source;
        _first = first;
        var candidates = 0;
        foreach (var (column, profile) in source.Columns.Zip(first.Columns))
        {
            if (!column.IsPlain || profile.Present == 0)
                continue;
            if (profile.Distinct <= MostDistinctToList)
                _sets.Add(new Set([column], SetKind.Values, column.IsText ? Shown(column.Value) : column.Value));
            else if (profile.Histogram is { } bins && column.Position is { } position)
                _sets.Add(new Set([column], SetKind.Bins, Bin(position, bins.Width)));
            else if (column.IsText && profile.PatternsOf == 0)
                _sets.Add(new Set([column], SetKind.Sample, OneOf == 1 ? Shown(column.Value) : Case.When(new Column(Chosen), Shown(column.Value))));
            if (column is { IsText: true, Reading: null } && ProfilePlan.MayBeBlank(profile))
                _sets.Add(new Set([column], SetKind.Blanks, Case.When(ProfilePlan.IsBlank(column.Value), new Constant("blank"))));
            if (keys is not null && profile.Distinct > MostDistinctToList && profile.Present == first.Rows && profile.Distinct > KeyCandidateShare * profile.Present
                && candidates++ < (first.Rows > ManyRows ? 1 : MostKeyCandidates))
                _sets.Add(Key([column]));
        }
        _sets.AddRange((keys ?? []).Select(names => Key([.. names.Select(name => source.Columns.First(column => column.Name == name))])));
    }

    /// <param name="source">What is profiled.</param>
    /// <param name="first">What the scans before found.</param>
    /// <param name="keys">Columns that may be a key together; null when no keys are looked for.</param>
    public static ValuesPlan For(ProfileSource source, Profile first, ImmutableArray<ImmutableArray<string>>? keys) => new(source, first, keys);

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
            var text = new Coalesce([.. lanes.Index().Where(lane => !lane.Item.IsKey).Select(lane => new Column(Name(lane.Index)).AsText()), new Constant("")]);
            // Of keys only their number matters, and it is great: none is printed.
            var isKey = new Column("grouped").In(lanes.Index().Where(lane => lane.Item.IsKey).Select(SqlExpression (lane) => new WholeNumber(Grouping.OnlyBy(lane.Index, lanes.Count))));
            SqlExpression value = lanes.Exists(lane => lane.IsKey) ? Case.When(isKey, new Constant(""), text) : text;
            var batches = Sql.Join(" UNION ALL ", Enumerable.Range(0, BatchCount).Select(batch => Sql.Of($"SELECT {new WholeNumber(batch)} AS batch")));
            var chosen = _sets.Exists(set => set.Kind == SetKind.Sample) && OneOf > 1 ? Sql.Of($", {_source.IsChosen(_first, OneOf)} AS {Chosen}") : Sql.Empty;
            var read = Sql.Of($"SELECT *{chosen} FROM ({_source.RelationAfter(_first)}) AS read_once");
            var relation = BatchCount == 1
                ? Sql.Of($"(SELECT *, 0 AS batch FROM ({read}) AS chosen) AS profiled")
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
        var keys = ImmutableArray.CreateBuilder<ImmutableArray<string>>();
        foreach (var (index, set) in _sets.Index())
        {
            if (!counted.TryGetValue(index, out var values))
                continue;
            var listed = values.Select(value => new ValueCount(value.Value, value.Rows)).ToList();
            var (first, place) = (set.Columns[0], set.Columns[0].Index);
            if (set.Kind == SetKind.Key)
            {
                var distinct = values.Sum(value => value.Values);
                if (set.Columns.Length == 1)
                    columns[place] = columns[place] with { Distinct = distinct, IsDistinctExact = true };
                if (distinct == _first.Rows && _first.Rows > 1)
                    keys.Add([.. set.Columns.Select(column => column.Name)]);
                continue;
            }
            columns[place] = set.Kind switch
            {
                SetKind.Values => OfAll(first, columns[place], listed),
                SetKind.Bins => OfBins(columns[place], listed),
                SetKind.Blanks => columns[place] with { Blanks = listed.Sum(value => value.Count) },
                _ => OfSample(first, columns[place], listed),
            };
        }
        keys.AddRange(columns.Where(column => column.MayBeKey && !keys.Any(key => key is [var only] && only == column.Name)).Select(column => ImmutableArray.Create(column.Name)));
        foreach (var column in _source.Columns.Where(column => column.Type.IsNumeric))
        {
            var profile = columns[column.Index];
            columns[column.Index] = profile with { Meaning = Meanings.OfNumbers($"{column.Name} {column.Label}", column.Type == DataType.Long || column.Type == DataType.Integer, Place(column, profile.Min), Place(column, profile.Max)) };
        }
        return _first with { Columns = columns.ToImmutable(), Keys = keys.ToImmutable() };
    }

    private static double? Place(ProfiledColumn column, string? value) => value is null ? null : column.PositionOf(value);

    private static ColumnProfile OfAll(ProfiledColumn column, ColumnProfile profile, List<ValueCount> values) => profile with
    {
        Distinct = values.Count,
        IsDistinctExact = values.Count < MostListed - 1,
        Histogram = BinsOf(column, profile.Histogram, values.Count, values),
        Quantiles = column.Type.IsNumeric && QuantilesOf(column, values) is { IsEmpty: false } exact ? exact : profile.Quantiles,
        QuantilesOf = column.Type.IsNumeric ? profile.Present : 0,
        TopValues = [.. values.Take(MostTopValues)],
        TopValuesOf = profile.Present,
        Patterns = column.IsText ? TextPattern.Count(values) : [],
        PatternsOf = column.IsText ? profile.Present : 0,
        Meaning = column.IsText ? Meanings.OfTexts($"{column.Name} {column.Label}", values) : null,
    };

    /// <summary>Bins are counted over all rows: what a sample said of quantiles is held within them.</summary>
    private static ColumnProfile OfBins(ColumnProfile profile, List<ValueCount> bins)
    {
        var counted = profile with
        {
            Histogram = profile.Histogram! with { Bins = [.. bins.Select(bin => new HistogramBin(long.Parse(bin.Value, CultureInfo.InvariantCulture), bin.Count)).OrderBy(bin => bin.Index)] },
        };
        return RankLine.Of(counted) is { } line ? counted with { Quantiles = RankLine.Quantiles(line) } : counted;
    }

    /// <summary>All values are known, so these are not estimated.</summary>
    private static ImmutableArray<double> QuantilesOf(ProfiledColumn column, List<ValueCount> values)
    {
        var places = values.Select(value => (Position: column.PositionOf(value.Value), value.Count)).ToList();
        if (places.Count == 0 || places.Exists(place => place.Position is null))
            return [];
        places.Sort((one, other) => one.Position!.Value.CompareTo(other.Position!.Value));
        var all = places.Sum(place => place.Count);
        var quantiles = ImmutableArray.CreateBuilder<double>(Profile.QuantileShares.Length);
        var (at, passed) = (0, places[0].Count);
        foreach (var share in Profile.QuantileShares)
        {
            while (passed < share * all && at < places.Count - 1)
                passed += places[++at].Count;
            quantiles.Add(places[at].Position!.Value);
        }
        return quantiles.MoveToImmutable();
    }

    /// <summary>What stands in a sample as often as chance would have it is not called frequent.</summary>
    internal static ColumnProfile OfSample(ProfiledColumn column, ColumnProfile profile, List<ValueCount> values)
    {
        var looked = values.Sum(value => value.Count);
        return profile with
        {
            TopValues = [.. values.TakeWhile(value => value.Count >= FewestOfASample).Take(MostTopValues)],
            TopValuesOf = looked,
            Patterns = TextPattern.Count(values),
            PatternsOf = looked,
            Meaning = Meanings.OfTexts($"{column.Name} {column.Label}", values),
        };
    }

    /// <summary>Bins from the values themselves, where all are known; nothing for what is no place on a line.</summary>
    private static Histogram? BinsOf(ProfiledColumn column, Histogram? empty, int distinct, List<ValueCount> values)
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

    internal static SqlExpression Shown(SqlExpression text) => SqlExpression.Call(SqlFunction.Substring, text, new WholeNumber(1), new WholeNumber(LongestShown));

    private static SqlExpression Bin(SqlExpression position, double width) =>
        SqlExpression.Call(SqlFunction.Floor, new Arithmetic(ArithmeticOperator.Divide, position, new Constant(width))).CastTo(DataType.Long);

    private long OneOf => Math.Max(1, _first.Rows / SampleRows);

    private static Set Key(ImmutableArray<ProfiledColumn> columns) =>
        new(columns, SetKind.Key, SqlExpression.Call(SqlFunction.RowHash, [.. columns.Select(SqlExpression (column) => column.Value)]));

    private sealed record Lane(SqlExpression Group, SqlExpression SetNumber, bool IsKey);

    private enum SetKind
    {
        Values,
        Bins,

        /// <summary>The values of some rows.</summary>
        Sample,

        /// <summary>Texts of nothing but blanks.</summary>
        Blanks,
        Key,
    }

    private sealed record Set(ImmutableArray<ProfiledColumn> Columns, SetKind Kind, SqlExpression Group);
}
