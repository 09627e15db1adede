using System.Collections.Immutable;
using System.Globalization;

namespace Kali.Data.Engines.Expressions;

public enum AggregateFunction
{
    /// <summary>Values that are not NULL.</summary>
    Count,

    /// <summary>Rows for which a condition is true.</summary>
    CountIf,
    Min,
    Max,

    /// <summary>Exact for whole numbers and decimals.</summary>
    Sum,

    /// <summary>Mean as a double.</summary>
    Average,

    /// <summary>Of the sample, as a double.</summary>
    StandardDeviation,

    /// <summary>Of the population, as a double.</summary>
    PopulationStandardDeviation,

    /// <summary>Of the sample, as a double.</summary>
    Variance,

    /// <summary>Of the population, as a double.</summary>
    PopulationVariance,

    /// <summary>Of the population: the third standardised moment.</summary>
    Skewness,

    /// <summary>Of the population, less 3: 0 for a normal distribution.</summary>
    Kurtosis,

    /// <summary>An estimate with an error of some 15 %: fit to choose how to look at a column, never to say it is a key.</summary>
    ApproximateDistinct,

    /// <summary>Exact; holds all values in memory.</summary>
    Distinct,
}

/// <summary>An aggregate over the rows of a group; NULL values take no part.</summary>
public sealed record Aggregate(AggregateFunction Function, SqlExpression Operand) : SqlExpression
{
    internal override void Print(SqlPrinter printer) => printer.Dialect.PrintAggregate(this, printer);
}

/// <summary>The exact value below which a share of the values lies, interpolated between neighbours; a double for doubles. Holds all values in memory.</summary>
/// <param name="Operand">Numbers.</param>
/// <param name="Share">0 to 1.</param>
public sealed record Percentile(SqlExpression Operand, double Share) : SqlExpression
{
    internal override void Print(SqlPrinter printer)
    {
        printer.Text(string.Create(CultureInfo.InvariantCulture, $"percentile_cont({Share:0.0#######}) WITHIN GROUP (ORDER BY "));
        Operand.Print(printer);
        printer.Text(")");
    }
}

/// <summary>Pearson's correlation of two doubles; NULL where it has none.</summary>
public sealed record Correlation(SqlExpression Left, SqlExpression Right) : SqlExpression
{
    internal override void Print(SqlPrinter printer) => printer.Function("corr", [Left, Right]);
}

/// <summary>The number of rows.</summary>
public sealed record RowCount : SqlExpression
{
    internal override void Print(SqlPrinter printer) => printer.Text("count(*)");
}

/// <summary>Approximate quantiles in one pass, as JSON text of an array of numbers; NULL when there is no value.</summary>
public sealed record Quantiles(SqlExpression Operand, ImmutableArray<double> Shares) : SqlExpression
{
    internal override void Print(SqlPrinter printer) => printer.Dialect.PrintQuantiles(this, printer);

    public bool Equals(Quantiles? other) => other is not null && Operand.Equals(other.Operand) && Shares.SequenceEqual(other.Shares);

    public override int GetHashCode() => HashCode.Combine(Operand, Shares.Length);
}

/// <summary>Beside GROUPING SETS: which columns a row is grouped by, as one bit a column, 0 for those it is; the last column is the lowest bit. At most 60 columns.</summary>
public sealed record Grouping(ImmutableArray<SqlName> Columns) : SqlExpression
{
    /// <summary>The value for rows grouped by that one column of so many.</summary>
    public static long OnlyBy(int column, int count) => ((1L << count) - 1) & ~(1L << (count - 1 - column));

    internal override void Print(SqlPrinter printer) => printer.Dialect.PrintGrouping(this, printer);

    public bool Equals(Grouping? other) => other is not null && Columns.SequenceEqual(other.Columns);

    public override int GetHashCode() => Columns.Length;
}
