using System.Globalization;
using System.Text;

namespace Kali.Web.Tests.Emulators.Sql;

/// <summary>Databricks SQL in pieces: backticks quote names, single and double quotes text, a backslash escapes.</summary>
public static class SqlTokens
{
    private static readonly string[] Symbols = ["<=>", "<>", "!=", "<=", ">=", "||", "::", "->", "=>", "==", "(", ")", ",", ".", "=", "<", ">", "+", "-", "*", "/", "%", "&", "[", "]", ":", ";"];

    public static List<SqlToken> Read(string sql)
    {
        // Spark would put a setting of the cluster in its place, even within quotes.
        if (sql.IndexOf("${", StringComparison.Ordinal) is var variable and >= 0)
            throw SqlFault.Syntax($"'{sql.AsSpan(variable, Math.Min(20, sql.Length - variable))}'");
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
            text.Append(Escaped(sql, ref at));
        }
        throw SqlFault.Syntax("end of input");
    }

    /// <summary>What stands for what is behind a backslash: a code of four hexadecimal or three octal digits, or a sign.</summary>
    private static char Escaped(string sql, ref int at)
    {
        if (sql[at] == 'u' && at + 4 < sql.Length && ushort.TryParse(sql.AsSpan(at + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
        {
            at += 5;
            return (char)code;
        }
        if (sql[at] is >= '0' and <= '3' && at + 2 < sql.Length && sql[at + 1] is >= '0' and <= '7' && sql[at + 2] is >= '0' and <= '7')
        {
            at += 3;
            return (char)((sql[at - 3] - '0') * 64 + (sql[at - 2] - '0') * 8 + (sql[at - 1] - '0'));
        }
        return sql[at++] switch
        {
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'b' => '\b',
            'Z' => '\u001A',
            '0' => '\0',
            var sign => sign,
        };
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
