namespace Kali.Data.Engines.Expressions;

public enum ArithmeticOperator
{
    Add,
    Subtract,
    Multiply,

    /// <summary>With a fraction, also between whole numbers; NULL when divided by zero.</summary>
    Divide,
}

/// <summary>Plus, minus, times, divided by.</summary>
public sealed record Arithmetic(ArithmeticOperator Operator, SqlExpression Left, SqlExpression Right) : SqlExpression
{
    internal override void Print(SqlPrinter printer)
    {
        if (Operator == ArithmeticOperator.Divide)
        {
            printer.Dialect.PrintDivision(Left, Right, printer);
            return;
        }
        printer.Text("(");
        Left.Print(printer);
        printer.Text(Operator switch
        {
            ArithmeticOperator.Add => " + ",
            ArithmeticOperator.Subtract => " - ",
            _ => " * ",
        });
        Right.Print(printer);
        printer.Text(")");
    }
}
