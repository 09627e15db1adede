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

    /// <summary>With a fraction, also between whole numbers; NULL when divided by zero.</summary>
    internal abstract void PrintDivision(SqlExpression left, SqlExpression right, SqlPrinter printer);

    internal abstract void PrintPatternMatch(PatternMatch match, SqlPrinter printer);

    internal abstract void PrintPatternReplace(PatternReplace replace, SqlPrinter printer);

    internal abstract void PrintInstantOf(InstantOf instant, SqlPrinter printer);

    internal abstract void PrintLocalTimeOf(LocalTimeOf local, SqlPrinter printer);

    internal abstract void PrintJsonObject(JsonObject json, SqlPrinter printer);

    internal abstract void PrintAggregate(Aggregate aggregate, SqlPrinter printer);

    internal abstract void PrintGrouping(Grouping grouping, SqlPrinter printer);

    internal abstract void PrintQuantiles(Quantiles quantiles, SqlPrinter printer);
}

/// <summary>A printed statement: its text, and the values of its parameters in order.</summary>
public sealed record SqlStatement(string Text, ImmutableArray<object?> Parameters);
