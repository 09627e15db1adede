using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Kali.Data.Engines.Expressions;

namespace Kali.Data.Quality;

/// <summary>
/// A condition a person wrote, read by Kali and turned into an expression tree: never handed to an engine as text.
/// Columns by name, <c>[label]</c>, <c>"label"</c> or <c>`label`</c>; texts in single quotes; and, or, not, in, between, like, is missing, comparisons,
/// arithmetic, case, and the functions of <see cref="RowFunctions"/>.
/// </summary>
public sealed record RowExpression(SqlExpression Condition, ImmutableArray<string> Columns)
{
    public static RowExpression Parse(string text, RuleSubject subject) =>
        TryParse(text, subject, out var expression, out var reason) ? expression : throw new RefusedException($"“{text}” cannot be used as a condition: {reason}");

    public static bool TryParse(string text, RuleSubject subject, [NotNullWhen(true)] out RowExpression? expression, [NotNullWhen(false)] out string? reason)
    {
        try
        {
            var parser = new RowExpressionParser(RowTokens.Read(text), subject);
            var condition = parser.Whole();
            expression = new RowExpression(condition, parser.Mentioned);
            reason = null;
            return true;
        }
        catch (RowExpressionFault fault)
        {
            (expression, reason) = (null, fault.Message);
            return false;
        }
    }

    /// <summary>A text instead of a condition: what a cell is to become. Numbers and dates are written as the engine prints them.</summary>
    internal static bool TryParseText(string text, RuleSubject subject, [NotNullWhen(true)] out SqlExpression? value, [NotNullWhen(false)] out string? reason)
    {
        try
        {
            (value, reason) = (new RowExpressionParser(RowTokens.Read(text), subject).WholeText(), null);
            return true;
        }
        catch (RowExpressionFault fault)
        {
            (value, reason) = (null, fault.Message);
            return false;
        }
    }
}
