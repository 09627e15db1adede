using System.Text;

namespace Kali.Data.Engines.Databricks.Dialect;

/// <summary>Text where Databricks SQL takes no marker: comments, properties, paths, tags.</summary>
internal static class DatabricksText
{
    public const string CommentBegins = "/* ";

    /// <summary>As a string literal.</summary>
    public static Sql Literal(string text) => Sql.FromVerified(Quoted(text));

    /// <summary>
    /// A string literal; a backslash in it escapes. A NUL has its code, because digits behind <c>\0</c> would be read along with it; so has a dollar before
    /// a brace, because Spark puts settings and variables of the machine in place of <c>${name}</c> wherever that stands.
    /// </summary>
    public static string Quoted(string text)
    {
        var literal = new StringBuilder(text.Length + 2).Append('\'');
        for (var i = 0; i < text.Length; i++)
        {
            _ = text[i] switch
            {
                '\'' => literal.Append("\\'"),
                '\\' => literal.Append("\\\\"),
                '\n' => literal.Append("\\n"),
                '\r' => literal.Append("\\r"),
                '\t' => literal.Append("\\t"),
                '\0' => literal.Append("\\u0000"),
                '$' when i + 1 < text.Length && text[i + 1] == '{' => literal.Append("\\u0024"),
                var c => literal.Append(c),
            };
        }
        return literal.Append('\'').ToString();
    }

    /// <summary>Words for those who read the statement; at its beginning they stay where long texts are cut.</summary>
    public static Sql Comment(string words) => Sql.FromVerified($"{CommentBegins}{words.Replace("*/", "* /", StringComparison.Ordinal)} */ ");

    /// <summary>A type's name in a definition.</summary>
    public static Sql Type(DataType type) => Sql.FromVerified(DatabricksDialect.Instance.TypeName(type));

    /// <summary>A whole number of the statement's own structure.</summary>
    public static Sql Number(long number) => new Expressions.WholeNumber(number);
}
