using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Kali.Data.Engines.Expressions;

namespace Kali.Data.Engines.Legacy;

/// <summary>
/// How the Kali before this one cleaned a text, kept for datasets whose users rely on it: markup, entities and remarks in brackets go, then everything that is
/// neither a letter nor a digit of ASCII. Written down once, and done in three ways that give the same: as an expression of the engine, as a Python function
/// of Unity Catalog, and as a function in .NET that the embedded engine calls.
/// </summary>
public static class LegacyCleaning
{
    /// <summary>What the function is called, in the schema <c>metadata</c> of Kali's catalog.</summary>
    public const string FunctionName = "kali_legacy_clean";

    private static readonly ImmutableArray<(string Pattern, string By)> Replacements =
    [
        ("<[^<>]*>", ""),
        ("&[a-zA-Z0-9]+;", ""),
        ("[(][^()]*[)]", ""),
        ("[^a-zA-Z0-9]", ""),
    ];

    private static readonly ImmutableArray<(Regex Pattern, string By)> Compiled =
        [.. Replacements.Select(step => (new Regex(step.Pattern, RegexOptions.CultureInvariant | RegexOptions.Compiled), step.By))];

    /// <summary>As an expression of the engine: nothing leaves it.</summary>
    public static SqlExpression Native(SqlExpression text) =>
        Replacements.Aggregate(text, (cleaned, step) => new PatternReplace(cleaned, CommonRegex.Parse(step.Pattern), step.By));

    /// <summary>As a call of the function.</summary>
    public static SqlExpression Function(string catalog, SqlExpression text) => new CatalogFunction(FunctionOf(catalog), text);

    /// <summary>In .NET, value by value.</summary>
    [return: NotNullIfNotNull(nameof(text))]
    public static string? Clean(string? text)
    {
        if (text is null)
            return null;
        foreach (var (pattern, by) in Compiled)
            text = pattern.Replace(text, by);
        return text;
    }

    public static TableName FunctionOf(string catalog) => new(catalog, "metadata", FunctionName);

    /// <summary>What makes the function in Unity Catalog; can be repeated.</summary>
    public static Sql CreateFunction(string catalog) =>
        Sql.Of($"CREATE OR REPLACE FUNCTION {FunctionOf(catalog)}(value STRING) RETURNS STRING LANGUAGE PYTHON DETERMINISTIC COMMENT 'How the Kali before this one cleaned a text' AS $$\n{Sql.FromVerified(PythonBody())}$$");

    /// <summary>The function's body, for a value that may be None.</summary>
    public static string PythonBody()
    {
        var body = new StringBuilder("import re\nif value is None:\n    return None\n");
        foreach (var (pattern, by) in Replacements)
            body.Append(CultureInfo.InvariantCulture, $"value = re.sub(r\"{pattern}\", \"{by}\", value)\n");
        return body.Append("return value\n").ToString();
    }
}
