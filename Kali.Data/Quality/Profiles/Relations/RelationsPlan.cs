using System.Collections.Immutable;
using System.Globalization;
using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;

namespace Kali.Data.Quality;

/// <summary>
/// The scan of a profile that looks at columns together, on a sample of rows: which value decides which, which numbers go together, and which
/// two columns might be a key. What it finds about keys is verified on all rows by the next scan.
/// </summary>
public sealed class RelationsPlan
{
    private const int SampleRows = 100_000;
    private const int MostDetermining = 20;
    private const int MostDetermined = 40;
    private const int MostNumbers = 14;
    private const int MostKeyPairs = 8;
    private const int MostProposedKeys = 2;
    private const double LeastShare = 0.95;
    private const double LeastCoverage = 0.5;
    private const double LeastAboveChance = 0.9;
    private const double LeastCoefficient = 0.3;
    private static readonly SqlName Sampled = new("sampled");

    private readonly ProfileSource _source;
    private readonly Profile _first;
    private readonly ImmutableArray<ProfiledColumn> _determining;
    private readonly ImmutableArray<ProfiledColumn> _determined;
    private readonly ImmutableArray<(ProfiledColumn One, ProfiledColumn Other)> _numbers;
    private readonly ImmutableArray<(ProfiledColumn One, ProfiledColumn Other)> _keyPairs;

    private RelationsPlan(ProfileSource source, Profile first)
    {
        (_source, _first) = (source, first);
        var plain = source.Columns.Where(column => column.IsPlain && Of(column) is { Present: > 0, Distinct: > 1 }).ToList();
        // Whose values hardly ever stand twice among the rows looked at decides everything, and says nothing.
        _determining = [.. plain.Where(column => Of(column).Distinct <= Math.Min(first.Rows, SampleRows) / 2).OrderByDescending(column => Of(column).Distinct).Take(MostDetermining)];
        _determined = [.. plain.Where(column => Of(column).Distinct <= first.Rows * 9 / 10).OrderBy(column => Of(column).Distinct).Take(MostDetermined)];
        _numbers = [.. Pairs([.. plain.Where(column => column.Position is not null).Take(MostNumbers)])];
        var whole = plain.Where(column => Of(column).Present == first.Rows).OrderByDescending(column => Of(column).Distinct).ToImmutableArray();
        _keyPairs = whole.Any(column => Of(column).Distinct > ValuesPlan.KeyCandidateShare * first.Rows)
            ? []
            : [.. Pairs([.. whole.Take(6)]).Where(pair => (double)Of(pair.One).Distinct * Of(pair.Other).Distinct >= first.Rows).Take(MostKeyPairs)];
    }

    public static RelationsPlan For(ProfileSource source, Profile first) => new(source, first);

    /// <summary>Null when there are no two columns to compare.</summary>
    public Sql? Statement
    {
        get
        {
            if (_first.Rows < 2 || (_determining.IsEmpty && _numbers.IsEmpty && _keyPairs.IsEmpty))
                return null;
            var values = _determining.Union(_determined).Select(column => Sql.Of($"{Hash(column)} AS {Value(column)}"));
            var places = _numbers.SelectMany(pair => new[] { pair.One, pair.Other }).Distinct().Select(column => Sql.Of($"{column.Position!} AS {Place(column)}"));
            var keys = _keyPairs.Select((pair, index) => Sql.Of($"{SqlExpression.Call(SqlFunction.RowHash, pair.One.Value, pair.Other.Value)} AS {Key(index)}"));
            var figures = new List<Sql> { Sql.Of($"{new RowCount()} AS rows_looked_at") };
            figures.AddRange(_numbers.Select((pair, index) => Sql.Of($"corr({Place(pair.One)}, {Place(pair.Other)}) AS {Coefficient(index)}")));
            figures.AddRange(_keyPairs.Select((_, index) => Sql.Of($"{new Aggregate(AggregateFunction.Distinct, new Column(Key(index)))} AS {KeyCount(index)}")));
            return Sql.Of($"""
                WITH {Sampled} AS {new ComputedOnce()}(
                    SELECT {new WholeNumber(0)} AS nothing{After(values.Concat(places).Concat(keys))} FROM ({_source.Sample(_first, OneOf)}) AS chosen),
                    figures AS (SELECT {figures} FROM {Sampled})
                SELECT figures.*{After([Sql.Of($"dependent.*")])} FROM figures LEFT JOIN ({Dependent()}) AS dependent ON {SqlExpression.True}
                """);
        }
    }

    private long OneOf => Math.Max(1, _first.Rows / SampleRows);

    private ColumnProfile Of(ProfiledColumn column) => _first.Columns[column.Index];

    /// <summary>For each column that may decide: how many rows share their value with another one, and in how many of these each other column agrees.</summary>
    private Sql Dependent()
    {
        if (_determining.IsEmpty)
            return Sql.Of($"SELECT {new Missing(DataType.Long)} AS decided_by, {new Missing(DataType.Long)} AS shared_rows, {new Missing(DataType.Long)} AS shared_groups, {new Missing(DataType.Double)} AS squares WHERE {new Truth(false)}");
        var names = _determining.Select(Value).ToList();
        var sets = Sql.Join(", ", names.Select(name => Sql.Of($"({name})")));
        var present = new AnyOf([.. names.Select(name => new Column(name).IsNotNull())]);
        var spans = _determined.Select(column => Sql.Of($"min({Value(column)}) AS {Low(column)}, max({Value(column)}) AS {High(column)}, count({Value(column)}) AS {Count(column)}"));
        var agreeing = _determined.Select(column => Sql.Of(
            $"sum(CASE WHEN {Low(column)} = {High(column)} AND {Count(column)} = rows_of_group THEN rows_of_group ELSE 0 END) AS {Agreeing(column)}"));
        return Sql.Of($"""
            SELECT decided_by, sum(rows_of_group) AS shared_rows, count(*) AS shared_groups,
                sum(CAST(rows_of_group AS DOUBLE) * rows_of_group) AS squares, {agreeing}
            FROM (SELECT {new Grouping([.. names])} AS decided_by, {names}, count(*) AS rows_of_group, {spans}
                FROM {Sampled} GROUP BY GROUPING SETS ({sets})) AS grouped
            WHERE rows_of_group > 1 AND {present}
            GROUP BY decided_by
            """);
    }

    /// <summary>What the sample shows, and the pairs of columns that are a key in it.</summary>
    public (ColumnRelations Relations, ImmutableArray<ImmutableArray<string>> MayBeKeys) Read(IReadOnlyList<object?[]> rows)
    {
        var figures = rows[0];
        var looked = CheckCounts.Number(figures[0]);
        var correlations = _numbers
            .Select((pair, index) => (pair, Value: figures[1 + index] as double? ?? 0))
            .Where(found => double.IsFinite(found.Value) && Math.Abs(found.Value) >= LeastCoefficient)
            .OrderByDescending(found => Math.Abs(found.Value))
            .Select(found => new ColumnCorrelation(found.pair.One.Name, found.pair.Other.Name, Math.Round(found.Value, 4)))
            .ToImmutableArray();
        var keys = _keyPairs
            .Where((_, index) => CheckCounts.Number(figures[1 + _numbers.Length + index]) == looked)
            .Take(MostProposedKeys)
            .Select(pair => ImmutableArray.Create(pair.One.Name, pair.Other.Name))
            .ToImmutableArray();
        var start = 1 + _numbers.Length + _keyPairs.Length;
        var groups = rows.Where(row => row.Length > start && row[start] is not null).Select(row => row[start..]).ToList();
        var evenness = groups.ToDictionary(From, row => Convert.ToDouble(row[3], CultureInfo.InvariantCulture) / looked / looked);
        var dependencies = groups.SelectMany(row => DependenciesOf(row, looked, evenness))
            .OrderByDescending(found => found.Share).ThenByDescending(found => found.Rows)
            .ThenBy(found => found.From, StringComparer.Ordinal).ThenBy(found => found.To, StringComparer.Ordinal)
            .ToImmutableArray();
        return (new ColumnRelations(looked, looked < _first.Rows, dependencies, correlations), keys);
    }

    private IEnumerable<ColumnDependency> DependenciesOf(object?[] row, long looked, Dictionary<ProfiledColumn, double> evenness)
    {
        var from = From(row);
        var (shared, groups) = (CheckCounts.Number(row[1]), CheckCounts.Number(row[2]));
        if (shared < LeastCoverage * looked)
            yield break;
        foreach (var (index, to) in _determined.Index())
        {
            if (to == from)
                continue;
            var share = (double)CheckCounts.Number(row[4 + index]) / shared;
            // Two rows chosen blindly have the same value that often; a group of a few may agree by chance alone.
            var same = evenness.TryGetValue(to, out var known) ? known : 1.0 / Math.Max(1, Of(to).Distinct);
            var chance = Math.Pow(same, Math.Max(1, (double)shared / groups - 1));
            if (share >= LeastShare && chance < 1 && (share - chance) / (1 - chance) >= LeastAboveChance)
                yield return new ColumnDependency(from.Name, to.Name, Math.Round(share, 4), shared);
        }
    }

    private ProfiledColumn From(object?[] row)
    {
        var decidedBy = CheckCounts.Number(row[0]);
        return _determining.Where((_, index) => Grouping.OnlyBy(index, _determining.Length) == decidedBy).Single();
    }

    private static IEnumerable<(ProfiledColumn One, ProfiledColumn Other)> Pairs(ImmutableArray<ProfiledColumn> columns) =>
        columns.SelectMany((one, index) => columns.Skip(index + 1).Select(other => (one, other)));

    /// <summary>A number stands for the value: comparing them costs the same for every type.</summary>
    private static Case Hash(ProfiledColumn column) => Case.When(column.Value.IsNotNull(), SqlExpression.Call(SqlFunction.RowHash, column.Value));

    private static Sql After(IEnumerable<Sql> columns) => Sql.Join("", columns.Select(column => Sql.Of($", {column}")));

    private static SqlName Value(ProfiledColumn column) => Name("value", column.Index);

    private static SqlName Place(ProfiledColumn column) => Name("place", column.Index);

    private static SqlName Low(ProfiledColumn column) => Name("low", column.Index);

    private static SqlName High(ProfiledColumn column) => Name("high", column.Index);

    private static SqlName Count(ProfiledColumn column) => Name("count", column.Index);

    private static SqlName Agreeing(ProfiledColumn column) => Name("agreeing", column.Index);

    private static SqlName Coefficient(int pair) => Name("coefficient", pair);

    private static SqlName Key(int pair) => Name("key", pair);

    private static SqlName KeyCount(int pair) => Name("keys", pair);

    private static SqlName Name(string what, int number) => new(string.Create(CultureInfo.InvariantCulture, $"_{what}_{number}"));
}
