using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;

namespace Kali.Data.Quality;

/// <summary>The first look at a load: one row of figures over silver, one over raw.</summary>
internal sealed class FactsPlan(FindingSubject subject)
{
    public static readonly ImmutableArray<double> Shares = [0.01, 0.0625, 0.125, 0.25, 0.5, 0.75, 0.875, 0.9375, 0.99];
    private static readonly CommonRegex Digit = CommonRegex.Parse("[0-9]");
    private static readonly CommonRegex Letter = CommonRegex.Parse("\\p{L}");
    private readonly List<SqlExpression> _figures = [];

    public Sql OfSilver()
    {
        _figures.Clear();
        _figures.Add(new RowCount());
        foreach (var reading in subject.Looked)
        {
            var column = new Column(reading.Name);
            _figures.Add(new Aggregate(AggregateFunction.Count, column));
            _figures.Add(new Aggregate(AggregateFunction.Distinct, column));
            _figures.Add(TypeReading.CanFail(reading) ? Count(Look.IsMisfit(reading.Name)) : new WholeNumber(0));
            var isText = reading.Type == DataType.String;
            var length = SqlExpression.Call(SqlFunction.Length, column);
            _figures.Add(isText ? Count(new PatternMatch(column, Digit, IsWhole: false)) : new WholeNumber(0));
            _figures.Add(isText ? Count(new PatternMatch(column, Letter, IsWhole: false)) : new WholeNumber(0));
            _figures.Add(isText ? Count(new AllOf(column.AtLeast(new Constant("0")), column.LessThan(new Constant(":")))) : new WholeNumber(0));
            _figures.Add(isText ? new Aggregate(AggregateFunction.Average, length) : new WholeNumber(0));
            _figures.Add(isText ? new Aggregate(AggregateFunction.Average, Words(column)) : new WholeNumber(0));
            _figures.Add(isText ? new Aggregate(AggregateFunction.Max, length) : new WholeNumber(0));
            var position = Look.Position(reading);
            _figures.Add(position is null ? new WholeNumber(0) : new Aggregate(AggregateFunction.Min, position));
            _figures.Add(position is null ? new WholeNumber(0) : new Aggregate(AggregateFunction.Max, position));
            _figures.Add(reading.Type.IsNumeric ? Count(column.LessThan(new WholeNumber(0))) : new WholeNumber(0));
            _figures.Add(reading.Type.IsNumeric ? Count(column.EqualTo(new WholeNumber(0))) : new WholeNumber(0));
            _figures.Add(position is null ? new Missing(DataType.String) : new Quantiles(position, Shares));
        }
        return Sql.Of($"SELECT {Named()} FROM {subject.Silver} AS looked_at WHERE {subject.Load.Rows}");
    }

    /// <summary>How many texts are not blank, in the rows that silver has.</summary>
    public Sql OfRaw()
    {
        _figures.Clear();
        foreach (var reading in subject.Looked)
            _figures.Add(Count(TextCleaning.Clean(new ColumnOf("texts", reading.Name)).NotEqualTo(new Constant(""))));
        return Sql.Of($"""
            SELECT {Named()}
            FROM {subject.Raw} AS texts
            WHERE {subject.Load.Rows} AND EXISTS (SELECT 1 FROM {subject.Silver} AS kept WHERE {new ColumnOf("kept", DataLoad.RowId)} = {new ColumnOf("texts", DataLoad.RowId)})
            """);
    }

    public ImmutableArray<ColumnFacts> Read(object?[] silver, object?[] raw)
    {
        const int Figures = 14;
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
                    Distinct = CheckCounts.Number(silver[at + 1]),
                    Misfits = CheckCounts.Number(silver[at + 2]),
                    WithDigit = CheckCounts.Number(silver[at + 3]),
                    WithLetter = CheckCounts.Number(silver[at + 4]),
                    FromDigit = CheckCounts.Number(silver[at + 5]),
                    AverageLength = Real(silver[at + 6]),
                    AverageWords = Real(silver[at + 7]),
                    Longest = (int)CheckCounts.Number(silver[at + 8]),
                    Min = Real(silver[at + 9]),
                    Max = Real(silver[at + 10]),
                    Negative = CheckCounts.Number(silver[at + 11]),
                    Zero = CheckCounts.Number(silver[at + 12]),
                    Quantiles = silver[at + 13] is string json ? JsonSerializer.Deserialize<ImmutableArray<double>>(json) : [],
                    Texts = CheckCounts.Number(raw[index]),
                };
            }),
        ];
    }

    public static double Real(object? value) => value is null ? 0 : Convert.ToDouble(value is System.Numerics.BigInteger big ? (double)big : value, CultureInfo.InvariantCulture);

    private static Aggregate Count(SqlExpression condition) => new(AggregateFunction.CountIf, condition);

    private static Arithmetic Words(SqlExpression text) => new(
        ArithmeticOperator.Add,
        new WholeNumber(1),
        new Arithmetic(
            ArithmeticOperator.Subtract,
            SqlExpression.Call(SqlFunction.Length, text),
            SqlExpression.Call(SqlFunction.Length, SqlExpression.Call(SqlFunction.Replace, text, new Constant(" "), new Constant("")))));

    private IEnumerable<Sql> Named() => _figures.Select((figure, index) => Sql.Of($"{figure} AS {new SqlName(string.Create(CultureInfo.InvariantCulture, $"figure_{index}"))}"));
}
