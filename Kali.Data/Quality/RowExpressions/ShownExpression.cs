using System.Text;

namespace Kali.Data.Quality;

/// <summary>An expression as people read it: columns by their labels, signs as in print.</summary>
internal static class ShownExpression
{
    /// <param name="expression">As it was written; a text that is no expression is shown as it is.</param>
    /// <param name="mentioned">The columns it mentions, by their technical names.</param>
    /// <param name="label">The label of a column by its technical name.</param>
    public static string Of(string expression, IReadOnlyCollection<string> mentioned, Func<string, string> label)
    {
        List<RowToken> tokens;
        try
        {
            tokens = RowTokens.Read(expression);
        }
        catch (RowExpressionFault)
        {
            return expression;
        }
        var shown = new StringBuilder();
        foreach (var (token, next) in tokens.Zip(tokens.Skip(1)))
        {
            var written = expression[(token.At - 1)..(next.At - 1)];
            var text = written.TrimEnd();
            shown.Append(Of(token) ?? text).Append(written, text.Length, written.Length - text.Length);
        }
        return shown.ToString();

        string? Of(RowToken token) => token.Kind switch
        {
            RowTokenKind.Word or RowTokenKind.ColumnName => mentioned.FirstOrDefault(column => Is(column, token.Text)) is { } column ? label(column) : null,
            RowTokenKind.Sign => token.Text switch { ">=" => "≥", "<=" => "≤", "<>" or "!=" => "≠", "==" => "=", _ => null },
            _ => null,
        };

        bool Is(string column, string written) =>
            written.Equals(column, StringComparison.OrdinalIgnoreCase) || written.Equals(label(column), StringComparison.OrdinalIgnoreCase);
    }
}
