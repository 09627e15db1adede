using System.Text;

namespace Kali.Data.Quality;

/// <summary>LIKE of SQL as a regular expression of the common subset: <c>%</c> is any text, <c>_</c> one character, a backslash takes the next one as it is.</summary>
internal static class LikePattern
{
    public static string ToRegex(string like)
    {
        var regex = new StringBuilder();
        for (var at = 0; at < like.Length; at++)
        {
            if (like[at] == '\\' && at + 1 < like.Length)
                Literal(regex, like[++at]);
            else if (like[at] == '%')
                regex.Append("(?:.|\\n)*");
            else if (like[at] == '_')
                regex.Append("(?:.|\\n)");
            else
                Literal(regex, like[at]);
        }
        return regex.Length == 0 ? "(?:)" : regex.ToString();
    }

    private static void Literal(StringBuilder regex, char c) =>
        regex.Append(c < 128 && !char.IsAsciiLetterOrDigit(c) && !char.IsWhiteSpace(c) && c != '_' ? $"\\{c}" : c.ToString());
}
