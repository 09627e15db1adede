using System.Text;

namespace Kali.Data.Engines.Databricks.Dialect;

/// <summary>Text where Databricks SQL takes no marker: comments, properties, paths, tags.</summary>
internal static class DatabricksText
{
    public const string CommentBegins = "/* ";

    /// <summary>As a string literal.</summary>
    public static Sql Literal(string text) => Sql.FromVerified(Quoted(text));

    /// <summary>A string literal; a backslash in it escapes.</summary>
    public static string Quoted(string text)
    {
        var literal = new StringBuilder(text.Length + 2).Append('\'');
        foreach (var c in text)
        {
            literal.Append(c switch
            {
                '\'' => "\\'",
                '\\' => "\\\\",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                '\0' => "\\0",
                _ => null,
            });
            if (c is not ('\'' or '\\' or '\n' or '\r' or '\t' or '\0'))
                literal.Append(c);
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
