using System.Collections.Immutable;
using System.Globalization;
using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;

namespace Kali.Data.Quality;

/// <summary>How one number of a row (or date, in days) follows from others: the kinds of sums that tables keep.</summary>
internal enum EquationKind
{
    /// <summary>result = first × second.</summary>
    Product,

    /// <summary>result = first × second ÷ 100.</summary>
    Percentage,

    /// <summary>result = first × (1 + second ÷ 100).</summary>
    WithPercentage,

    /// <summary>result = first × (1 − second ÷ 100).</summary>
    LessPercentage,

    /// <summary>result = first + second.</summary>
    Sum,

    /// <summary>result = first × a fixed rate.</summary>
    Rate,

    /// <summary>result = first + a fixed distance.</summary>
    Distance,
}

/// <summary>A relation between columns.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Result">The column on the left of the equals sign.</param>
/// <param name="First">The first operand.</param>
/// <param name="Second">The second; null where a constant takes its place.</param>
/// <param name="Constant">The rate or distance.</param>
internal sealed record RowEquation(EquationKind Kind, ColumnFacts Result, ColumnFacts First, ColumnFacts? Second, double Constant = 0)
{
    public ImmutableArray<ColumnFacts> Columns => Second is null ? [Result, First] : [Result, First, Second];

    /// <summary>What printed numbers of the result may be off by rounding.</summary>
    public double Tolerance => Result.IsDate || Result.IsWhole ? 0.5001 : 1.01 * Unit(Result);

    public static double Unit(ColumnFacts column) => column.Reading.Type is DataType.Decimal(_, var scale) ? Math.Pow(10, -scale) : column.IsWhole || column.IsDate ? 1 : 1e-6;

    public bool Has(ColumnFacts column) => Columns.Any(member => member.Index == column.Index);

    public double? Expected(double first, double second) => Kind switch
    {
        EquationKind.Product => first * second,
        EquationKind.Percentage => first * second / 100,
        EquationKind.WithPercentage => first * (1 + second / 100),
        EquationKind.LessPercentage => first * (1 - second / 100),
        EquationKind.Sum => first + second,
        EquationKind.Rate => first * Constant,
        _ => first + Constant,
    };

    /// <summary>What a column would be if all others of the row were right; NULL when divided by zero.</summary>
    public Sql Implied(ColumnFacts column)
    {
        var (r, a, b) = (Name(Result), Name(First), Second is null ? default : Name(Second));
        if (column.Index == Result.Index)
        {
            return Kind switch
            {
                EquationKind.Product => Sql.Of($"({a} * {b})"),
                EquationKind.Percentage => Sql.Of($"({a} * {b} / 100)"),
                EquationKind.WithPercentage => Sql.Of($"({a} * (1 + {b} / 100))"),
                EquationKind.LessPercentage => Sql.Of($"({a} * (1 - {b} / 100))"),
                EquationKind.Sum => Sql.Of($"({a} + {b})"),
                EquationKind.Rate => Sql.Of($"({a} * {Constant})"),
                _ => Sql.Of($"({a} + {Constant})"),
            };
        }
        var isFirst = column.Index == First.Index;
        return (Kind, isFirst) switch
        {
            (EquationKind.Product, true) => Sql.Of($"({r} / nullif({b}, 0))"),
            (EquationKind.Product, false) => Sql.Of($"({r} / nullif({a}, 0))"),
            (EquationKind.Percentage, true) => Sql.Of($"({r} * 100 / nullif({b}, 0))"),
            (EquationKind.Percentage, false) => Sql.Of($"({r} * 100 / nullif({a}, 0))"),
            (EquationKind.WithPercentage, true) => Sql.Of($"({r} / nullif(1 + {b} / 100, 0))"),
            (EquationKind.WithPercentage, false) => Sql.Of($"(({r} / nullif({a}, 0) - 1) * 100)"),
            (EquationKind.LessPercentage, true) => Sql.Of($"({r} / nullif(1 - {b} / 100, 0))"),
            (EquationKind.LessPercentage, false) => Sql.Of($"((1 - {r} / nullif({a}, 0)) * 100)"),
            (EquationKind.Sum, true) => Sql.Of($"({r} - {b})"),
            (EquationKind.Sum, false) => Sql.Of($"({r} - {a})"),
            (EquationKind.Rate, _) => Sql.Of($"({r} / {Constant})"),
            _ => Sql.Of($"({r} - {Constant})"),
        };
    }

    /// <summary>Whether the row keeps to it; NULL where a value is missing.</summary>
    public Sql Holds => Sql.Of($"(abs({Name(Result)} - {Implied(Result)}) <= {Tolerance})");

    /// <summary>The column's position under a name that cannot be a column's.</summary>
    public static SqlName Name(ColumnFacts column) => new(string.Create(CultureInfo.InvariantCulture, $"p_{column.Index}"));

    public string Shown => Kind switch
    {
        EquationKind.Product => $"{First.Name} × {Second!.Name} = {Result.Name}",
        EquationKind.Percentage => $"{Second!.Name} % × {First.Name} = {Result.Name}",
        EquationKind.WithPercentage => $"{First.Name} + {Second!.Name} % = {Result.Name}",
        EquationKind.LessPercentage => $"{First.Name} − {Second!.Name} % = {Result.Name}",
        EquationKind.Sum => $"{First.Name} + {Second!.Name} = {Result.Name}",
        EquationKind.Rate => string.Create(CultureInfo.InvariantCulture, $"{First.Name} × {Constant:0.####} = {Result.Name}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{First.Name} + {Constant:0.####} = {Result.Name}"),
    };
}
