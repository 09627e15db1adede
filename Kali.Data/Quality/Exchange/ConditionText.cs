using System.Text;

namespace Kali.Data.Quality.Exchange;

/// <summary>Kali's conditions are nearly SQL. What differs is told apart token by token; nothing is guessed.</summary>
internal static class ConditionText
{
    private static readonly Dictionary<string, string> ToSqlNames = new(StringComparer.OrdinalIgnoreCase)
    {
        ["starts_with"] = "startswith",
        ["ends_with"] = "endswith",
        ["today"] = "current_date",
    };

    private static readonly Dictionary<string, string> ToKaliNames = new(StringComparer.OrdinalIgnoreCase)
    {
        ["startswith"] = "starts_with",
        ["endswith"] = "ends_with",
        ["current_date"] = "today",
        ["char_length"] = "length",
        ["len"] = "length",
        ["ucase"] = "upper",
        ["lcase"] = "lower",
        ["substr"] = "substring",
    };

    private static readonly string[] OnlyKalis = ["matches", "days_between"];

    /// <summary>Null where it cannot be cut into tokens.</summary>
    public static string? FromSql(string sql)
    {
        try
        {
            var text = Rewritten(sql, (token, next) => token.Kind == RowTokenKind.Word && next.IsSign("(") ? ToKaliNames.GetValueOrDefault(token.Text) : null);
            return text.EndsWith(';') ? text[..^1] : text;
        }
        catch (RowExpressionFault)
        {
            return null;
        }
    }

    /// <summary>The condition with technical names and the functions of SQL.</summary>
    public static string ToSql(string condition, ExchangeSubject subject)
    {
        try
        {
            return Rewritten(condition, (token, next) => token.Kind switch
            {
                RowTokenKind.ColumnName => ConditionOf.Name(subject.Column(token.Text)),
                RowTokenKind.Word when next.IsSign("(") && OnlyKalis.Contains(token.Text, StringComparer.OrdinalIgnoreCase) => throw ExchangeFault.Because(
                    $"Its condition uses {token.Text}, which only Kali knows.", $"Ihre Bedingung verwendet {token.Text}; das kennt nur Kali."),
                RowTokenKind.Word when next.IsSign("(") => ToSqlNames.GetValueOrDefault(token.Text),
                RowTokenKind.Word when token.IsWord("missing") => "NULL",
                RowTokenKind.Word when subject.Rules.Find(token.Text) is null && subject.Rules.Schema.Columns.Any(column => string.Equals(column.Label, token.Text, StringComparison.OrdinalIgnoreCase)) =>
                    ConditionOf.Name(subject.Column(token.Text)),
                RowTokenKind.Sign when token.Text == "==" => "=",
                _ => null,
            });
        }
        catch (RowExpressionFault fault)
        {
            throw ExchangeFault.Because($"Its condition cannot be read: {fault.Message}", $"Ihre Bedingung lässt sich nicht lesen: {fault.Message}");
        }
    }

    private static string Rewritten(string text, Func<RowToken, RowToken, string?> change)
    {
        var tokens = RowTokens.Read(text);
        var written = new StringBuilder();
        for (var i = 0; i < tokens.Count - 1; i++)
        {
            var (start, end) = (tokens[i].At - 1, tokens[i + 1].At - 1);
            var span = text[start..Math.Min(end, text.Length)];
            var bare = span.TrimEnd();
            written.Append(change(tokens[i], tokens[i + 1]) ?? bare).Append(span.AsSpan(bare.Length));
        }
        return written.ToString().Trim();
    }
}
