using System.Collections.Immutable;

namespace Kali.Data.Engines.Expressions;

public enum ComparisonOperator
{
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,

    /// <summary>Equal, NULL being a value like any other; never unknown.</summary>
    Same,
}

/// <summary>A comparison; unknown (NULL) when a side is NULL. Text is compared by its UTF-8 bytes.</summary>
public sealed record Comparison(ComparisonOperator Operator, SqlExpression Left, SqlExpression Right) : SqlExpression
{
    internal override void Print(SqlPrinter printer)
    {
        printer.Text("(");
        Left.Print(printer);
        printer.Text(Operator switch
        {
            ComparisonOperator.Equal => " = ",
            ComparisonOperator.NotEqual => " <> ",
            ComparisonOperator.Less => " < ",
            ComparisonOperator.LessOrEqual => " <= ",
            ComparisonOperator.Greater => " > ",
            ComparisonOperator.Same => " IS NOT DISTINCT FROM ",
            _ => " >= ",
        });
        Right.Print(printer);
        printer.Text(")");
    }
}

/// <summary>Whether the operand is NULL, or with <paramref name="IsNegated"/> is not. Never unknown.</summary>
public sealed record NullTest(SqlExpression Operand, bool IsNegated) : SqlExpression
{
    internal override void Print(SqlPrinter printer)
    {
        printer.Text("(");
        Operand.Print(printer);
        printer.Text(IsNegated ? " IS NOT NULL)" : " IS NULL)");
    }
}

/// <summary>Whether the operand equals one of the values; unknown when it is NULL.</summary>
public sealed record InList(SqlExpression Operand, ImmutableArray<SqlExpression> Values) : SqlExpression
{
    internal override void Print(SqlPrinter printer)
    {
        if (Values.IsEmpty)
        {
            new Case([(Operand.IsNotNull(), new Truth(false))]).Print(printer);
            return;
        }
        printer.Text("(");
        Operand.Print(printer);
        printer.Text(" IN (");
        printer.List(Values);
        printer.Text("))");
    }

    public bool Equals(InList? other) => other is not null && Operand.Equals(other.Operand) && Values.SequenceEqual(other.Values);

    public override int GetHashCode() => HashCode.Combine(Operand, Values.Length);
}

/// <summary>NOT, unknown when its operand is.</summary>
public sealed record Negation(SqlExpression Operand) : SqlExpression
{
    internal override void Print(SqlPrinter printer)
    {
        printer.Text("(NOT ");
        Operand.Print(printer);
        printer.Text(")");
    }
}

/// <summary>All hold; true when there are none.</summary>
public sealed record AllOf(params ImmutableArray<SqlExpression> Conditions) : SqlExpression
{
    internal override void Print(SqlPrinter printer) => printer.Chain(Conditions, " AND ", whenEmpty: "TRUE");

    public bool Equals(AllOf? other) => other is not null && Conditions.SequenceEqual(other.Conditions);

    public override int GetHashCode() => Conditions.Length;
}

/// <summary>At least one holds; false when there are none.</summary>
public sealed record AnyOf(params ImmutableArray<SqlExpression> Conditions) : SqlExpression
{
    internal override void Print(SqlPrinter printer) => printer.Chain(Conditions, " OR ", whenEmpty: "FALSE");

    public bool Equals(AnyOf? other) => other is not null && Conditions.SequenceEqual(other.Conditions);

    public override int GetHashCode() => Conditions.Length;
}
