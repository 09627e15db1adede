using System.Collections.Immutable;

namespace Kali.Data.Engines.Expressions;

/// <summary>A function of the common vocabulary, applied.</summary>
public sealed record FunctionCall(SqlFunction Function, ImmutableArray<SqlExpression> Arguments) : SqlExpression
{
    internal override void Print(SqlPrinter printer) => printer.Dialect.PrintCall(this, printer);

    public bool Equals(FunctionCall? other) => other is not null && Function == other.Function && Arguments.SequenceEqual(other.Arguments);

    public override int GetHashCode() => HashCode.Combine(Function, Arguments.Length);
}
