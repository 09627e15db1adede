using System.Collections.Immutable;
using System.Globalization;
using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;
using Kali.Data.Ingest;

namespace Kali.Data.Quality;

/// <summary>The rows of a load that passed, as business users may read them.</summary>
/// <param name="Schema">Gold's columns and partition.</param>
/// <param name="Rows">The rows.</param>
public sealed record GoldPlan(TableSchema Schema, Sql Rows)
{
    private static readonly SqlName RowId = new(DataLoad.RowId);

    /// <param name="load">The load.</param>
    /// <param name="silver">Silver, at the version that has it.</param>
    /// <param name="heldBack">Quarantine, at the version that has the load's held-back rows; null when there are none. Who stands there is not in gold: the ledger adds up by construction.</param>
    /// <param name="choices">Masks and standardised columns.</param>
    public static GoldPlan For(DataLoad load, TableRef silver, TableRef? heldBack, GoldChoices choices)
    {
        var readings = load.Readings.Where(reading => MaskOf(reading, choices) is not ColumnMask.LeftOut).ToImmutableArray();
        var standardised = readings.Where(reading => choices.Standardised.Contains(reading.Name) && reading.Type.IsNumeric && MaskOf(reading, choices) is null).ToImmutableArray();

        var columns = readings.Select(reading => Sql.Of($"{Masked(reading, MaskOf(reading, choices))} AS {new SqlName(reading.Name)}"))
            .Append((Sql)RowId)
            .Append((Sql)new SqlName(DataLoad.Score))
            .Concat(standardised.Select((reading, index) => Sql.Of($"{Standardised(reading, index)} AS {StandardisedName(reading)}")))
            .Append(Sql.Of($"{RuleValue.Date(choices.AnalysisDate)} AS {new SqlName("analysis_date")}"));
        var passing = Passing(load, silver, heldBack);
        var rows = standardised.IsEmpty
            ? Sql.Of($"SELECT {columns} FROM ({passing}) AS passing")
            : Sql.Of($"SELECT {columns} FROM ({passing}) AS passing CROSS JOIN (SELECT {Statistics(standardised)} FROM ({passing}) AS all_passing) AS statistics");
        return new GoldPlan(SchemaOf(readings, standardised, choices), rows);
    }

    // NOT IN rather than NOT EXISTS: a row id is never NULL, and DuckDB keeps the scan parallel where a correlated query makes it gather all rows first.
    private static Sql Passing(DataLoad load, TableRef silver, TableRef? heldBack)
    {
        var own = Sql.Of($"SELECT * FROM {silver} AS silver_rows WHERE {load.Rows}");
        return heldBack is null ? own : Sql.Of($"{own} AND {RowId} NOT IN (SELECT {RowId} FROM {heldBack} AS held_rows WHERE {load.Rows})");
    }

    private static ColumnMask? MaskOf(ColumnReading reading, GoldChoices choices) => choices.Masks.TryGetValue(reading.Name, out var mask) ? mask : null;

    private static SqlExpression Masked(ColumnReading reading, ColumnMask? mask)
    {
        SqlExpression value = new Column(reading.Name);
        var text = value.AsText();
        return mask switch
        {
            null => value,
            ColumnMask.YearOnly when reading.Type == DataType.Date => SqlExpression.Call(
                SqlFunction.Concat, SqlExpression.Call(SqlFunction.PadLeft, SqlExpression.Call(SqlFunction.Year, value).AsText(), new WholeNumber(4), new Constant("0")), new Constant("-01-01")).CastTo(DataType.Date),
            ColumnMask.LastFour => Case.When(SqlExpression.Call(SqlFunction.Length, text).GreaterThan(new WholeNumber(4)), LastFour(text), AllStars(text)),
            ColumnMask.Shape => Replaced(Replaced(Replaced(text, "\\p{Lu}", "X"), "\\p{Ll}", "x"), "\\p{Nd}", "0"),
            _ => Case.When(value.IsNotNull(), new Constant("***")),
        };
    }

    private static SqlExpression LastFour(SqlExpression text)
    {
        var hidden = new Arithmetic(ArithmeticOperator.Subtract, SqlExpression.Call(SqlFunction.Length, text), new WholeNumber(4));
        return SqlExpression.Call(
            SqlFunction.Concat,
            SqlExpression.Call(SqlFunction.PadLeft, new Constant(""), hidden, new Constant("*")),
            SqlExpression.Call(SqlFunction.Substring, text, new Arithmetic(ArithmeticOperator.Add, hidden, new WholeNumber(1)), new WholeNumber(4)));
    }

    private static PatternReplace AllStars(SqlExpression text) => Replaced(text, "[^\\n]", "*");

    private static PatternReplace Replaced(SqlExpression text, string pattern, string by) => new(text, CommonRegex.Parse(pattern), by);

    private static SqlName StandardisedName(ColumnReading reading) => new($"{reading.Name}_standardised");

    private static Arithmetic Standardised(ColumnReading reading, int index) => new(
        ArithmeticOperator.Divide,
        new Arithmetic(ArithmeticOperator.Subtract, new Column(reading.Name).CastTo(DataType.Double), new Column(Mean(index))),
        new Column(Deviation(index)));

    private static IEnumerable<Sql> Statistics(ImmutableArray<ColumnReading> readings)
    {
        foreach (var (index, reading) in readings.Index())
        {
            var value = new Column(reading.Name).CastTo(DataType.Double);
            yield return Sql.Of($"{new Aggregate(AggregateFunction.Average, value)} AS {Mean(index)}");
            yield return Sql.Of($"{new Aggregate(AggregateFunction.StandardDeviation, value)} AS {Deviation(index)}");
        }
    }

    private static SqlName Mean(int index) => new(string.Create(CultureInfo.InvariantCulture, $"_mean_{index}"));

    private static SqlName Deviation(int index) => new(string.Create(CultureInfo.InvariantCulture, $"_deviation_{index}"));

    private static TableSchema SchemaOf(ImmutableArray<ColumnReading> readings, ImmutableArray<ColumnReading> standardised, GoldChoices choices) => new(
        [
            .. readings.Select(reading => new ColumnSchema(reading.Name, TypeOf(reading, MaskOf(reading, choices)), Label: reading.Label)),
            new ColumnSchema(DataLoad.RowId, DataType.Long, IsNullable: false),
            new ColumnSchema(DataLoad.Score, DataType.Double),
            .. standardised.Select(reading => new ColumnSchema(StandardisedName(reading).Text, DataType.Double, Label: $"{reading.Label} (standardised)")),
            new ColumnSchema("analysis_date", DataType.Date),
        ],
        ["analysis_date"]);

    private static DataType TypeOf(ColumnReading reading, ColumnMask? mask) => mask switch
    {
        null => reading.Type,
        ColumnMask.YearOnly when reading.Type == DataType.Date => DataType.Date,
        _ => DataType.String,
    };
}
