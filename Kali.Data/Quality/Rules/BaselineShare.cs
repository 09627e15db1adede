using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;

namespace Kali.Data.Quality;

/// <summary>How much of all values one value, or a span of numbers, has.</summary>
/// <param name="Percent">0 to 100.</param>
/// <param name="Value">The value, written as the column's type is; null for a span.</param>
/// <param name="From">From this number on; null for no bound.</param>
/// <param name="To">To below this number; null for no bound.</param>
public sealed record BaselineShare(double Percent, string? Value = null, double? From = null, double? To = null)
{
    internal string Shown => Value ?? FigureVerdict.Shown(From, To, isMaxOutside: true);

    /// <summary>Null where it does not fit the column.</summary>
    internal SqlExpression? Condition(ColumnSchema column)
    {
        if (Value is not null)
            return RuleValue.TryParse(Value, column.Type) is { } value ? new Column(column.Name).EqualTo(value) : null;
        if (!column.Type.IsNumeric)
            return null;
        var number = new Column(column.Name).CastTo(DataType.Double);
        return new AllOf(
        [
            .. From is { } from ? new[] { number.AtLeast(new Constant(from)) } : [],
            .. To is { } to ? new[] { number.LessThan(new Constant(to)) } : [],
            number.IsNotNull(),
        ]);
    }
}
