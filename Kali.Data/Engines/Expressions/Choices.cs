using System.Collections.Immutable;

namespace Kali.Data.Engines.Expressions;

/// <summary>The result of the first condition that holds, else <paramref name="Else"/>, else NULL. Results of conditions that do not hold are not computed.</summary>
public sealed record Case(ImmutableArray<(SqlExpression When, SqlExpression Then)> Branches, SqlExpression? Else = null) : SqlExpression
{
    public static Case When(SqlExpression condition, SqlExpression then, SqlExpression? otherwise = null) => new([(condition, then)], otherwise);

    internal override void Print(SqlPrinter printer)
    {
        printer.Text("CASE");
        foreach (var (when, then) in Branches)
        {
            printer.Text(" WHEN ");
            when.Print(printer);
            printer.Text(" THEN ");
            then.Print(printer);
        }
        if (Else is not null)
        {
            printer.Text(" ELSE ");
            Else.Print(printer);
        }
        printer.Text(" END");
    }

    public bool Equals(Case? other) => other is not null && Branches.SequenceEqual(other.Branches) && Equals(Else, other.Else);

    public override int GetHashCode() => HashCode.Combine(Branches.Length, Else);
}

/// <summary>The first that is not NULL.</summary>
public sealed record Coalesce(ImmutableArray<SqlExpression> Operands) : SqlExpression
{
    internal override void Print(SqlPrinter printer)
    {
        printer.Text("coalesce(");
        printer.List(Operands);
        printer.Text(")");
    }

    public bool Equals(Coalesce? other) => other is not null && Operands.SequenceEqual(other.Operands);

    public override int GetHashCode() => Operands.Length;
}
