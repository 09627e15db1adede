using System.Diagnostics.CodeAnalysis;
using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;

namespace Kali.Data.Quality;

/// <summary>A replacement that a person wrote as an expression over the texts of a row: <c>upper(trim(country))</c>.</summary>
public sealed record RepairFormula(SqlExpression Text, SqlExpression? Where)
{
    public static RepairFormula Parse(RepairEdit.Formula edit, TableSchema texts, DateTimeOffset now) =>
        TryParse(edit.Expression, edit.Where, texts, now, out var formula, out var reason)
            ? formula
            : throw new RefusedException($"“{edit.Expression}” cannot be used as a replacement: {reason} Nothing was changed.");

    /// <param name="expression">What a cell becomes.</param>
    /// <param name="where">Only where this is true.</param>
    /// <param name="texts">The columns of the file, all of them texts, with their labels.</param>
    /// <param name="now">The moment that today is told from.</param>
    public static bool TryParse(
        string expression, string? where, TableSchema texts, DateTimeOffset now, [NotNullWhen(true)] out RepairFormula? formula, [NotNullWhen(false)] out string? reason)
    {
        (formula, var subject) = (null, new RuleSubject(texts, now));
        if (!RowExpression.TryParseText(expression, subject, out var text, out reason))
            return false;
        RowExpression? condition = null;
        if (!string.IsNullOrWhiteSpace(where) && !RowExpression.TryParse(where, subject, out condition, out reason))
            return false;
        formula = new RepairFormula(text, condition?.Condition);
        reason = null;
        return true;
    }
}
