using Kali.Data.Engines;
using Microsoft.Extensions.Localization;

namespace Kali.Web.Data;

/// <summary>Types of columns in a word.</summary>
public static class TypeWords
{
    public static string Of(IStringLocalizer texts, DataType type) => Of(texts, type.Name);

    /// <param name="texts">The reader's language.</param>
    /// <param name="type">The type as Delta names it.</param>
    public static string Of(IStringLocalizer texts, string type) => type switch
    {
        "string" => texts["text"],
        "long" or "integer" or "short" or "byte" => texts["whole number"],
        "double" or "float" => texts["number"],
        "boolean" => texts["yes or no"],
        "date" => texts["date"],
        "timestamp" or "timestamp_ntz" => texts["date and time"],
        "binary" => texts["bytes"],
        _ when type.StartsWith("decimal", StringComparison.Ordinal) => texts["number"],
        _ => type,
    };
}
