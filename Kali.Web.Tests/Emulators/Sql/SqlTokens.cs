using System.Text;

namespace Kali.Web.Tests.Emulators.Sql;

/// <summary>Databricks SQL in pieces: backticks quote names, single and double quotes text, a backslash escapes.</summary>
public static class SqlTokens
{
    private static readonly string[] Symbols = ["<=>", "<>", "!=", "<=", ">=", "||", "::", "->", "=>", "==", "(", ")", ",", ".", "=", "<", ">", "+", "-", "*", "/", "%", "&", "[", "]", ":", ";"];

    public static List<SqlToken> Read(string sql)
    {
        var tokens = new List<SqlToken>();
        for (var at = 0; at < sql.Length;)
        {
            var c = sql[at];
            if (char.IsWhiteSpace(c))
                at++;
            else if (sql.AsSpan(at).StartsWith("--", StringComparison.Ordinal))
                at = sql.IndexOf('\n', at) is var end and >= 0 ? end : sql.Length;
            else if (sql.AsSpan(at).StartsWith("/*", StringComparison.Ordinal))
                at = sql.IndexOf("*/", at, StringComparison.Ordinal) is var end and >= 0 ? end + 2 : throw SqlFault.Syntax("end of input");
            else if (c == '`')
                tokens.Add(Name(sql, ref at));
            else if (c is '\'' or '"')
                tokens.Add(Text(sql, ref at));
            else if (sql.AsSpan(at).StartsWith("$$", StringComparison.Ordinal))
                tokens.Add(Body(sql, ref at));
            else if (c == ':' && at + 1 < sql.Length && (char.IsLetter(sql[at + 1]) || sql[at + 1] == '_'))
                tokens.Add(Mark(sql, ref at));
            else if (char.IsAsciiDigit(c))
                tokens.Add(Number(sql, ref at));
            else if (char.IsLetter(c) || c == '_')
                tokens.Add(Word(sql, ref at));
            else
                tokens.Add(Symbol(sql, ref at));
        }
        tokens.Add(new SqlToken(TokenKind.End, "", sql.Length));
        return tokens;
    }

    private static SqlToken Name(string sql, ref int at)
    {
        var (start, text) = (at++, new StringBuilder());
        while (at < sql.Length)
        {
            if (sql[at] != '`')
                text.Append(sql[at++]);
            else if (at + 1 < sql.Length && sql[at + 1] == '`')
            {
                text.Append('`');
                at += 2;
            }
            else
            {
                at++;
                return new SqlToken(TokenKind.Quoted, text.ToString(), start);
            }
        }
        throw SqlFault.Syntax("end of input");
    }

    private static SqlToken Text(string sql, ref int at)
    {
        var (start, quote, text) = (at, sql[at], new StringBuilder());
        at++;
        while (at < sql.Length)
        {
            var c = sql[at++];
            if (c == quote)
                return new SqlToken(TokenKind.Text, text.ToString(), start);
            if (c != '\\' || at == sql.Length)
            {
                text.Append(c);
                continue;
            }
            var escaped = sql[at++];
            text.Append(escaped switch
            {
                'n' => '\n',
                'r' => '\r',
                't' => '\t',
                '0' => '\0',
                _ => escaped,
            });
        }
        throw SqlFault.Syntax("end of input");
    }

    /// <summary>The body of a function, between doubled dollars.</summary>
    private static SqlToken Body(string sql, ref int at)
    {
        var (start, end) = (at, sql.IndexOf("$$", at + 2, StringComparison.Ordinal));
        if (end < 0)
            throw SqlFault.Syntax("end of input");
        at = end + 2;
        return new SqlToken(TokenKind.Body, sql[(start + 2)..end], start);
    }

    private static SqlToken Mark(string sql, ref int at)
    {
        var start = at++;
        while (at < sql.Length && (char.IsLetterOrDigit(sql[at]) || sql[at] == '_'))
            at++;
        return new SqlToken(TokenKind.Mark, sql[(start + 1)..at], start);
    }

    private static SqlToken Number(string sql, ref int at)
    {
        var start = at;
        while (at < sql.Length && char.IsAsciiDigit(sql[at]))
            at++;
        if (at + 1 < sql.Length && sql[at] == '.' && char.IsAsciiDigit(sql[at + 1]))
        {
            at++;
            while (at < sql.Length && char.IsAsciiDigit(sql[at]))
                at++;
        }
        if (at < sql.Length && sql[at] is 'D' or 'L')
            at++;
        return new SqlToken(TokenKind.Number, sql[start..at], start);
    }

    private static SqlToken Word(string sql, ref int at)
    {
        var start = at;
        while (at < sql.Length && (char.IsLetterOrDigit(sql[at]) || sql[at] == '_'))
            at++;
        return new SqlToken(TokenKind.Word, sql[start..at], start);
    }

    private static SqlToken Symbol(string sql, ref int at)
    {
        foreach (var symbol in Symbols)
        {
            if (!sql.AsSpan(at).StartsWith(symbol, StringComparison.Ordinal))
                continue;
            var token = new SqlToken(TokenKind.Symbol, symbol, at);
            at += symbol.Length;
            return token;
        }
        throw SqlFault.Syntax($"'{sql[at]}'");
    }
}
