using System.Text;

namespace Kali.Data.Quality;

/// <summary>Cuts an expression into tokens.</summary>
internal static class RowTokens
{
    private const int LongestExpression = 4000;
    private static readonly string[] Signs = ["<>", "!=", "<=", ">=", "==", "<", ">", "=", "+", "-", "*", "/", "%", "(", ")", ","];

    public static List<RowToken> Read(string text)
    {
        if (text.Length > LongestExpression)
            throw new RowExpressionFault($"it is longer than {LongestExpression} characters.");
        var tokens = new List<RowToken>();
        for (var at = 0; at < text.Length;)
        {
            var c = text[at];
            if (char.IsWhiteSpace(c))
                at++;
            else if (c is '\'' or '"' or '[' or '`')
                tokens.Add(Quoted(text, ref at));
            else if (char.IsAsciiDigit(c))
                tokens.Add(While(text, ref at, RowTokenKind.Number, next => char.IsAsciiDigit(next) || next == '.'));
            else if (char.IsLetter(c) || c == '_')
                tokens.Add(While(text, ref at, RowTokenKind.Word, next => char.IsLetterOrDigit(next) || next == '_' || char.IsSurrogate(next) || char.GetUnicodeCategory(next) is System.Globalization.UnicodeCategory.NonSpacingMark));
            else if (Array.Find(Signs, sign => string.CompareOrdinal(text, at, sign, 0, sign.Length) == 0) is { } found)
            {
                tokens.Add(new RowToken(RowTokenKind.Sign, found, at + 1));
                at += found.Length;
            }
            else
                throw new RowExpressionFault($"“{c}” at character {at + 1} has no meaning here.");
        }
        tokens.Add(new RowToken(RowTokenKind.End, "", text.Length + 1));
        return tokens;
    }

    private static RowToken While(string text, ref int at, RowTokenKind kind, Func<char, bool> isPart)
    {
        var start = at;
        while (at < text.Length && isPart(text[at]))
            at++;
        return new RowToken(kind, text[start..at], start + 1);
    }

    private static RowToken Quoted(string text, ref int at)
    {
        var start = at;
        var (close, kind) = text[at++] switch
        {
            '\'' => ('\'', RowTokenKind.Text),
            '"' => ('"', RowTokenKind.ColumnName),
            '`' => ('`', RowTokenKind.ColumnName),
            _ => (']', RowTokenKind.ColumnName),
        };
        var value = new StringBuilder();
        while (at < text.Length)
        {
            if (text[at] == close)
            {
                if (at + 1 >= text.Length || text[at + 1] != close)
                {
                    at++;
                    return new RowToken(kind, value.ToString(), start + 1);
                }
                at++;
            }
            value.Append(text[at++]);
        }
        throw new RowExpressionFault($"what begins at character {start + 1} is not closed with {close}");
    }
}
