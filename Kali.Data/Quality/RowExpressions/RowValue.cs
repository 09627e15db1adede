using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;

namespace Kali.Data.Quality;

internal enum RowValueKind
{
    Missing,
    Text,
    Number,
    Date,
    Instant,
    Truth,
}

/// <summary>A part of an expression with what kind of value it has, so that what cannot be compared is told before an engine guesses.</summary>
/// <param name="Sql">The part.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Literal">The text of a text literal, which may stand for a date.</param>
internal sealed record RowValue(SqlExpression Sql, RowValueKind Kind, string? Literal = null)
{
    public static RowValueKind KindOf(DataType type) => type switch
    {
        { IsNumeric: true } => RowValueKind.Number,
        DataType.Primitive { TypeName: "date" } => RowValueKind.Date,
        DataType.Primitive { TypeName: "timestamp" or "timestamp_ntz" } => RowValueKind.Instant,
        DataType.Primitive { TypeName: "boolean" } => RowValueKind.Truth,
        DataType.Primitive { TypeName: "string" } => RowValueKind.Text,
        _ => throw new RowExpressionFault($"columns of type {type} cannot be used."),
    };

    /// <summary>Both as one kind: a text literal beside a date is a date, a date beside an instant is its midnight in UTC.</summary>
    public static (RowValue Left, RowValue Right) Alike(RowValue left, RowValue right, int at)
    {
        if (left.Kind == right.Kind || left.Kind == RowValueKind.Missing || right.Kind == RowValueKind.Missing)
            return (left, right);
        var (newLeft, newRight) = (left.As(right.Kind), right.As(left.Kind));
        if (newLeft is null && newRight is null)
            throw new RowExpressionFault($"{Word(left.Kind)} cannot be compared with {Word(right.Kind)} (character {at}).");
        return newLeft is not null ? (newLeft, right) : (left, newRight!);
    }

    /// <summary>This value as another kind, or null.</summary>
    public RowValue? As(RowValueKind kind) => (Kind, kind) switch
    {
        _ when Kind == kind || Kind == RowValueKind.Missing => this,
        (RowValueKind.Text, RowValueKind.Date) when Literal is not null && RuleValue.TryParse(Literal, DataType.Date) is { } date => new RowValue(date, kind),
        (RowValueKind.Text, RowValueKind.Instant) when Literal is not null && RuleValue.TryParse(Literal, DataType.Timestamp) is { } instant => new RowValue(instant, kind),
        (RowValueKind.Date, RowValueKind.Instant) => new RowValue(new InstantOf(Sql.CastTo(DataType.TimestampNtz), "UTC"), kind),
        _ => null,
    };

    public static string Word(RowValueKind kind) => kind switch
    {
        RowValueKind.Text => "a text",
        RowValueKind.Number => "a number",
        RowValueKind.Date => "a date",
        RowValueKind.Instant => "a time",
        RowValueKind.Truth => "a condition",
        _ => "a missing value",
    };
}
