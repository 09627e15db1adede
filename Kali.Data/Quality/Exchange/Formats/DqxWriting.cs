using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Kali.Data.Engines;

namespace Kali.Data.Quality.Exchange;

/// <summary>Kali's kinds as checks of DQX. A function DQX does not know would spoil its whole file, so what it cannot say is refused.</summary>
internal static class DqxWriting
{
    public static WrittenRule Write(Rule rule, ExchangeSubject subject)
    {
        if (!rule.GroupBy.IsEmpty && rule.Kind is not (AggregateWithin or RowCountWithin))
            throw ExchangeFault.Because("DQX judges only figures by groups.", "DQX beurteilt nur Kennzahlen nach Gruppen.");
        return rule.Kind switch
        {
            NotNull kind => Check("is_not_null", Of(kind.Column)),
            MustBeMissing { AllowsEmpty: false } kind => Check("is_null", Of(kind.Column)),
            MustBeMissing kind => Check("is_null_or_empty", Of(kind.Column), ("trim_strings", true)),
            MissingValues { Spellings.IsEmpty: true, Pattern: null } kind => Check("is_not_null_and_not_empty", Of(kind.Column), ("trim_strings", true)),
            NullRatio kind when kind.LeastPercent <= 0 || kind.MostPercent >= 100 => Share(kind),
            Unique kind => Check("is_unique", ("columns", NodeText.List(kind.Key)), ("nulls_distinct", !kind.MissingIsAValue)),
            DuplicateRows kind => Check("is_unique", ("columns", NodeText.List(kind.Compared.IsEmpty ? subject.Own.Select(column => column.Name) : kind.Compared)), ("nulls_distinct", false))
                .ButIf(kind.Compared.IsEmpty, "The columns are those the table has now.", "Die Spalten sind die, die die Tabelle jetzt hat."),
            HasSchema kind => Schema(kind, subject),
            ColumnType { Types: [not "decimal"] } kind => Check("has_valid_schema", ("expected_schema", $"{ConditionOf.Name(kind.Column)} {TypeNames.Spark(kind.Types[0])}"), ("columns", NodeText.List([kind.Column]))),
            OneOf kind => Check("is_in_list", Of(kind.Column), ("allowed", Values(kind.Allowed, kind.Column, subject)), kind.IgnoresCase ? ("case_sensitive", false) : default),
            NotOneOf kind => Check("is_not_in_list", Of(kind.Column), ("forbidden", Values(kind.Forbidden, kind.Column, subject)), kind.IgnoresCase ? ("case_sensitive", false) : default),
            InRange { IsMinOutside: false, IsMaxOutside: false } kind => Range(kind, subject),
            NotInRange kind => Check("is_not_in_range", Of(kind.Column), ("min_limit", Limit(kind.Min, kind.Column, subject)), ("max_limit", Limit(kind.Max, kind.Column, subject))),
            EqualTo kind => Check(
                kind.IsForbidden ? "is_not_equal_to" : "is_equal_to", Of(kind.Column), ("value", Limit(kind.Value, kind.Column, subject)),
                kind.Tolerance is { } absolute ? ("abs_tolerance", NodeText.Number(absolute)) : default, kind.TolerancePercent is { } percent ? ("rel_tolerance", NodeText.Number(percent / 100)) : default),
            MatchesPattern kind => Check("regex_match", Of(kind.Column), ("regex", Patterns.Write(kind)), kind.IsForbidden ? ("negate", true) : default),
            RowCountWithin kind => Bounds(null, "count", kind.Min?.ToString(CultureInfo.InvariantCulture), kind.Max?.ToString(CultureInfo.InvariantCulture), rule, isForbidden: false),
            DistinctCount { Counted: [var column] } kind => Bounds(column, "count_distinct", kind.Min?.ToString(CultureInfo.InvariantCulture), kind.Max?.ToString(CultureInfo.InvariantCulture), rule, isForbidden: false),
            AggregateWithin { IsMinOutside: false, IsMaxOutside: false } kind => Figure(kind, rule),
            ExistsIn kind => Reference(kind),
            IsFresh kind => Check("is_data_fresh", Of(kind.Column), ("max_age_minutes", NodeText.Number(Math.Ceiling(kind.MaxAge.TotalMinutes))))
                .But("Kali looks at the newest row, DQX at every one.", "Kali betrachtet die neueste Zeile, DQX jede."),
            OlderThan { IsYounger: true } kind => Check("is_data_fresh", Of(kind.Column), ("max_age_minutes", NodeText.Number(kind.Days * 1440.0))),
            OlderThan kind => Check("is_older_than_n_days", Of(kind.Column), ("days", kind.Days)),
            OlderThanColumn kind => Check("is_older_than_col2_for_n_days", ("column1", kind.Column), ("column2", kind.Other), ("days", kind.Days)),
            NotInFuture kind => Check("is_not_in_future", Of(kind.Column), kind.DaysAhead > 0 ? ("offset", NodeText.Number(kind.DaysAhead * 86_400.0)) : default),
            DateFormat { HasTime: false } kind => Check("is_valid_date", Of(kind.Column), ("date_format", kind.Pattern)),
            DateFormat kind => Check("is_valid_timestamp", Of(kind.Column), ("timestamp_format", $"{kind.Pattern} HH:mm:ss"))
                .But("DQX takes the time of the day in one way only.", "DQX nimmt die Uhrzeit nur in einer Schreibweise."),
            HasFormat kind when FormatChecks.TryGetValue(kind.Format, out var function) => Check(function, Of(kind.Column)),
            HasFormat kind => Check("regex_match", Of(kind.Column), ("regex", TextFormatPatterns.Of(kind.Format))).But(TextFormatPatterns.Remark),
            IpInNetwork kind => Check("is_ipv4_address_in_cidr", Of(kind.Column), ("cidr_block", kind.Network)),
            IsJson { Members.IsEmpty: true } kind => Check("is_valid_json", Of(kind.Column)),
            IsJson kind => Check("has_json_keys", Of(kind.Column), ("keys", NodeText.List(kind.Members)), ("require_all", true)),
            NoPersonalData kind => PersonalData(kind),
            NoOutliers { Method: OutlierMethod.Mad, MostDistances: 3.5 } kind => Check("has_no_outliers", Of(kind.Column)),
            MatchesTable kind when kind.Compared.All(pair => pair.Column == pair.There) => Compared(kind, subject),
            RowsPerWindow kind => Windows(kind),
            _ when ConditionOf.Kind(rule.Kind, subject) is { } condition => Check("sql_expression", ("expression", condition), ("msg", $"{rule.Name} does not hold")),
            _ => throw Unsaid("DQX", rule.Kind),
        };
    }

    internal static ExchangeFault Unsaid(string format, RuleKind kind) =>
        ExchangeFault.Because($"{format} knows no rule of this kind ({kind.Code}).", $"{format} kennt keine Regel dieser Art ({kind.Code}).");

    private static readonly Dictionary<TextFormat, string> FormatChecks = new()
    {
        [TextFormat.Email] = "is_valid_email",
        [TextFormat.Uuid] = "is_valid_uuid",
        [TextFormat.Ipv4] = "is_valid_ipv4_address",
        [TextFormat.Ipv6] = "is_valid_ipv6_address",
        [TextFormat.Country] = "is_valid_country_code",
        [TextFormat.Currency] = "is_valid_currency_code",
        [TextFormat.Language] = "is_valid_language_code",
        [TextFormat.Subdivision] = "is_valid_subdivision_code",
    };

    private static (string, JsonNode?) Of(string column) => ("column", ConditionOf.Name(column));

    private static WrittenRule Check(string function, params ReadOnlySpan<(string Name, JsonNode? Value)> given)
    {
        var arguments = new JsonObject();
        foreach (var (name, value) in given)
        {
            if (name is not null)
                arguments[name] = value;
        }
        return new WrittenRule(new JsonObject { ["function"] = function, ["arguments"] = arguments });
    }

    private static WrittenRule But(this WrittenRule written, Remark remark) => written.But(remark.English, remark.German);

    /// <summary>A share is the mean of hundreds and zeros.</summary>
    private static WrittenRule Share(NullRatio kind)
    {
        var hundreds = $"case when {ConditionOf.Name(kind.Column)} is null then 100.0 else 0.0 end";
        return new WrittenRule(kind.LeastPercent > 0
            ? Aggregate("is_aggr_not_less_than", hundreds, "avg", NodeText.Number(kind.LeastPercent))
            : Aggregate("is_aggr_not_greater_than", hundreds, "avg", NodeText.Number(kind.MostPercent)));
    }

    private static JsonObject Aggregate(string function, string column, string type, JsonNode limit, Rule? rule = null, double? share = null)
    {
        var arguments = new JsonObject { ["column"] = column, ["aggr_type"] = type, ["limit"] = limit };
        if (rule is { GroupBy.IsEmpty: false })
            arguments["group_by"] = NodeText.List(rule.GroupBy);
        if (share is { } percentile)
            arguments["aggr_params"] = new JsonObject { ["percentile"] = NodeText.Number(percentile) };
        return new JsonObject { ["function"] = function, ["arguments"] = arguments };
    }

    private static WrittenRule InTwo(ImmutableArray<JsonNode> checks) => new WrittenRule(checks).ButIf(
        checks.Length > 1, "Its two bounds are two checks there; read back, they are two rules.", "Ihre zwei Grenzen sind dort zwei Prüfungen; zurückgelesen sind es zwei Regeln.");

    private static WrittenRule Bounds(string? column, string type, string? min, string? max, Rule rule, bool isForbidden, double? share = null)
    {
        var what = column is null ? "*" : ConditionOf.Name(column);
        if (min is not null && min == max)
            return new WrittenRule(Aggregate(isForbidden ? "is_aggr_not_equal" : "is_aggr_equal", what, type, Parsed(min), rule, share));
        if (isForbidden)
            throw ExchangeFault.Because("DQX forbids one figure, not a span of them.", "DQX verbietet eine Kennzahl, keine Spanne.");
        var checks = ImmutableArray.CreateBuilder<JsonNode>();
        if (min is not null)
            checks.Add(Aggregate("is_aggr_not_less_than", what, type, Parsed(min), rule, share));
        if (max is not null)
            checks.Add(Aggregate("is_aggr_not_greater_than", what, type, Parsed(max), rule, share));
        return checks.Count > 0 ? InTwo(checks.ToImmutable()) : throw ExchangeFault.Because("It has no bound.", "Sie hat keine Grenze.");
    }

    private static JsonValue Parsed(string number) => double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
        ? NodeText.Number(value)
        : throw ExchangeFault.Because($"DQX takes numbers for figures, not {number}.", $"DQX nimmt für Kennzahlen Zahlen, nicht {number}.");

    private static WrittenRule Figure(AggregateWithin kind, Rule rule)
    {
        var type = FigureNames.Dqx.Write(kind, "DQX");
        return Bounds(kind.Column, type, kind.Min, kind.Max, rule, kind.IsForbidden, kind.Figure == RuleFigure.Percentile ? kind.Share ?? 0.5 : null);
    }

    private static WrittenRule Schema(HasSchema kind, ExchangeSubject subject)
    {
        var columns = kind.Expected.Select(column => $"{ConditionOf.Name(column.Name)} {TypeNames.Spark(column.Type ?? subject.Rules.Find(column.Name)?.Type.Name ?? "string")}");
        return Check("has_valid_schema", ("expected_schema", string.Join(", ", columns)), kind.IsStrict ? ("strict", true) : default)
            .ButIf(kind.Expected.Any(column => column.Type is null), "DQX asks for the type of every column: those of the table were written.", "DQX verlangt den Typ jeder Spalte: Geschrieben wurden die der Tabelle.");
    }

    private static WrittenRule Range(InRange kind, ExchangeSubject subject) => (kind.Min, kind.Max) switch
    {
        ({ } min, { } max) => Check("is_in_range", Of(kind.Column), ("min_limit", Limit(min, kind.Column, subject)), ("max_limit", Limit(max, kind.Column, subject))),
        ({ } min, null) => Check("is_not_less_than", Of(kind.Column), ("limit", Limit(min, kind.Column, subject))),
        (null, { } max) => Check("is_not_greater_than", Of(kind.Column), ("limit", Limit(max, kind.Column, subject))),
        _ => throw ExchangeFault.Because("It has no bound.", "Sie hat keine Grenze."),
    };

    private static WrittenRule Reference(ExistsIn kind) => Check(
        "foreign_key",
        ("columns", NodeText.List(kind.Columns)),
        ("ref_columns", NodeText.List([kind.ReferenceColumn, .. kind.Further.Select(pair => pair.There)])),
        ("ref_table", kind.Table),
        kind.IsForbidden ? ("negate", true) : default,
        kind.MissingIsAValue ? ("null_safe", true) : default);

    private static WrittenRule PersonalData(NoPersonalData kind)
    {
        var entities = kind.Kinds.Select(text => DqxReading.PersonalKinds.First(known => known.Value == text).Key);
        return Check("does_not_contain_pii", Of(kind.Column), kind.Kinds.IsEmpty ? default : ("entities", NodeText.List(entities)))
            .But("DQX finds personal data by a language model, Kali by how it is written.", "DQX erkennt Personendaten mit einem Sprachmodell, Kali an der Schreibweise.");
    }

    private static WrittenRule Compared(MatchesTable kind, ExchangeSubject subject)
    {
        var looked = kind.Key.Concat(kind.Compared).Select(pair => pair.Column).ToHashSet();
        var excluded = subject.Own.Select(column => column.Name).Where(column => !looked.Contains(column)).ToList();
        return Check(
            "compare_datasets", ("columns", NodeText.List(kind.Key.Select(pair => pair.Column))), ("ref_columns", NodeText.List(kind.Key.Select(pair => pair.There))), ("ref_table", kind.Table),
            excluded.Count > 0 ? ("exclude_columns", NodeText.List(excluded)) : default, ("null_safe_row_matching", true), ("null_safe_column_value_matching", true));
    }

    private static WrittenRule Windows(RowsPerWindow kind)
    {
        if (kind.Window.TotalMinutes != Math.Truncate(kind.Window.TotalMinutes) || kind.Lookback is not { } back || back.Ticks % kind.Window.Ticks != 0)
            throw ExchangeFault.Because("DQX looks back over whole windows of whole minutes.", "DQX blickt über ganze Zeitfenster von ganzen Minuten zurück.");
        return Check(
            "is_data_fresh_per_time_window", Of(kind.Column), ("window_minutes", (long)kind.Window.TotalMinutes), ("min_records_per_window", kind.LeastRows), ("lookback_windows", back.Ticks / kind.Window.Ticks));
    }

    /// <summary>DQX takes texts for expressions: they stand in quotes of SQL there.</summary>
    private static JsonNode Limit(string text, string column, ExchangeSubject subject)
    {
        var type = subject.Schema(column).Type;
        if (type.IsNumeric && decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
            return JsonValue.Create(number);
        if (type == DataType.Date && DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return JsonValue.Create(day)!;
        return JsonValue.Create(type == DataType.Boolean ? text : type == DataType.Timestamp || type == DataType.TimestampNtz ? $"timestamp{ConditionOf.Quoted(text)}" : ConditionOf.Quoted(text))!;
    }

    internal static JsonArray Values(IEnumerable<string> values, string column, ExchangeSubject subject)
    {
        var type = subject.Schema(column).Type;
        return [.. values.Select(JsonNode? (text) =>
            type.IsNumeric && decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? JsonValue.Create(number)
            : type == DataType.Boolean && bool.TryParse(text, out var truth) ? JsonValue.Create(truth)
            : JsonValue.Create(text))];
    }
}
