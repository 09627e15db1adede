using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;

namespace Kali.Data.Quality;

/// <summary>A piece of statement in the place of a value, in brackets.</summary>
internal sealed record Computed(Sql Value) : SqlExpression
{
    internal override void Print(SqlPrinter printer)
    {
        printer.Text("(");
        printer.Sql(Value);
        printer.Text(")");
    }
}
