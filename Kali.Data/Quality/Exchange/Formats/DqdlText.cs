using System.Text;
using System.Text.RegularExpressions;

namespace Kali.Data.Quality.Exchange;

/// <summary>DQDL cut into rules and tokens: names, texts in double quotes, numbers, signs.</summary>
internal static partial class DqdlText
{
    public static bool LooksLike(string text) => Start().IsMatch(text.TrimStart('\uFEFF'));

    /// <summary>The rules of the list named Rules, each with its tokens.</summary>
    public static List<(string Text, List<string> Tokens)> Rules(string text)
    {
        var tokens = Tokens(text);
        var start = tokens.FindIndex(token => token.Text == "Rules");
        if (start < 0 || start + 2 >= tokens.Count || tokens[start + 1].Text != "=" || tokens[start + 2].Text != "[")
            throw ExchangeFault.Because("it has no list of rules: Rules = [ … ].", "sie hat keine Liste von Regeln: Rules = [ … ].");
        var rules = new List<(string, List<string>)>();
        var (depth, first) = (0, start + 3);
        for (var at = start + 3; at < tokens.Count; at++)
        {
            var token = tokens[at].Text;
            if (depth == 0 && token is "," or "]" && depth == 0)
            {
                if (at > first)
                    rules.Add((text[tokens[first].At..tokens[at].At].Trim(), [.. tokens[first..at].Select(part => part.Text)]));
                first = at + 1;
                if (token == "]")
                    return rules;
            }
            else if (token is "[" or "(" or "{")
                depth++;
            else if (token is "]" or ")" or "}")
                depth--;
        }
        throw ExchangeFault.Because("its list of rules is not closed.", "ihre Liste von Regeln ist nicht geschlossen.");
    }

    /// <summary>Texts keep their opening quote, so that they are told from names.</summary>
    private static List<(string Text, int At)> Tokens(string text)
    {
        var tokens = new List<(string, int)>();
        for (var at = 0; at < text.Length;)
        {
            var c = text[at];
            if (char.IsWhiteSpace(c) || c == '\uFEFF')
                at++;
            else if (c == '#')
                at = text.IndexOf('\n', at) is >= 0 and var end ? end : text.Length;
            else if (c == '"')
                tokens.Add(Quoted(text, ref at));
            else if (char.IsLetterOrDigit(c) || c is '_' or '.' || (c == '-' && at + 1 < text.Length && char.IsAsciiDigit(text[at + 1])))
            {
                var start = at++;
                while (at < text.Length && (char.IsLetterOrDigit(text[at]) || text[at] is '_' or '.'))
                    at++;
                tokens.Add((text[start..at], start));
            }
            else
            {
                var length = at + 1 < text.Length && text.AsSpan(at, 2) is ">=" or "<=" or "!=" ? 2 : 1;
                tokens.Add((text.Substring(at, length), at));
                at += length;
            }
            if (tokens.Count > DocumentLimits.MostNodes)
                throw DocumentLimits.TooMany();
        }
        return tokens;
    }

    private static (string, int) Quoted(string text, ref int at)
    {
        var (start, value) = (at++, new StringBuilder("\""));
        while (at < text.Length && text[at] != '"')
        {
            // Only the quote itself is escaped: a pattern keeps its backslashes.
            if (text[at] == '\\' && at + 1 < text.Length && text[at + 1] == '"')
                at++;
            value.Append(text[at++]);
        }
        if (at++ >= text.Length)
            throw ExchangeFault.Because($"a text that begins at character {start + 1} is not closed.", $"ein Text, der bei Zeichen {start + 1} beginnt, ist nicht geschlossen.");
        return (value.ToString(), start);
    }

    public static string Quote(string text) => text.EndsWith('\\') || text.Contains("\\\"", StringComparison.Ordinal)
        ? throw ExchangeFault.Because("A text of it cannot be written between quotes there.", "Ein Text von ihr lässt sich dort nicht in Anführungszeichen schreiben.")
        : $"\"{text.Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    [GeneratedRegex(@"^(\s|#[^\n]*\n)*((DefaultLabels|mappings|Analyzers)\s*=|Rules\s*=\s*\[)", RegexOptions.NonBacktracking)]
    private static partial Regex Start();
}
