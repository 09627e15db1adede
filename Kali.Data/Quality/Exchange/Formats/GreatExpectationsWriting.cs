using System.Globalization;
using System.Text.Json.Nodes;

namespace Kali.Data.Quality.Exchange;

/// <summary>Kali's kinds as expectations. A type GX does not know would spoil its whole suite, so what it cannot say is refused.</summary>
internal static class GreatExpectationsWriting
{
    public static WrittenRule Write(RuleKind kind, ExchangeSubject subject) => kind switch
    {
        NotNull one => Expect("column_values_to_not_be_null", Of(one.Column)),
        MustBeMissing one => Expect("column_values_to_be_null", Of(one.Column)).ButIf(one.AllowsEmpty, "There, empty text is not missing.", "Leerer Text gilt dort nicht als fehlend."),
        NullRatio one => Expect("column_proportion_of_non_null_values_to_be_between", Of(one.Column), ("min_value", Share(100 - one.MostPercent)), one.LeastPercent > 0 ? ("max_value", Share(100 - one.LeastPercent)) : default),
        Unique { Key: [var column], MissingIsAValue: false } => Expect("column_values_to_be_unique", Of(column)),
        Unique one => Compound(one.Key, one.MissingIsAValue),
        DuplicateRows { Compared.Length: > 1 } one => Compound(one.Compared, isMissingAValue: true),
        OneOf { IgnoresCase: false } one => Expect("column_values_to_be_in_set", Of(one.Column), ("value_set", DqxWriting.Values(one.Allowed, one.Column, subject))),
        NotOneOf { IgnoresCase: false } one => Expect("column_values_to_not_be_in_set", Of(one.Column), ("value_set", DqxWriting.Values(one.Forbidden, one.Column, subject))),
        EqualTo { Tolerance: null, TolerancePercent: null } one => Expect(one.IsForbidden ? "column_values_to_not_be_in_set" : "column_values_to_be_in_set", Of(one.Column), ("value_set", DqxWriting.Values([one.Value], one.Column, subject))),
        ContainsValues one => Expect(one.IsExact ? "column_distinct_values_to_equal_set" : "column_distinct_values_to_contain_set", Of(one.Column), ("value_set", DqxWriting.Values(one.Wanted, one.Column, subject))),
        InRange one => Expect(
            "column_values_to_be_between", Of(one.Column), Bound("min_value", one.Min, one.Column, subject), Bound("max_value", one.Max, one.Column, subject),
            one.IsMinOutside ? ("strict_min", true) : default, one.IsMaxOutside ? ("strict_max", true) : default),
        LengthWithin one when one.Min is not null && one.Min == one.Max => Expect("column_value_lengths_to_equal", Of(one.Column), ("value", one.Min)),
        LengthWithin one => Expect("column_value_lengths_to_be_between", Of(one.Column), one.Min is { } min ? ("min_value", min) : default, one.Max is { } max ? ("max_value", max) : default),
        MatchesPattern one => Expect(one.IsForbidden ? "column_values_to_not_match_regex" : "column_values_to_match_regex", Of(one.Column), ("regex", Patterns.Write(one))),
        HasFormat one => Expect("column_values_to_match_regex", Of(one.Column), ("regex", TextFormatPatterns.Of(one.Format))).But(TextFormatPatterns.Remark.English, TextFormatPatterns.Remark.German),
        DateFormat one => Expect("column_values_to_match_strftime_format", Of(one.Column), ("strftime_format", Strftime.Write(one.Pattern, one.HasTime)))
            .ButIf(one.HasTime, "There, the time of the day is taken in one way only.", "Die Uhrzeit wird dort nur in einer Schreibweise genommen."),
        IsJson { Members.IsEmpty: true } one => Expect("column_values_to_be_json_parseable", Of(one.Column)),
        ColumnType { Types: [var type] } one => Expect("column_values_to_be_of_type", Of(one.Column), ("type_", TypeNames.Class(type))).ButIf(type.StartsWith("decimal(", StringComparison.Ordinal), Precision),
        ColumnType one => Expect("column_values_to_be_in_type_list", Of(one.Column), ("type_list", NodeText.List(one.Types.Select(TypeNames.Class)))).ButIf(one.Types.Any(type => type.StartsWith("decimal(", StringComparison.Ordinal)), Precision),
        AggregateWithin { IsForbidden: false, Column: not null } one => Figure(one, subject),
        DistinctCount { Counted: [var column] } one => Expect("column_unique_value_count_to_be_between", Of(column), one.Min is { } min ? ("min_value", min) : default, one.Max is { } max ? ("max_value", max) : default),
        DistinctRatio { Counted: [var column] } one => Expect(
            "column_proportion_of_unique_values_to_be_between", Of(column), one.MinPercent is { } min ? ("min_value", Share(min)) : default, one.MaxPercent is { } max ? ("max_value", Share(max)) : default),
        MostCommonValue one => Expect("column_most_common_value_to_be_in_set", Of(one.Column), ("value_set", DqxWriting.Values(one.Allowed, one.Column, subject))),
        NoOutliers { Method: OutlierMethod.ZScore } one => Expect("column_value_z_scores_to_be_less_than", Of(one.Column), ("threshold", NodeText.Number(one.MostDistances)), ("double_sided", true)),
        DistributedLike { Distance: DistributionDistance.Kl } one => Distribution(one),
        CompareColumns { MissingIsAValue: false, Relation: not Relation.NotEqual } one => Pair(one),
        CombinationInList { Together: [var first, var second] } one => Expect(
            "column_pair_values_to_be_in_set", ("column_A", first), ("column_B", second), ("value_pairs_set", new JsonArray([.. one.Allowed.Select(values => (JsonNode)NodeText.List(values))])), ("ignore_row_if", "either_value_is_missing")),
        RowCountWithin one when one.Min is not null && one.Min == one.Max => Expect("table_row_count_to_equal", ("value", one.Min)),
        RowCountWithin one => Expect("table_row_count_to_be_between", one.Min is { } min ? ("min_value", min) : default, one.Max is { } max ? ("max_value", max) : default),
        RowCountMatches { MinPercent: 100, MaxPercent: 100 } one => Expect("table_row_count_to_equal_other_table", ("other_table_name", one.Table)),
        ColumnCount one when one.Min is not null && one.Min == one.Max => Expect("table_column_count_to_equal", ("value", one.Min)),
        ColumnCount one => Expect("table_column_count_to_be_between", one.Min is { } min ? ("min_value", min) : default, one.Max is { } max ? ("max_value", max) : default),
        HasSchema one => Schema(one),
        _ when ConditionOf.Kind(kind, subject) is { } condition => Rows($"SELECT * FROM {{batch}} WHERE NOT ({condition})"),
        SqlQuery { IsValue: false, Min: null, Max: null } query => Rows(query.Query),
        _ => throw DqxWriting.Unsaid("Great Expectations", kind),
    };

    private static Remark Precision { get; } = new("There, a decimal is a decimal, whatever its digits.", "Dort ist eine Dezimalzahl eine Dezimalzahl, gleich mit wie vielen Stellen.");

    private static WrittenRule ButIf(this WrittenRule written, bool differs, Remark remark) => written.ButIf(differs, remark.English, remark.German);

    private static (string, JsonNode?) Of(string column) => ("column", column);

    private static WrittenRule Expect(string type, params ReadOnlySpan<(string Name, JsonNode? Value)> given)
    {
        var kwargs = new JsonObject();
        foreach (var (name, value) in given)
        {
            if (name is not null)
                kwargs[name] = value;
        }
        return new WrittenRule(new JsonObject { ["type"] = $"expect_{type}", ["kwargs"] = kwargs });
    }

    private static WrittenRule Rows(string query) => new(new JsonObject
    {
        ["type"] = "unexpected_rows_expectation",
        ["kwargs"] = new JsonObject { ["unexpected_rows_query"] = query },
    });

    private static WrittenRule Compound(IEnumerable<string> columns, bool isMissingAValue) =>
        Expect("compound_columns_to_be_unique", ("column_list", NodeText.List(columns)), ("ignore_row_if", isMissingAValue ? "never" : "any_value_is_missing"));

    private static JsonValue Share(double percent) => NodeText.Number(Math.Round(percent / 100, 11));

    private static (string, JsonNode?) Bound(string name, string? value, string column, ExchangeSubject subject) => value is null ? default : (name, DqxWriting.Values([value], column, subject)[0]!.DeepClone());

    private static WrittenRule Figure(AggregateWithin one, ExchangeSubject subject)
    {
        var (min, max) = (Bound("min_value", one.Min, one.Column!, subject), Bound("max_value", one.Max, one.Column!, subject));
        if (one.Figure == RuleFigure.Percentile)
        {
            return one.IsMinOutside || one.IsMaxOutside
                ? throw ExchangeFault.Because("Great Expectations includes the bounds of quantiles.", "Great Expectations schließt die Grenzen von Quantilen ein.")
                : Expect("column_quantile_values_to_be_between", Of(one.Column!), ("quantile_ranges", new JsonObject
                {
                    ["quantiles"] = new JsonArray(NodeText.Number(one.Share ?? 0.5)),
                    ["value_ranges"] = new JsonArray(new JsonArray(min.Item2, max.Item2)),
                }));
        }
        var type = one.Figure switch
        {
            RuleFigure.Min => "min",
            RuleFigure.Max => "max",
            RuleFigure.Average => "mean",
            RuleFigure.Median => "median",
            RuleFigure.Sum => "sum",
            RuleFigure.StandardDeviation => "stdev",
            _ => throw FigureNames.Unknown("Great Expectations", one),
        };
        return Expect($"column_{type}_to_be_between", Of(one.Column!), min, max, one.IsMinOutside ? ("strict_min", true) : default, one.IsMaxOutside ? ("strict_max", true) : default);
    }

    private static WrittenRule Pair(CompareColumns one)
    {
        var (first, second) = one.Relation is Relation.Less or Relation.AtMost ? (one.Other, one.Column) : (one.Column, one.Other);
        return one.Relation == Relation.Equal
            ? Expect("column_pair_values_to_be_equal", ("column_A", first), ("column_B", second), ("ignore_row_if", "either_value_is_missing"))
            : Expect(
                "column_pair_values_a_to_be_greater_than_b", ("column_A", first), ("column_B", second), one.Relation is Relation.AtMost or Relation.AtLeast ? ("or_equal", true) : default, ("ignore_row_if", "either_value_is_missing"));
    }

    private static WrittenRule Schema(HasSchema one)
    {
        var written = one switch
        {
            { IsStrict: true } => Expect("table_columns_to_match_ordered_list", ("column_list", NodeText.List(one.Expected.Select(column => column.Name)))),
            { Expected: [var only] } => Expect("column_to_exist", Of(only.Name)),
            _ => Expect("table_columns_to_match_set", ("column_set", NodeText.List(one.Expected.Select(column => column.Name))), ("exact_match", false)),
        };
        return written.ButIf(one.Expected.Any(column => column.Type is not null), "There, only the names of the columns are looked at, not their types.", "Dort wird nur auf die Namen der Spalten gesehen, nicht auf ihre Typen.");
    }

    private static WrittenRule Distribution(DistributedLike one)
    {
        var weights = new JsonArray([.. one.Baseline.Select(share => (JsonNode)Share(share.Percent))]);
        if (one.Baseline.All(share => share.Value is not null))
            return Expect("column_kl_divergence_to_be_less_than", Of(one.Column), ("partition_object", new JsonObject { ["values"] = NodeText.List(one.Baseline.Select(share => share.Value!)), ["weights"] = weights }), ("threshold", NodeText.Number(one.Most)));
        var isWhole = one.Baseline.All(share => share is { From: not null, To: not null }) && one.Baseline.Zip(one.Baseline.Skip(1)).All(pair => pair.First.To == pair.Second.From);
        return isWhole
            ? Expect("column_kl_divergence_to_be_less_than", Of(one.Column), ("partition_object", new JsonObject
            {
                ["bins"] = new JsonArray([.. one.Baseline.Select(share => (JsonNode)NodeText.Number(share.From!.Value)), NodeText.Number(one.Baseline[^1].To!.Value)]),
                ["weights"] = weights,
            }), ("threshold", NodeText.Number(one.Most)))
            : throw ExchangeFault.Because("Great Expectations takes values, or classes of numbers without gaps.", "Great Expectations nimmt Werte oder lückenlose Zahlenklassen.");
    }
}
