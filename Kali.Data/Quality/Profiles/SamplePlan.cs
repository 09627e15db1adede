using System.Collections.Immutable;
using System.Globalization;
using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;

namespace Kali.Data.Quality;

/// <summary>
/// The second scan of a profile: rows chosen by a hash, the same ones every time, and all that such rows are enough for: quantiles, how texts of many values are built
/// and which of them are frequent, and how columns go together. Each figure says of how many values it is.
/// </summary>
public sealed class SamplePlan
{
    internal const int Rows = 100_000;
    private const int RowsForTexts = 20_000;
    private static readonly SqlName Sampled = new("sampled");

    private readonly ProfileSource _source;
    private readonly Profile _first;
    private readonly RelationsPlan _relations;
    private readonly ImmutableArray<ProfiledColumn> _numbers;
    private readonly ImmutableArray<ProfiledColumn> _texts;

    private SamplePlan(ProfileSource source, Profile first)
    {
        (_source, _first, _relations) = (source, first, new RelationsPlan(source, first));
        _numbers = [.. source.Columns.Where(column => column.Type.IsNumeric && first.Columns[column.Index].Present > 0)];
        _texts = [.. source.Columns.Where(column => column.IsText && first.Columns[column.Index].Distinct > ValuesPlan.MostDistinctToList)];
    }

    public static SamplePlan For(ProfileSource source, Profile first) => new(source, first);

    /// <summary>Null when there is nothing to look at.</summary>
    public Sql? Statement
    {
        get
        {
            if (_first.Rows == 0)
                return null;
            // Of every fifth row, so that the texts are those of rows that are sampled anyway.
            var few = _source.IsChosen(_first, OneOf * Math.Max(1, Math.Min(_first.Rows, Rows) / RowsForTexts));
            var kept = _relations.Kept
                .Concat(_relations.Placed.Union(_numbers).Select(column => Sql.Of($"{column.Position!} AS {RelationsPlan.Place(column)}")))
                .Concat(_texts.Select(column => Sql.Of($"{Case.When(few, ValuesPlan.Shown(column.Value))} AS {Text(column)}")));
            ImmutableArray<Sql> figures =
            [
                Sql.Of($"{new RowCount()} AS rows_looked_at"),
                .. _numbers.SelectMany(column => new[]
                {
                    Sql.Of($"{new Aggregate(AggregateFunction.Count, new Column(RelationsPlan.Place(column)))} AS {Name("numbers", column.Index)}"),
                    Sql.Of($"{new Quantiles(new Column(RelationsPlan.Place(column)), Profile.QuantileShares)} AS {Name("quantiles", column.Index)}"),
                }),
                .. _relations.Figures,
            ];
            var noTexts = Sql.Of($"{new Missing(DataType.Long)} AS text_column, {new Missing(DataType.String)} AS shown, {new Missing(DataType.Long)} AS rows_of_text");
            var nothingElse = Sql.Join(", ", Enumerable.Repeat(Sql.Of($"NULL"), figures.Length + _relations.Width));
            var texts = Sql.Join("", _texts.Select(column => Sql.Of($"""

                UNION ALL SELECT {nothingElse}, {new WholeNumber(column.Index)}, {Text(column)}, count(*) FROM {Sampled} WHERE {Text(column)} IS NOT NULL GROUP BY {Text(column)}
                """)));
            return Sql.Of($"""
                WITH {Sampled} AS {new ComputedOnce()}(
                    SELECT {new WholeNumber(0)} AS nothing{Sql.Join("", kept.Select(column => Sql.Of($", {column}")))} FROM ({_source.Sample(_first, OneOf)}) AS chosen),
                    figures AS (SELECT {figures} FROM {Sampled})
                SELECT figures.*, dependent.*, {noTexts} FROM figures LEFT JOIN ({_relations.Dependent(Sampled)}) AS dependent ON {SqlExpression.True}{texts}
                """);
        }
    }

    private long OneOf => Math.Max(1, _first.Rows / Rows);

    /// <summary>The profile with what the sample shows, and pairs of columns that may be a key.</summary>
    public (Profile Profile, ImmutableArray<ImmutableArray<string>> MayBeKeys) Read(IReadOnlyList<object?[]> rows)
    {
        var textAt = 1 + 2 * _numbers.Length + _relations.Figures.Length + _relations.Width;
        var dependentAt = textAt - _relations.Width;
        var lookup = rows.ToLookup(row => row[textAt] is not null);
        var figures = lookup[false].First();
        var looked = CheckCounts.Number(figures[0]);
        var columns = _first.Columns.ToBuilder();
        foreach (var (place, column) in _numbers.Index())
        {
            if (figures[2 + 2 * place] is string json)
                columns[column.Index] = columns[column.Index] with { Quantiles = RuleJson.Read<ImmutableArray<double>>(json), QuantilesOf = CheckCounts.Number(figures[1 + 2 * place]) };
        }
        foreach (var texts in lookup[true].GroupBy(row => (int)CheckCounts.Number(row[textAt])))
        {
            var values = texts.Select(row => new ValueCount((string)row[textAt + 1]!, CheckCounts.Number(row[textAt + 2]))).Where(value => value.Value.Length > 0)
                .OrderByDescending(value => value.Count).ThenBy(value => value.Value, StringComparer.Ordinal).ToList();
            columns[texts.Key] = ValuesPlan.OfSample(_source.Columns[texts.Key], columns[texts.Key], values);
        }
        var groups = lookup[false].Where(row => row[dependentAt] is not null).Select(row => row[dependentAt..textAt]).ToList();
        var (relations, keys) = _relations.Read(looked, figures[(1 + 2 * _numbers.Length)..dependentAt], groups);
        return (_first with { Columns = columns.ToImmutable(), Relations = relations }, keys);
    }

    private static SqlName Text(ProfiledColumn column) => Name("text", column.Index);

    private static SqlName Name(string what, int number) => new(string.Create(CultureInfo.InvariantCulture, $"_{what}_{number}"));
}
