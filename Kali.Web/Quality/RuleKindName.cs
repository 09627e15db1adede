namespace Kali.Web.Quality;

/// <summary>The kinds of rules there are, as their codes name them, with the words of the editor's choice.</summary>
/// <param name="Code">As files and tables name the kind.</param>
/// <param name="Words">What it demands, in English; the key of its German.</param>
/// <param name="IsAboutRows">Whether single rows break it.</param>
/// <param name="NeedsColumn">Whether it looks at one column.</param>
public sealed record RuleKindName(string Code, string Words, bool IsAboutRows, bool NeedsColumn)
{
    public static IReadOnlyList<RuleKindName> All { get; } =
    [
        new("not_null", "is never missing", true, true),
        new("null_ratio", "is missing in few rows at most", false, true),
        new("type", "fits its type", true, true),
        new("in_list", "is one of a list", true, true),
        new("in_range", "lies between two bounds", true, true),
        new("regex", "is written like a pattern", true, true),
        new("foreign_key", "stands in a column of another table", true, true),
        new("freshness", "is recent enough", false, true),
        new("unique", "stands in one row only", true, false),
        new("duplicate_rows", "no two rows are equal", true, false),
        new("row_expression", "a condition holds in every row", true, false),
        new("row_count", "the upload has a number of rows", false, false),
        new("schema", "the table has its columns", false, false),
    ];

    public static RuleKindName Of(string code) => All.FirstOrDefault(kind => kind.Code == code) ?? All[0];
}
