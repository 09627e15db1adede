namespace Kali.Data.Explore;

/// <summary>Why a statement is not run. The interface turns the reason into a sentence and underlines the place.</summary>
/// <param name="Reason">The rule that was met.</param>
/// <param name="Subject">The word it was met at: a keyword, a function, a table; the parser's own words for <see cref="SqlRefusalReason.NotUnderstood"/>.</param>
/// <param name="Start">Where in the text it stands, in characters from the beginning; null when the parser does not say.</param>
public sealed record SqlRefusal(SqlRefusalReason Reason, string Subject, int? Start)
{
    /// <summary>The line it stands on, from 1.</summary>
    public int? LineIn(string sql) => Start is { } start ? sql.AsSpan(0, Math.Min(start, sql.Length)).Count('\n') + 1 : null;
}

public enum SqlRefusalReason
{
    Empty,
    NotUnderstood,
    NotReading,
    SeveralStatements,
    UnknownTable,
    NotATable,
    FunctionNotAllowed,
    TableFunctionNotAllowed,
    RangeTooLong,
    Parameter,
    Recursion,
    TooManyJoins,
    CrossJoinWithoutLimit,
    ConstructNotAllowed,
    TooLong,
}
