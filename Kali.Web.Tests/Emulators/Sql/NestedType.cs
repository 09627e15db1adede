namespace Kali.Web.Tests.Emulators.Sql;

/// <summary>Names of nested types, taken apart: Databricks' <c>MAP&lt;STRING, INT&gt;</c> and DuckDB's <c>STRUCT("a" VARCHAR)</c>.</summary>
internal static class NestedType
{
    public static bool TryRead(string type, out string outer, out List<string> inside) => TryRead(type, '<', '>', '`', out outer, out inside);

    public static bool TryReadDuck(string type, out string outer, out List<string> inside) => TryRead(type, '(', ')', '"', out outer, out inside) && outer is "MAP" or "STRUCT";

    /// <summary>A field as Databricks writes it: <c>`a`: STRING</c>, <c>a: STRING</c> or <c>a STRING</c>.</summary>
    public static (string Name, string Type) Field(string text)
    {
        var (name, rest) = Named(text.Trim(), '`');
        return (name, rest.TrimStart(' ', ':'));
    }

    /// <summary>A field as DuckDB writes it: <c>"a" VARCHAR</c> or <c>a VARCHAR</c>.</summary>
    public static (string Name, string Type) DuckField(string text)
    {
        var (name, rest) = Named(text.Trim(), '"');
        return ($"`{name}`", rest.Trim());
    }

    private static (string Name, string Behind) Named(string text, char quote)
    {
        if (text[0] != quote)
        {
            var end = text.IndexOfAny([' ', ':']);
            return (text[..end], text[end..]);
        }
        var close = 1;
        while (text[close] != quote || close + 1 < text.Length && text[close + 1] == quote)
            close += text[close] == quote ? 2 : 1;
        return (text[1..close].Replace($"{quote}{quote}", $"{quote}", StringComparison.Ordinal), text[(close + 1)..]);
    }

    private static bool TryRead(string type, char open, char close, char quote, out string outer, out List<string> inside)
    {
        (outer, inside) = ("", []);
        var start = type.IndexOf(open, StringComparison.Ordinal);
        if (start <= 0 || type[^1] != close)
            return false;
        outer = type[..start].Trim().ToUpperInvariant();
        var (depth, isName, begun) = (0, false, start + 1);
        for (var at = start + 1; at < type.Length; at++)
        {
            if (type[at] == quote)
                isName = !isName;
            else if (isName)
                continue;
            else if (type[at] is '<' or '(')
                depth++;
            else if (type[at] == ',' && depth == 0 || at == type.Length - 1)
            {
                inside.Add(type[begun..at].Trim());
                begun = at + 1;
            }
            else if (type[at] is '>' or ')')
                depth--;
        }
        return true;
    }
}
