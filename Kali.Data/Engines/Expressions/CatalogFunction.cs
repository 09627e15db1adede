namespace Kali.Data.Engines.Expressions;

/// <summary>A function that Kali keeps in its catalog, applied to one text. The embedded engine knows it by its last name alone.</summary>
public sealed record CatalogFunction(TableName Function, SqlExpression Argument) : SqlExpression
{
    internal override void Print(SqlPrinter printer)
    {
        printer.Dialect.PrintFunctionName(Function, printer);
        printer.Text("(");
        Argument.Print(printer);
        printer.Text(")");
    }
}
