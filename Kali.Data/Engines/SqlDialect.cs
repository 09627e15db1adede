using System.Collections.Immutable;
using Kali.Data.Engines.Expressions;

namespace Kali.Data.Engines;

/// <summary>How one engine writes what engines write differently.</summary>
public abstract class SqlDialect
{
    /// <summary>The engine's name as people know it.</summary>
    public abstract string Name { get; }

    public abstract string Quote(SqlName name);

    /// <summary>The mark that stands for the parameter of that number, counted from 1. A value that occurs twice keeps its number.</summary>
    public abstract string ParameterMark(int number);

    /// <summary>A value as text of the statement, where the statement takes no marks; null where it takes them.</summary>
    internal virtual string? Literal(object? value) => null;

    /// <summary>What a type is called in casts.</summary>
    public abstract string TypeName(DataType type);

    /// <summary>The statement as this engine takes it; tables are handed to <paramref name="tableText"/>.</summary>
    public SqlStatement Print(Sql sql, Func<TableRef, string> tableText)
    {
        var printer = new SqlPrinter(this, tableText);
        printer.Sql(sql);
        return printer.ToStatement();
    }

    /// <summary>What stands before the bracket of a common table expression that is read several times and should be computed once.</summary>
    internal abstract string ComputedOnce { get; }

    internal abstract void PrintCall(FunctionCall call, SqlPrinter printer);

    /// <summary>What the engine calls a function; here those that all engines call alike.</summary>
    private protected virtual string FunctionName(SqlFunction function) => function switch
    {
        SqlFunction.Lower => "lower",
        SqlFunction.Upper => "upper",
        SqlFunction.Substring => "substring",
        SqlFunction.Replace => "replace",
        SqlFunction.ConcatPresent => "concat_ws",
        SqlFunction.Contains => "contains",
        SqlFunction.SplitPart => "split_part",
        SqlFunction.Absolute => "abs",
        SqlFunction.Round => "round",
        SqlFunction.Greatest => "greatest",
        SqlFunction.Least => "least",
        SqlFunction.Year => "year",
        SqlFunction.Month => "month",
        SqlFunction.Day => "day",
        _ => throw new ArgumentOutOfRangeException(nameof(function), function, $"{Name} has no name for this function."),
    };

    /// <summary>What stands before an aggregate's operand; here those that all engines write alike.</summary>
    private protected virtual string AggregateStart(AggregateFunction function) => function switch
    {
        AggregateFunction.Count => "count(",
        AggregateFunction.CountIf => "count_if(",
        AggregateFunction.Min => "min(",
        AggregateFunction.Max => "max(",
        AggregateFunction.Sum => "sum(",
        AggregateFunction.Average => "avg(",
        AggregateFunction.StandardDeviation => "stddev_samp(",
        AggregateFunction.PopulationStandardDeviation => "stddev_pop(",
        AggregateFunction.Variance => "var_samp(",
        AggregateFunction.PopulationVariance => "var_pop(",
        AggregateFunction.ApproximateDistinct => "approx_count_distinct(",
        AggregateFunction.Distinct => "count(DISTINCT ",
        _ => throw new ArgumentOutOfRangeException(nameof(function), function, $"{Name} has no name for this aggregate."),
    };

    /// <summary>What is left of a division; NULL when divided by zero.</summary>
    private protected static void PrintRemainder(FunctionCall call, SqlPrinter printer)
    {
        printer.Text("(");
        call.Arguments[0].Print(printer);
        printer.Text(" % nullif(");
        call.Arguments[1].Print(printer);
        printer.Text(", 0))");
    }

    /// <summary>With a fraction, also between whole numbers; NULL when divided by zero.</summary>
    internal abstract void PrintDivision(SqlExpression left, SqlExpression right, SqlPrinter printer);

    /// <summary>A function of the catalog by its whole name.</summary>
    internal virtual void PrintFunctionName(TableName function, SqlPrinter printer) =>
        printer.Text($"{Quote(new SqlName(function.Catalog))}.{Quote(new SqlName(function.Schema))}.{Quote(new SqlName(function.Name))}");

    internal abstract void PrintPatternMatch(PatternMatch match, SqlPrinter printer);

    internal abstract void PrintPatternReplace(PatternReplace replace, SqlPrinter printer);

    internal abstract void PrintInstantOf(InstantOf instant, SqlPrinter printer);

    internal abstract void PrintLocalTimeOf(LocalTimeOf local, SqlPrinter printer);

    internal abstract void PrintJsonObject(JsonObject json, SqlPrinter printer);

    internal abstract void PrintStruct(StructOf value, SqlPrinter printer);

    internal abstract void PrintPresentItems(PresentItems array, SqlPrinter printer);

    internal abstract void PrintMap(MapOf map, SqlPrinter printer);

    internal abstract void PrintAggregate(Aggregate aggregate, SqlPrinter printer);

    internal abstract void PrintGrouping(Grouping grouping, SqlPrinter printer);

    internal abstract void PrintQuantiles(Quantiles quantiles, SqlPrinter printer);
}

/// <summary>A printed statement: its text, and the values of its parameters in order.</summary>
public sealed record SqlStatement(string Text, ImmutableArray<object?> Parameters);
