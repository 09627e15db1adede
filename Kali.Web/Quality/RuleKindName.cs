namespace Kali.Web.Quality;

/// <summary>The kinds of rules there are, as their codes name them, with the words of the editor's choice.</summary>
/// <param name="Code">As files and tables name the kind.</param>
/// <param name="Group">What it is about, in English; the key of its German.</param>
/// <param name="Words">What it demands, in English; the key of its German.</param>
public sealed record RuleKindName(string Code, string Group, string Words)
{
    private const string There = "What is there";
    private const string Written = "How it is written";
    private const string Values = "Which values it has";
    private const string Repeats = "What repeats";
    private const string Columns = "Columns together";
    private const string Time = "Time";
    private const string Tables = "Other tables";
    private const string Whole = "The upload as a whole";

    public static IReadOnlyList<RuleKindName> All { get; } =
    [
        new("not_null", There, "is never missing"),
        new("missing_values", There, "is never missing, empty or a spelling of none"),
        new("null_ratio", There, "is missing in few rows at most"),
        new("must_be_null", There, "is empty"),
        new("contains_values", There, "has certain values in some row"),
        new("type", Written, "fits its type"),
        new("regex", Written, "is written like a pattern"),
        new("format", Written, "is of a known format"),
        new("length", Written, "has a number of characters"),
        new("date_format", Written, "is a day written in one way"),
        new("json", Written, "is JSON"),
        new("ip_in_network", Written, "is an address of a network"),
        new("no_personal_data", Written, "holds no personal data"),
        new("in_list", Values, "is one of a list"),
        new("not_in_list", Values, "is none of a list"),
        new("in_range", Values, "lies between two bounds"),
        new("not_in_range", Values, "does not lie between two bounds"),
        new("equal_to", Values, "is one value"),
        new("no_outliers", Values, "lies not too far from the middle"),
        new("distribution", Values, "is distributed like a baseline"),
        new("most_common_value", Values, "has a most frequent value"),
        new("aggregate", Values, "has a sum, mean or other figure"),
        new("unique", Repeats, "stands in one row only"),
        new("duplicate_rows", Repeats, "no two rows are equal"),
        new("distinct_count", Repeats, "has a number of different values"),
        new("distinct_ratio", Repeats, "has a share of different values"),
        new("uniqueness_ratio", Repeats, "stands alone in most rows"),
        new("compare_columns", Columns, "compares with another column"),
        new("older_than_column", Columns, "lies before another column"),
        new("combination_in_list", Columns, "columns go together as listed"),
        new("correlation", Columns, "goes together with another number"),
        new("row_expression", Columns, "a condition holds in every row"),
        new("freshness", Time, "is recent enough"),
        new("not_in_future", Time, "does not lie in the future"),
        new("older_than", Time, "lies some days back"),
        new("rows_per_window", Time, "comes steadily, without gaps"),
        new("foreign_key", Tables, "stands in a column of another table"),
        new("matches_table", Tables, "rows stand in another table, too"),
        new("row_count_matches", Tables, "as many rows as another table"),
        new("aggregate_matches", Tables, "a figure is that of another table"),
        new("row_count", Whole, "the upload has a number of rows"),
        new("row_count_change", Whole, "about as many rows as the upload before"),
        new("schema", Whole, "the table has its columns"),
        new("column_count", Whole, "the table has a number of columns"),
        new("column_type", Whole, "the column has a type"),
        new("sql_query", Whole, "a query finds nothing"),
    ];

    public static RuleKindName Of(string code) => All.FirstOrDefault(kind => kind.Code == code) ?? All[0];
}
