using System.Collections.Immutable;
using System.Globalization;
using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;

namespace Kali.Data.Quality;

/// <summary>
/// How columns go together in a sample of rows: which value decides which, which numbers go together, and which two columns might be a key.
/// What is found about keys is verified on all rows by the next scan.
/// </summary>
internal sealed class RelationsPlan
{
    private const int MostDetermining = 20;
    private const int MostDetermined = 40;
    private const int MostNumbers = 14;
    private const int MostKeyPairs = 8;
    private const int MostProposedKeys = 2;
    private const double LeastShare = 0.95;
    private const double LeastCoverage = 0.5;
    private const double LeastAboveChance = 0.9;
    private const double LeastCoefficient = 0.3;

    private readonly Profile _first;
    private readonly ImmutableArray<ProfiledColumn> _determining;
    private readonly ImmutableArray<ProfiledColumn> _determined;
    private readonly ImmutableArray<(ProfiledColumn One, ProfiledColumn Other)> _numbers;
    private readonly ImmutableArray<(ProfiledColumn One, ProfiledColumn Other)> _keyPairs;

    public RelationsPlan(ProfileSource source, Profile first)
    {
        _first = first;
        var plain = source.Columns.Where(column => column.IsPlain && Of(column) is { Present: > 0, Distinct: > 1 }).ToList();
        // Whose values hardly ever stand twice among the rows looked at decides everything, and says nothing.
        _determining = [.. plain.Where(column => Of(column).Distinct <= Math.Min(first.Rows, SamplePlan.Rows) / 2).OrderByDescending(column => Of(column).Distinct).Take(MostDetermining)];
        _determined = [.. plain.Where(column => Of(column).Distinct <= first.Rows * 9 / 10).OrderBy(column => Of(column).Distinct).Take(MostDetermined)];
        _numbers = [.. Pairs([.. plain.Where(column => column.Position is not null).Take(MostNumbers)])];
        var whole = plain.Where(column => Of(column).Present == first.Rows).OrderByDescending(column => Of(column).Distinct).ToImmutableArray();
        _keyPairs = whole.Any(column => Of(column).Distinct > ValuesPlan.KeyCandidateShare * first.Rows)
            ? []
            : [.. Pairs([.. whole.Take(6)]).Where(pair => (double)Of(pair.One).Distinct * Of(pair.Other).Distinct >= first.Rows).Take(MostKeyPairs)];
    }

    /// <summary>What is kept of each sampled row beside the places of <see cref="Placed"/>.</summary>
    public IEnumerable<Sql> Kept =>
    [
        .. _determining.Union(_determined).Select(column => Sql.Of($"{Hash(column)} AS {Value(column)}")),
        .. _keyPairs.Select((pair, index) => Sql.Of($"{SqlExpression.Call(SqlFunction.RowHash, pair.One.Value, pair.Other.Value)} AS {Key(index)}")),
    ];

    /// <summary>Aggregates of all sampled rows.</summary>
    public ImmutableArray<Sql> Figures =>
    [
        .. _numbers.Select((pair, index) => Sql.Of($"{new Correlation(new Column(Place(pair.One)), new Column(Place(pair.Other)))} AS {Coefficient(index)}")),
        .. _keyPairs.Select((_, index) => Sql.Of($"{new Aggregate(AggregateFunction.Distinct, new Column(Key(index)))} AS {KeyCount(index)}")),
    ];

    /// <summary>How many columns <see cref="Dependent"/> has.</summary>
    public int Width => 4 + _determined.Length;

    /// <summary>Columns that need their place, under <see cref="Place"/>.</summary>
    public IEnumerable<ProfiledColumn> Placed => _numbers.SelectMany(pair => new[] { pair.One, pair.Other }).Distinct();

    public static SqlName Place(ProfiledColumn column) => Name("place", column.Index);

    private ColumnProfile Of(ProfiledColumn column) => _first.Columns[column.Index];

    private bool HasGaps(ProfiledColumn column) => Of(column).Present < _first.Rows;

    /// <summary>For each column that may decide: how many rows share their value with another one, and in how many of these each other column agrees.</summary>
    /// <param name="sampled">The sampled rows.</param>
    public Sql Dependent(SqlName sampled)
    {
        if (_determining.IsEmpty)
        {
            var none = _determined.Select(column => Sql.Of($"{new Missing(DataType.Long)} AS {Agreeing(column)}"));
            return Sql.Of($"SELECT {new Missing(DataType.Long)} AS decided_by, {new Missing(DataType.Long)} AS shared_rows, {new Missing(DataType.Long)} AS shared_groups, {new Missing(DataType.Double)} AS squares{After(none)} FROM {sampled} WHERE {new Truth(false)}");
        }
        var names = _determining.Select(Value).ToList();
        var sets = Sql.Join(", ", names.Select(name => Sql.Of($"({name})")));
        var present = new AnyOf([.. names.Select(name => new Column(name).IsNotNull())]);
        var spans = _determined.Select(column => Sql.Of(
            $"min({Value(column)}) AS {Low(column)}, max({Value(column)}) AS {High(column)}{(HasGaps(column) ? Sql.Of($", count({Value(column)}) AS {Count(column)}") : Sql.Empty)}"));
        var agreeing = _determined.Select(column => Sql.Of(
            $"sum(CASE WHEN {Low(column)} = {High(column)}{(HasGaps(column) ? Sql.Of($" AND {Count(column)} = rows_of_group") : Sql.Empty)} THEN rows_of_group ELSE 0 END) AS {Agreeing(column)}"));
        return Sql.Of($"""
            SELECT decided_by, sum(rows_of_group) AS shared_rows, count(*) AS shared_groups,
                sum(CAST(rows_of_group AS DOUBLE) * rows_of_group) AS squares{After(agreeing)}
            FROM (SELECT {new Grouping([.. names])} AS decided_by, {names}, count(*) AS rows_of_group{After(spans)}
                FROM {sampled} GROUP BY GROUPING SETS ({sets})) AS grouped
            WHERE rows_of_group > 1 AND {present}
            GROUP BY decided_by
            """);
    }

    /// <summary>What the sample shows, and the pairs of columns that are a key in it.</summary>
    /// <param name="looked">Sampled rows.</param>
    /// <param name="figures">The values of <see cref="Figures"/>.</param>
    /// <param name="groups">The rows of <see cref="Dependent"/>.</param>
    public (ColumnRelations Relations, ImmutableArray<ImmutableArray<string>> MayBeKeys) Read(long looked, object?[] figures, IReadOnlyList<object?[]> groups)
    {
        var correlations = _numbers
            .Select((pair, index) => (pair, Value: figures[index] as double? ?? 0))
            .Where(found => double.IsFinite(found.Value) && Math.Abs(found.Value) >= LeastCoefficient)
            .OrderByDescending(found => Math.Abs(found.Value))
            .Select(found => new ColumnCorrelation(found.pair.One.Name, found.pair.Other.Name, Math.Round(found.Value, 4)))
            .ToImmutableArray();
        var keys = _keyPairs
            .Where((_, index) => CheckCounts.Number(figures[_numbers.Length + index]) == looked)
            .Take(MostProposedKeys)
            .Select(pair => ImmutableArray.Create(pair.One.Name, pair.Other.Name))
            .ToImmutableArray();
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

    private static SqlName Low(ProfiledColumn column) => Name("low", column.Index);

    private static SqlName High(ProfiledColumn column) => Name("high", column.Index);

    private static SqlName Count(ProfiledColumn column) => Name("count", column.Index);

    private static SqlName Agreeing(ProfiledColumn column) => Name("agreeing", column.Index);

    private static SqlName Coefficient(int pair) => Name("coefficient", pair);

    private static SqlName Key(int pair) => Name("key", pair);

    private static SqlName KeyCount(int pair) => Name("keys", pair);

    private static SqlName Name(string what, int number) => new(string.Create(CultureInfo.InvariantCulture, $"_{what}_{number}"));
}
