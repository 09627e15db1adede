using System.Collections.Immutable;
using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;
using Kali.Data.Ingest;

namespace Kali.Data.Quality;

/// <summary>
/// The statement that turns a load's rows of raw into rows of silver, in one pass: cleaned, typed, with the names of the columns whose text
/// did not fit and a score, exact duplicates of the load left out. Rows of raw − rows of this statement = duplicates.
/// </summary>
/// <param name="Schema">Silver's columns and partitions.</param>
/// <param name="Rows">The rows.</param>
public sealed record SilverPlan(TableSchema Schema, Sql Rows)
{
    private const string Misfits = "_misfits";
    private static readonly SqlName RowId = new(DataLoad.RowId);

    public static SilverPlan For(DataLoad load, TableRef raw, SilverChoices choices)
    {
        var schema = SchemaOf(load.Readings);
        var typed = LoadReading.Typed(load, raw, choices, choices.Duplicates == 0 ? null : LoadReading.WithoutDuplicates(load, raw));
        var columns = load.Readings.Select(reading => (Sql)new SqlName(reading.Name)).ToList();

        var judged = Sql.Of($"""
            SELECT {RowId}, {load.Readings.Select(reading => Value(reading, choices))}, {NotFitting(load.Readings, choices)} AS {new SqlName(DataLoad.NotFitting)}, {MisfitCount(load.Readings, choices)} AS {new SqlName(Misfits)}
            FROM ({typed}) AS typed
            """);
        var rows = Sql.Of($"""
            SELECT {columns}, {RowId}, {new SqlName(DataLoad.NotFitting)}, {Score(load, schema, choices)} AS {new SqlName(DataLoad.Score)},
                {RuleValue.Date(choices.ProcessingDate)} AS {new SqlName("processing_date")}, {new Constant(choices.DataSource)} AS {new SqlName("data_source")}
            FROM ({judged}) AS judged
            """);
        return new SilverPlan(schema, rows);
    }

    public static TableSchema SchemaOf(ImmutableArray<ColumnReading> readings) => new(
        [
            .. readings.Select(reading => new ColumnSchema(reading.Name, reading.Type, Label: reading.Label)),
            new ColumnSchema(DataLoad.RowId, DataType.Long, IsNullable: false),
            new ColumnSchema(DataLoad.NotFitting, DataType.String),
            new ColumnSchema(DataLoad.Score, DataType.Double),
            new ColumnSchema("processing_date", DataType.Date),
            new ColumnSchema("data_source", DataType.String),
        ],
        ["processing_date", "data_source"]);

    private static Sql Value(ColumnReading reading, SilverChoices choices) => choices.Cleaning is { } cleaning && cleaning.Covers(reading)
        ? Sql.Of($"{cleaning.Cleaned(reading, choices.Catalog)} AS {new SqlName(reading.Name)}")
        : Sql.Of($"{new SqlName(reading.Name)}");

    private static SqlExpression NotFitting(ImmutableArray<ColumnReading> readings, SilverChoices choices)
    {
        var misfits = LoadReading.Misfits(readings, choices);
        if (misfits.IsEmpty)
            return new Missing(DataType.String);
        var names = misfits.Select(misfit => (SqlExpression)Case.When(misfit.IsMisfit, new Constant(misfit.Column)));
        return Case.When(
            new AnyOf([.. misfits.Select(misfit => misfit.IsMisfit)]),
            SqlExpression.Call(SqlFunction.ConcatPresent, [new Constant(","), .. names]));
    }

    private static SqlExpression MisfitCount(ImmutableArray<ColumnReading> readings, SilverChoices choices) => Sum(LoadReading.Misfits(readings, choices).Select(misfit => misfit.IsMisfit));

    private static SqlExpression Sum(IEnumerable<SqlExpression> conditions) => conditions
        .Select(SqlExpression (condition) => Case.When(condition, new WholeNumber(1), new WholeNumber(0)))
        .Aggregate((SqlExpression)new WholeNumber(0), (sum, one) => new Arithmetic(ArithmeticOperator.Add, sum, one));

    /// <summary>100 less the share of the row's cells with something wrong: text that does not fit, or a rule about one column broken.</summary>
    private static SqlExpression Score(DataLoad load, TableSchema schema, SilverChoices choices)
    {
        var subject = new RuleSubject(schema, default);
        var broken = choices.Rules
            .Where(rule => rule is { IsOn: true, Filter: null, Kind: not FitsType } && rule.Columns.Length == 1)
            .Select(rule => rule.Kind.Test(subject))
            .OfType<RuleTest.Cells>()
            .Select(test => test.Fails.Surely());
        var problems = new Arithmetic(ArithmeticOperator.Add, new Column(Misfits), Sum(broken));
        var cells = new WholeNumber(Math.Max(1, load.Readings.Length));
        var share = new Arithmetic(ArithmeticOperator.Divide, new Arithmetic(ArithmeticOperator.Multiply, new WholeNumber(100), problems), cells);
        return SqlExpression.Call(
            SqlFunction.Greatest,
            new WholeNumber(0).CastTo(DataType.Double),
            SqlExpression.Call(SqlFunction.Round, new Arithmetic(ArithmeticOperator.Subtract, new WholeNumber(100), share), new WholeNumber(1)).CastTo(DataType.Double));
    }
}
