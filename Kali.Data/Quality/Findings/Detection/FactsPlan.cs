using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;

namespace Kali.Data.Quality;

/// <summary>
/// The first look at a load, from the quick to the slow: one row of figures over silver; of texts what their words and letters are, by their values; of columns
/// in which values are missing, what raw has in those rows.
/// </summary>
internal sealed class FactsPlan(FindingSubject subject)
{
    public static readonly ImmutableArray<double> Shares = [0.01, 0.0625, 0.125, 0.25, 0.5, 0.75, 0.875, 0.9375, 0.99];
    private const int Figures = 9;
    private const int OneOfValues = 16;
    private const long RowsForQuantiles = 400_000;
    private static readonly CommonRegex Digit = CommonRegex.Parse("[0-9]");
    private static readonly CommonRegex Letter = CommonRegex.Parse("\\p{L}");

    public Sql OfSilver()
    {
        var figures = new List<Sql> { new RowCount() };
        var isLooked = subject.RowsExpected is { } rows && subject.IsLarge ? Look.Sampled(rows, RowsForQuantiles) : null;
        foreach (var reading in subject.Looked)
        {
            var column = new Column(reading.Name);
            figures.Add(new Aggregate(AggregateFunction.Count, column));
            figures.Add(subject.IsLarge ? SomeDistinct(column) : new Aggregate(AggregateFunction.Distinct, column));
            figures.Add(TypeReading.CanFail(reading) ? Count(Look.IsMisfit(reading.Name)) : new WholeNumber(0));
            figures.Add(reading.Type == DataType.String ? new Aggregate(AggregateFunction.Max, SqlExpression.Call(SqlFunction.Length, column)) : new WholeNumber(0));
            var position = Look.Position(reading);
            figures.Add(position is null ? new WholeNumber(0) : new Aggregate(AggregateFunction.Min, position));
            figures.Add(position is null ? new WholeNumber(0) : new Aggregate(AggregateFunction.Max, position));
            figures.Add(reading.Type.IsNumeric ? Count(column.LessThan(new WholeNumber(0))) : new WholeNumber(0));
            figures.Add(reading.Type.IsNumeric ? Count(column.EqualTo(new WholeNumber(0))) : new WholeNumber(0));
            figures.Add(position is null ? new Missing(DataType.String) : new Quantiles(isLooked is null ? position : Case.When(isLooked, position), Shares));
        }
        return Sql.Of($"SELECT {Named(figures)} FROM {subject.Silver} AS looked_at WHERE {subject.Load.Rows}");
    }

    public ImmutableArray<ColumnFacts> ReadSilver(object?[] silver)
    {
        var rows = CheckCounts.Number(silver[0]);
        return
        [
            .. subject.Looked.Select((reading, index) =>
            {
                var at = 1 + index * Figures;
                return new ColumnFacts
                {
                    Index = index,
                    Reading = reading,
                    Rows = rows,
                    Present = CheckCounts.Number(silver[at]),
                    Distinct = subject.IsLarge ? Math.Min(CheckCounts.Number(silver[at]), CheckCounts.Number(silver[at + 1]) * OneOfValues) : CheckCounts.Number(silver[at + 1]),
                    Misfits = CheckCounts.Number(silver[at + 2]),
                    Longest = (int)CheckCounts.Number(silver[at + 3]),
                    Min = Real(silver[at + 4]),
                    Max = Real(silver[at + 5]),
                    Negative = CheckCounts.Number(silver[at + 6]),
                    Zero = CheckCounts.Number(silver[at + 7]),
                    Quantiles = silver[at + 8] is string json ? JsonSerializer.Deserialize<ImmutableArray<double>>(json) : [],
                    Texts = CheckCounts.Number(silver[at]),
                };
            }),
        ];
    }

    /// <summary>Exact counts of different values for columns, texts apart, that an estimate says have not many; null where all counts are exact already, or there is no such column.</summary>
    public Sql? OfFewValues(ImmutableArray<ColumnFacts> columns) => !subject.IsLarge || !columns.Any(IsFew) ? null : Sql.Join(" UNION ALL ", columns.Where(IsFew).Select(column => Sql.Of(
        $"SELECT {new WholeNumber(column.Index)} AS place, count(*) AS different FROM (SELECT DISTINCT {column.Sql} FROM {subject.Silver} AS silver_rows WHERE {subject.Load.Rows} AND {column.Sql} IS NOT NULL) AS counted")));

    public static ImmutableArray<ColumnFacts> WithFewValues(ImmutableArray<ColumnFacts> columns, IEnumerable<object?[]> rows)
    {
        var all = columns.ToBuilder();
        foreach (var row in rows)
            all[(int)CheckCounts.Number(row[0])] = all[(int)CheckCounts.Number(row[0])] with { Distinct = CheckCounts.Number(row[1]) };
        return all.ToImmutable();
    }

    private static bool IsFew(ColumnFacts column) => !column.IsText && column.Distinct <= Look.ManyValues;

    /// <summary>Of very many rows the different values are counted whose hash is one of some: they say how many there are in all.</summary>
    private static Sql SomeDistinct(Column column)
    {
        var hash = SqlExpression.Call(SqlFunction.RowHash, column);
        return Sql.Of($"count(DISTINCT {hash}) FILTER (WHERE {column.IsNotNull()} AND {SqlExpression.Call(SqlFunction.Remainder, hash, new WholeNumber(OneOfValues)).EqualTo(new WholeNumber(0))})");
    }

    /// <summary>
    /// What texts are made of, each value once. Of very many values those of some rows are looked at and stand for all; null when no column is of text.
    /// </summary>
    public Sql? OfTexts(ImmutableArray<ColumnFacts> columns)
    {
        var texts = columns.Where(column => column.IsText && column.Present > 0).ToList();
        var value = new Column("v");
        return texts.Count == 0 ? null : Sql.Join(" UNION ALL ", texts.Select(column => Sql.Of($"""
            SELECT {new WholeNumber(column.Index)} AS place, sum(n) AS looked, {Weighed(new PatternMatch(value, Digit, IsWhole: false))} AS with_digit, {Weighed(new PatternMatch(value, Letter, IsWhole: false))} AS with_letter,
                {Weighed(new AllOf(value.AtLeast(new Constant("0")), value.LessThan(new Constant(":"))))} AS from_digit, sum(n * {SqlExpression.Call(SqlFunction.Length, value)}) AS letters, sum(n * {Words(value)}) AS words, count(*) AS different
            FROM (SELECT {column.Sql} AS v, count(*) AS n FROM {subject.Silver} AS silver_rows WHERE {subject.Load.Rows} AND {column.Sql} IS NOT NULL{Sampled(column)} GROUP BY {column.Sql}) AS counted
            """)));
    }

    public static ImmutableArray<ColumnFacts> WithTexts(ImmutableArray<ColumnFacts> columns, IEnumerable<object?[]> rows)
    {
        var all = columns.ToBuilder();
        foreach (var row in rows)
        {
            var column = all[(int)CheckCounts.Number(row[0])];
            var looked = Math.Max(1, Real(row[1]));
            long Of(object? count) => (long)Math.Round(Real(count) / looked * column.Present);
            all[column.Index] = column with
            {
                Distinct = column.Distinct <= Look.ManyValues ? CheckCounts.Number(row[7]) : column.Distinct,
                WithDigit = Of(row[2]),
                WithLetter = Math.Max(Of(row[3]), Math.Min(1, CheckCounts.Number(row[3]))),
                FromDigit = Of(row[4]),
                AverageLength = Real(row[5]) / looked,
                AverageWords = Real(row[6]) / looked,
            };
        }
        return all.ToImmutable();
    }

    /// <summary>How many texts are not blank in rows in which silver has no value; null when it has a value in every row of every column.</summary>
    public Sql? OfRaw(ImmutableArray<ColumnFacts> columns)
    {
        var missing = columns.Where(column => column.Present < column.Rows).ToList();
        if (missing.Count == 0)
            return null;
        var without = missing.Select(column => Sql.Of($"{column.Sql} IS NULL AS {Without(column)}"));
        var counts = missing.Select(column => Sql.Of(
            $"{Count(new AllOf(new Column(Without(column)), TextCleaning.Clean(new ColumnOf("texts", column.Name)).NotEqualTo(new Constant(""))))} AS {new SqlName(string.Create(CultureInfo.InvariantCulture, $"texts_{column.Index}"))}"));
        return Sql.Of($"""
            SELECT {counts}
            FROM {subject.Raw} AS texts
            JOIN (SELECT {Look.RowId}, {without} FROM {subject.Silver} AS silver_rows
                WHERE {subject.Load.Rows} AND ({Sql.Join(" OR ", missing.Select(column => Sql.Of($"{column.Sql} IS NULL")))})) AS unread ON unread.{Look.RowId} = texts.{Look.RowId}
            WHERE texts.{Look.RowId} >= {new WholeNumber(subject.Load.FirstRowId)} AND texts.{Look.RowId} < {new WholeNumber(subject.Load.FirstRowId + DataLoad.IdsPerLoad)}
            """);
    }

    public static ImmutableArray<ColumnFacts> WithRaw(ImmutableArray<ColumnFacts> columns, object?[] raw)
    {
        var place = 0;
        return [.. columns.Select(column => column.Present < column.Rows ? column with { Texts = column.Present + CheckCounts.Number(raw[place++]) } : column)];
    }

    private static Sql Sampled(ColumnFacts column) => column.Distinct <= Look.ManyValues ? Sql.Empty : Sql.Of($" AND {Look.Sampled(column.Rows, Look.RowsThatTell)}");

    private static SqlName Without(ColumnFacts column) => new(string.Create(CultureInfo.InvariantCulture, $"without_{column.Index}"));

    public static double Real(object? value) => value is null ? 0 : Convert.ToDouble(value is System.Numerics.BigInteger big ? (double)big : value, CultureInfo.InvariantCulture);

    private static Aggregate Count(SqlExpression condition) => new(AggregateFunction.CountIf, condition);

    private static Sql Weighed(SqlExpression condition) => Sql.Of($"sum(CASE WHEN {condition} THEN n ELSE 0 END)");

    private static Arithmetic Words(SqlExpression text) => new(
        ArithmeticOperator.Add,
        new WholeNumber(1),
        new Arithmetic(
            ArithmeticOperator.Subtract,
            SqlExpression.Call(SqlFunction.Length, text),
            SqlExpression.Call(SqlFunction.Length, SqlExpression.Call(SqlFunction.Replace, text, new Constant(" "), new Constant("")))));

    private static IEnumerable<Sql> Named(IEnumerable<Sql> figures) => figures.Select((figure, index) => Sql.Of($"{figure} AS {new SqlName(string.Create(CultureInfo.InvariantCulture, $"figure_{index}"))}"));
}
