using System.Globalization;

namespace Kali.Data.Engines.Expressions;

/// <summary>A whole number that belongs to the statement's own structure (a weight, a position), never to the data.</summary>
public sealed record WholeNumber(long Value) : SqlExpression
{
    internal override void Print(SqlPrinter printer) => printer.Text(Value.ToString(CultureInfo.InvariantCulture));
}

/// <summary>TRUE or FALSE.</summary>
public sealed record Truth(bool Value) : SqlExpression
{
    internal override void Print(SqlPrinter printer) => printer.Text(Value ? "TRUE" : "FALSE");
}

/// <summary>NULL of a type.</summary>
public sealed record Missing(DataType Type) : SqlExpression
{
    internal override void Print(SqlPrinter printer) => printer.Text($"CAST(NULL AS {printer.Dialect.TypeName(Type)})");
}

/// <summary>No value: the hint before a common table expression that it should be computed once, where the engine takes one.</summary>
internal sealed record ComputedOnce : SqlExpression
{
    internal override void Print(SqlPrinter printer) => printer.Text(printer.Dialect.ComputedOnce);
}
