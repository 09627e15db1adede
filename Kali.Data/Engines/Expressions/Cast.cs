namespace Kali.Data.Engines.Expressions;

/// <summary>The operand as another type; the statement fails where that cannot be.</summary>
public sealed record Cast(SqlExpression Operand, DataType Type) : SqlExpression
{
    internal override void Print(SqlPrinter printer)
    {
        printer.Text("CAST(");
        Operand.Print(printer);
        printer.Text($" AS {printer.Dialect.TypeName(Type)})");
    }
}

/// <summary>
/// The operand as another type, NULL where that cannot be. Engines round and guess here ('1.5' as an integer is 2):
/// whoever reads text compares the printed result with it (<c>Quality.TypeReading</c>).
/// </summary>
public sealed record TryCast(SqlExpression Operand, DataType Type) : SqlExpression
{
    internal override void Print(SqlPrinter printer)
    {
        printer.Text("TRY_CAST(");
        Operand.Print(printer);
        printer.Text($" AS {printer.Dialect.TypeName(Type)})");
    }
}
