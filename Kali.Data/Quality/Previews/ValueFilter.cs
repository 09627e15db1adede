using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;

namespace Kali.Data.Quality;

/// <summary>Only rows with that in one column: what a bar of the profile stands for.</summary>
public abstract record ValueFilter(string Column)
{
    /// <summary>No value.</summary>
    public sealed record Missing(string Column) : ValueFilter(Column);

    /// <summary>That value, as the profile lists it.</summary>
    public sealed record Value(string Column, string Text) : ValueFilter(Column);

    /// <summary>Values from <paramref name="From"/> to below <paramref name="Below"/>: numbers in their own unit, dates in days and times in microseconds since 1970.</summary>
    public sealed record Span(string Column, double From, double Below) : ValueFilter(Column);

    /// <summary>Texts built like that.</summary>
    public sealed record Pattern(string Column, string Text) : ValueFilter(Column);

    internal SqlExpression Condition(ColumnSchema column)
    {
        var value = new ProfiledColumn(0, column.Name, column.Shown, column.Type, null);
        return this switch
        {
            Missing => value.Value.IsNull(),
            Value { Text: var text } => Shown(value.Value.AsText()).EqualTo(new Constant(text)),
            Pattern { Text: var text } => Shown(TextPattern.InSql(value.Value.AsText())).EqualTo(new Constant(text)),
            Span span when value.Position is { } position => new AllOf(position.AtLeast(new Constant(span.From)), position.LessThan(new Constant(span.Below))),
            _ => new Truth(false),
        };
    }

    private static SqlExpression Shown(SqlExpression text) =>
        SqlExpression.Call(SqlFunction.Substring, text, new WholeNumber(1), new WholeNumber(ValuesPlan.LongestShown));
}
