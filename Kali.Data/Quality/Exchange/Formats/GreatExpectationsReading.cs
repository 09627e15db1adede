using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Kali.Data.Quality.Exchange;

/// <summary>What expectations demand.</summary>
internal sealed partial class GreatExpectationsReading(Given kwargs, ExchangeSubject subject)
{
    public IEnumerable<FoundRule> Read(string type)
    {
        if (SnakeCase().Replace(type, "_$1").ToLowerInvariant().TrimStart('_') is var name && name == "expect_column_quantile_values_to_be_between")
            return Quantiles();
        return [One(name)];
    }

    private FoundRule One(string type) => type switch
    {
        "expect_column_values_to_not_be_null" => new(new NotNull(Column)),
        "expect_column_values_to_be_null" => new(new MustBeMissing(Column, AllowsEmpty: false)),
        "expect_column_proportion_of_non_null_values_to_be_between" => new(new NullRatio(Column, (1 - (Number("min_value") ?? 0)) * 100 is var most ? Math.Round(most, 9) : 0, Math.Round((1 - (Number("max_value") ?? 1)) * 100, 9))),
        "expect_column_values_to_be_unique" => new(new Unique([Column])),
        "expect_compound_columns_to_be_unique" => Compound(),
        "expect_select_column_values_to_be_unique_within_record" => new(Different(kwargs.Columns("column_list"))),
        "expect_column_values_to_be_in_set" => new(new OneOf(Column, kwargs.NeedTexts("value_set"))),
        "expect_column_values_to_not_be_in_set" => new(new NotOneOf(Column, kwargs.NeedTexts("value_set"))),
        "expect_column_distinct_values_to_be_in_set" => new FoundRule(new OneOf(Column, kwargs.NeedTexts("value_set"))).But("Kali names the rows whose value is not in the list.", "Kali nennt die Zeilen, deren Wert nicht in der Liste steht."),
        "expect_column_distinct_values_to_contain_set" => new(new ContainsValues(Column, kwargs.NeedTexts("value_set"))),
        "expect_column_distinct_values_to_equal_set" => new(new ContainsValues(Column, kwargs.NeedTexts("value_set"), IsExact: true)),
        "expect_column_values_to_be_between" => new(new InRange(Column, kwargs.Text("min_value"), kwargs.Text("max_value"), kwargs.Truth("strict_min"), kwargs.Truth("strict_max"))),
        "expect_column_value_lengths_to_be_between" => new(new LengthWithin(Column, kwargs.Small("min_value") + (kwargs.Truth("strict_min") ? 1 : 0), kwargs.Small("max_value") - (kwargs.Truth("strict_max") ? 1 : 0))),
        "expect_column_value_lengths_to_equal" => new(new LengthWithin(Column, kwargs.Small("value"), kwargs.Small("value"))),
        "expect_column_values_to_match_regex" => new(Patterns.Read(Column, kwargs.Need("regex"))),
        "expect_column_values_to_not_match_regex" => new(Patterns.Read(Column, kwargs.Need("regex"), isForbidden: true)),
        "expect_column_values_to_match_regex_list" => new(Any(isForbidden: false)),
        "expect_column_values_to_not_match_regex_list" => new(Any(isForbidden: true)),
        "expect_column_values_to_match_like_pattern" => new(Patterns.OfLike(Column, kwargs.Need("like_pattern"), isForbidden: false)),
        "expect_column_values_to_not_match_like_pattern" => new(Patterns.OfLike(Column, kwargs.Need("like_pattern"), isForbidden: true)),
        "expect_column_values_to_match_like_pattern_list" => new(Likes(isForbidden: false)),
        "expect_column_values_to_not_match_like_pattern_list" => new(Likes(isForbidden: true)),
        "expect_column_values_to_match_strftime_format" => Dated(),
        "expect_column_values_to_be_json_parseable" => new(new IsJson(Column, [])),
        "expect_column_values_to_be_of_type" => new(new ColumnType(TypeNames.KnownOr(kwargs.Need("column"), subject), [TypeNames.Read(kwargs.Need("type_"))])),
        "expect_column_values_to_be_in_type_list" => new(new ColumnType(TypeNames.KnownOr(kwargs.Need("column"), subject), [.. kwargs.NeedTexts("type_list").Select(TypeNames.Read).Distinct()])),
        "expect_column_min_to_be_between" => Figure(RuleFigure.Min),
        "expect_column_max_to_be_between" => Figure(RuleFigure.Max),
        "expect_column_mean_to_be_between" => Figure(RuleFigure.Average),
        "expect_column_median_to_be_between" => Figure(RuleFigure.Median),
        "expect_column_sum_to_be_between" => Figure(RuleFigure.Sum),
        "expect_column_stdev_to_be_between" => Figure(RuleFigure.StandardDeviation),
        "expect_column_unique_value_count_to_be_between" => new(new DistinctCount([Column], kwargs.Whole("min_value"), kwargs.Whole("max_value"))),
        "expect_column_proportion_of_unique_values_to_be_between" => new(new DistinctRatio([Column], Percent("min_value"), Percent("max_value"))),
        "expect_column_most_common_value_to_be_in_set" => new(new MostCommonValue(Column, kwargs.NeedTexts("value_set"))),
        "expect_column_value_z_scores_to_be_less_than" => kwargs.Truth("double_sided", true)
            ? new(new NoOutliers(Column, OutlierMethod.ZScore, Number("threshold") ?? 3))
            : throw ExchangeFault.Because("Kali looks for outliers on both sides.", "Kali sucht Ausreißer auf beiden Seiten."),
        "expect_column_kl_divergence_to_be_less_than" => Distribution(),
        "expect_column_pair_values_to_be_equal" => Pair(Relation.Equal),
        "expect_column_pair_values_a_to_be_greater_than_b" => Pair(kwargs.Truth("or_equal") ? Relation.AtLeast : Relation.Greater),
        "expect_column_pair_values_to_be_in_set" => new(new CombinationInList([kwargs.Column("column_A"), kwargs.Column("column_B")], Combinations("value_pairs_set"))),
        "expect_multicolumn_sum_to_equal" => new(subject.Expression($"{string.Join(" + ", kwargs.Columns("column_list").Select(ConditionOf.Name))} = {Number("sum_total")?.ToString(CultureInfo.InvariantCulture)}")),
        "expect_table_row_count_to_be_between" => new(new RowCountWithin(Whole("min_value", "strict_min", 1), Whole("max_value", "strict_max", -1))),
        "expect_table_row_count_to_equal" => new(new RowCountWithin(kwargs.Whole("value"), kwargs.Whole("value"))),
        "expect_table_row_count_to_equal_other_table" => new(new RowCountMatches(kwargs.Need("other_table_name"))),
        "expect_table_column_count_to_be_between" => new(new ColumnCount(kwargs.Small("min_value"), kwargs.Small("max_value"))),
        "expect_table_column_count_to_equal" => new(new ColumnCount(kwargs.Small("value"), kwargs.Small("value"))),
        "expect_table_columns_to_match_ordered_list" => new(new HasSchema(Expected("column_list"), IsStrict: true)),
        "expect_table_columns_to_match_set" => Set(),
        "expect_column_to_exist" => new FoundRule(new HasSchema([new ExpectedColumn(TypeNames.KnownOr(kwargs.Need("column"), subject))])),
        "unexpected_rows_expectation" => Rows(),
        _ => throw ExchangeFault.Because($"Kali has no rule for “{ExchangeSubject.Short(type)}”.", $"Kali hat keine Regel für „{ExchangeSubject.Short(type)}“."),
    };

    private string Column => kwargs.Column();

    private double? Number(string name) => kwargs.Number(name);

    private double? Percent(string name) => Number(name) is { } share ? Math.Round(share * 100, 9) : null;

    private long? Whole(string name, string strict, int shift) => kwargs.Whole(name) is { } bound ? bound + (kwargs.Truth(strict) ? shift : 0) : null;

    private FoundRule Compound() => new FoundRule(new Unique(kwargs.Columns("column_list"), kwargs.Text("ignore_row_if") is "never")) is var found && kwargs.Text("ignore_row_if") is "any_value_is_missing" or "never"
        ? found
        : found.But("Kali leaves out rows in which one of the columns is missing, Great Expectations those in which all are.", "Kali lässt Zeilen aus, in denen eine der Spalten fehlt, Great Expectations die, in denen alle fehlen.");

    private RowHolds Different(ImmutableArray<string> columns)
    {
        var pairs = columns.SelectMany((one, i) => columns.Skip(i + 1).Select(other => $"{ConditionOf.Name(one)} <> {ConditionOf.Name(other)}"));
        return subject.Expression(string.Join(" and ", pairs));
    }

    private MatchesPattern Any(bool isForbidden)
    {
        var patterns = kwargs.NeedTexts("regex_list");
        if (kwargs.Text("match_on") is "all" && patterns.Length > 1)
            throw ExchangeFault.Because("Kali matches one of several patterns, not all of them: write a rule for each.", "Kali prüft eines von mehreren Mustern, nicht alle: Schreiben Sie je eine Regel.");
        return Patterns.Read(Column, patterns.Length == 1 ? patterns[0] : string.Join('|', patterns.Select(pattern => $"(?:{pattern})")), isForbidden);
    }

    private MatchesPattern Likes(bool isForbidden)
    {
        if (kwargs.Text("match_on") is "all")
            throw ExchangeFault.Because("Kali matches one of several patterns, not all of them: write a rule for each.", "Kali prüft eines von mehreren Mustern, nicht alle: Schreiben Sie je eine Regel.");
        return new MatchesPattern(Column, string.Join('|', kwargs.NeedTexts("like_pattern_list").Select(LikePattern.ToRegex)), isForbidden);
    }

    private FoundRule Dated()
    {
        var (day, hasTime) = Strftime.Read(kwargs.Need("strftime_format"));
        var found = new FoundRule(new DateFormat(Column, day, hasTime));
        return hasTime ? found.But("Kali takes the time of the day in any of its usual ways.", "Die Uhrzeit nimmt Kali in jeder üblichen Schreibweise.") : found;
    }

    private FoundRule Figure(RuleFigure figure) => new(new AggregateWithin(figure, Column, kwargs.Text("min_value"), kwargs.Text("max_value"), kwargs.Truth("strict_min"), kwargs.Truth("strict_max")));

    private IEnumerable<FoundRule> Quantiles()
    {
        var ranges = kwargs.Inner("quantile_ranges") ?? throw ExchangeFault.Because("It does not say which quantiles.", "Sie sagt nicht, welche Quantile.");
        var (quantiles, spans) = (ranges.NeedTexts("quantiles"), ranges.Items("value_ranges"));
        kwargs.Ignoring("allow_relative_error");
        if (quantiles.Length != spans.Count)
            throw ExchangeFault.Because("It names more quantiles than spans, or fewer.", "Sie nennt nicht so viele Quantile wie Spannen.");
        return quantiles.Zip(spans, (quantile, span) =>
        {
            var bounds = span as JsonArray;
            if (bounds is not { Count: 2 } || !double.TryParse(quantile, NumberStyles.Float, CultureInfo.InvariantCulture, out var share))
                throw ExchangeFault.Because("Its spans cannot be read.", "Ihre Spannen lassen sich nicht lesen.");
            return new FoundRule(new AggregateWithin(RuleFigure.Percentile, Column, Bound(bounds[0]), Bound(bounds[1]), Share: share));
        });
    }

    private static string? Bound(JsonNode? node) => node is JsonValue value ? NodeText.Of(value) : null;

    private FoundRule Pair(Relation relation)
    {
        var found = new FoundRule(new CompareColumns(kwargs.Column("column_A"), relation, kwargs.Column("column_B")));
        return kwargs.Text("ignore_row_if") is "neither" or "never"
            ? found.But("Kali leaves out rows in which one of both is missing.", "Kali lässt Zeilen aus, in denen eine von beiden fehlt.")
            : found;
    }

    private ImmutableArray<ImmutableArray<string>> Combinations(string name)
    {
        kwargs.Ignoring("ignore_row_if");
        return [.. kwargs.Items(name).Select(item => item is JsonArray values && values.All(value => value is JsonValue)
            ? values.Select(value => NodeText.Of(value!)).ToImmutableArray()
            : throw ExchangeFault.Because("Its pairs cannot be read.", "Ihre Paare lassen sich nicht lesen."))];
    }

    private ImmutableArray<ExpectedColumn> Expected(string name) => [.. kwargs.NeedTexts(name).Select(column => new ExpectedColumn(TypeNames.KnownOr(column, subject)))];

    private FoundRule Set() => kwargs.Truth("exact_match", true)
        ? new FoundRule(new HasSchema(Expected("column_set"), IsStrict: true)).But("Kali also asks for this order.", "Kali verlangt auch diese Reihenfolge.")
        : new(new HasSchema(Expected("column_set")));

    private FoundRule Distribution()
    {
        var partition = kwargs.Inner("partition_object") ?? throw ExchangeFault.Because("It has no distribution to compare with.", "Sie hat keine Verteilung zum Vergleich.");
        var weights = partition.NeedTexts("weights").Select(weight => double.TryParse(weight, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number is >= 0 and <= 1
            ? number : throw ExchangeFault.Because("Its weights are no shares.", "Ihre Gewichte sind keine Anteile.")).ToList();
        kwargs.Ignoring("tail_weight_holdout", "internal_weight_holdout", "bucketize_data");
        IEnumerable<BaselineShare> shares;
        if (partition.Has("values"))
            shares = partition.NeedTexts("values").Zip(weights, (value, weight) => new BaselineShare(Math.Round(weight * 100, 9), value));
        else
        {
            var bins = partition.NeedTexts("bins").Select(bin => double.TryParse(bin, NumberStyles.Float, CultureInfo.InvariantCulture, out var edge) ? edge : throw ExchangeFault.Because("Its bins are no numbers.", "Ihre Klassen sind keine Zahlen.")).ToList();
            shares = bins.Zip(bins.Skip(1)).Zip(weights, (bin, weight) => new BaselineShare(Math.Round(weight * 100, 9), From: bin.First, To: bin.Second));
        }
        return new(new DistributedLike(Column, [.. shares], DistributionDistance.Kl, Number("threshold") ?? throw ExchangeFault.Because("It has no threshold.", "Sie hat keinen Grenzwert.")));
    }

    /// <summary>One condition on the rows of the table itself is a rule about rows; anything else is a query that must give no rows.</summary>
    private FoundRule Rows()
    {
        var query = kwargs.Need("unexpected_rows_query");
        var match = OneCondition().Match(query.Trim());
        return match.Success && !QueryOf.IsIn(query)
            ? new(subject.Not(match.Groups[1].Value))
            : new(QueryOf.FailingRows(query, subject, "{batch}"));
    }

    [GeneratedRegex(@"^SELECT +\* +FROM +\{batch\} +WHERE +([^;]+)$", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex OneCondition();

    /// <summary>Class names of 1.x, such as ExpectColumnMaxToBeBetween, stand for the same.</summary>
    [GeneratedRegex("([A-Z])", RegexOptions.NonBacktracking)]
    private static partial Regex SnakeCase();
}
