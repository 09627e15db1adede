using System.Globalization;
using System.Text.Json.Nodes;

namespace Kali.Data.Quality.Exchange;

/// <summary>Kali's kinds as checks of Soda 4; SodaCL is written from them.</summary>
internal static class SodaWriting
{
    public static WrittenRule Write(Rule rule, ExchangeSubject subject, bool hasNamedFormats)
    {
        if (!rule.GroupBy.IsEmpty)
            throw ExchangeFault.Because("Kali writes no checks by groups for Soda.", "Prüfungen nach Gruppen schreibt Kali für Soda nicht.");
        var written = Kind(rule, subject, hasNamedFormats);
        var check = written.Natives[0].AsObject().First().Value!.AsObject();
        check["name"] = rule.Name;
        if (rule.Filter is { } filter)
            check["filter"] = ConditionText.ToSql(filter, subject);
        var words = new JsonObject();
        if (rule.Owner is { } owner)
            words["owner"] = owner;
        if (rule.Description is { } description)
            words["description"] = description;
        if (rule.DimensionAsSaid is { } dimension)
            words["dimension"] = Dimensions.Write(dimension);
        if (words.Count > 0)
            check["attributes"] = words;
        return written.ButIf(rule.Severity == Severity.Notes, "Soda warns or fails; it does not only note.", "Soda warnt oder scheitert; nur vermerken kann es nicht.");
    }

    public static JsonNode Keep(JsonNode native, string kept)
    {
        var check = native.AsObject().First().Value!.AsObject();
        if (check["attributes"] is not JsonObject words)
            check["attributes"] = words = [];
        words[KeptRule.Member] = kept;
        return native;
    }

    /// <summary>Takes away what Kali kept, and gives it.</summary>
    public static string? TakeKept(JsonObject native)
    {
        if (native.FirstOrDefault().Value is not JsonObject check || check["attributes"] is not JsonObject words || words[KeptRule.Member] is not JsonValue kept)
            return null;
        words.Remove(KeptRule.Member);
        return NodeText.Of(kept);
    }

    private static WrittenRule Kind(Rule rule, ExchangeSubject subject, bool hasNamedFormats) => rule.Kind switch
    {
        NotNull kind => Rows(rule, "missing", kind.Column),
        NullRatio kind => Figure(rule, "missing", kind.Column, new SodaSpan(kind.LeastPercent > 0 ? kind.LeastPercent : null, kind.MostPercent), isPercent: true),
        MissingValues kind => Rows(rule, "missing", kind.Column, ("missing_values", NodeText.List(kind.Spellings.Append("").Distinct())), kind.Pattern is { } pattern ? ("missing_format", Regex("missing", Patterns.Whole(pattern))) : default)
            .But("There, text of spaces is not missing, and case counts.", "Dort gelten Leerzeichen nicht als fehlend, und Groß- und Kleinschreibung zählt."),
        Unique kind => Rows(rule, "duplicate", kind.Key is [var only] ? only : null, kind.Key.Length > 1 ? ("columns", NodeText.List(kind.Key)) : default)
            .ButIf(kind.MissingIsAValue, "There, rows without a key are not looked at.", "Zeilen ohne Schlüssel werden dort nicht betrachtet."),
        OneOf { IgnoresCase: false } kind => Rows(rule, "invalid", kind.Column, ("valid_values", DqxWriting.Values(kind.Allowed, kind.Column, subject))),
        NotOneOf { IgnoresCase: false } kind => Rows(rule, "invalid", kind.Column, ("invalid_values", DqxWriting.Values(kind.Forbidden, kind.Column, subject))),
        InRange { IsMinOutside: false, IsMaxOutside: false } kind when subject.Schema(kind.Column).Type.IsNumeric => Rows(
            rule, "invalid", kind.Column, kind.Min is { } min ? ("valid_min", Number(min)) : default, kind.Max is { } max ? ("valid_max", Number(max)) : default),
        LengthWithin kind when kind.Min is not null && kind.Min == kind.Max => Rows(rule, "invalid", kind.Column, ("valid_length", kind.Min)),
        LengthWithin kind => Rows(rule, "invalid", kind.Column, kind.Min is { } min ? ("valid_min_length", min) : default, kind.Max is { } max ? ("valid_max_length", max) : default),
        MatchesPattern kind => Rows(rule, "invalid", kind.Column, (kind.IsForbidden ? "invalid_format" : "valid_format", Regex(rule.Name, Patterns.Write(kind)))),
        HasFormat kind when hasNamedFormats && SodaNamedFormats.Name(kind.Format) is { } name => Rows(rule, "invalid", kind.Column, ("valid_named_format", name)),
        HasFormat kind => Rows(rule, "invalid", kind.Column, ("valid_format", Regex(kind.Format.ToString(), TextFormatPatterns.Of(kind.Format)))).But(TextFormatPatterns.Remark.English, TextFormatPatterns.Remark.German),
        ExistsIn { Further.IsEmpty: true, IsForbidden: false, MissingIsAValue: false } kind => Rows(
            rule, "invalid", kind.Column, ("valid_reference_data", new JsonObject { ["dataset"] = kind.Table.Replace('.', '/'), ["column"] = kind.ReferenceColumn })),
        RowCountWithin kind => Figure(rule, "row_count", null, new SodaSpan(kind.Min, kind.Max)),
        RowCountMatches { MinPercent: 100, MaxPercent: 100 } kind when hasNamedFormats => new WrittenRule(new JsonObject { ["row_count_same_as"] = new JsonObject { ["table"] = kind.Table } })
            .ButIf(rule.Severity != Severity.Stops, "There, the check fails.", "Dort scheitert die Prüfung."),
        AggregateWithin { Column: { } column } kind => Aggregate(rule, kind, column),
        DistinctCount { Counted: [var column] } kind when hasNamedFormats => Figure(rule, "aggregate", column, new SodaSpan(kind.Min, kind.Max), function: "distinct_count"),
        IsFresh kind => Fresh(rule, kind),
        HasSchema kind => Schema(rule, kind, hasNamedFormats),
        _ when ConditionOf.Kind(rule.Kind, subject) is { } condition => Rows(rule, "failed_rows", null, ("expression", $"not ({condition})")),
        SqlQuery { IsValue: false, Min: null, Max: null } kind => Query(Figure(rule, "failed_rows", null, SodaSpan.Zero), kind),
        SqlQuery { IsValue: true } kind when !hasNamedFormats => Query(Figure(rule, "metric", null, new SodaSpan(kind.Min, kind.Max)), kind),
        _ => throw DqxWriting.Unsaid("Soda", rule.Kind),
    };

    private static WrittenRule Rows(Rule rule, string type, string? column, params ReadOnlySpan<(string Name, JsonNode? Value)> given)
    {
        var check = new JsonObject();
        foreach (var (name, value) in given)
        {
            if (name is not null)
                check[name] = value;
        }
        check["threshold"] = SodaLevels.Of(rule.Threshold).Write();
        return new WrittenRule(new JsonObject { [type] = check }) { Column = column };
    }

    private static WrittenRule Query(WrittenRule written, SqlQuery kind)
    {
        written.Natives[0].AsObject().First().Value!.AsObject().Insert(0, "query", kind.Query);
        return written;
    }

    private static WrittenRule Figure(Rule rule, string type, string? column, SodaSpan span, bool isPercent = false, string? unit = null, string? function = null, double? percentile = null)
    {
        var check = new JsonObject();
        if (function is not null)
            check["function"] = function;
        if (percentile is { } share)
            check["percentile"] = NodeText.Number(share);
        check["threshold"] = (rule.Severity == Severity.Stops ? new SodaLevels(null, span, isPercent, unit) : new SodaLevels(span, null, isPercent, unit)).Write();
        return new WrittenRule(new JsonObject { [type] = check }) { Column = column };
    }

    private static WrittenRule Aggregate(Rule rule, AggregateWithin kind, string column)
    {
        var function = FigureNames.Soda.Write(kind, "Soda");
        var (min, max) = (Parsed(kind.Min), Parsed(kind.Max));
        return Figure(rule, "aggregate", column, new SodaSpan(min, max, kind.IsMinOutside, kind.IsMaxOutside, kind.IsForbidden), function: function, percentile: kind.Figure == RuleFigure.Percentile ? kind.Share ?? 0.5 : null);
    }

    private static double? Parsed(string? bound) => bound is null ? null : SodaSpan.Parsed(bound) ?? throw ExchangeFault.Because($"Soda takes numbers for figures, not {bound}.", $"Soda nimmt für Kennzahlen Zahlen, nicht {bound}.");

    private static JsonNode Number(string text) => decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? JsonValue.Create(number) : JsonValue.Create(text);

    private static JsonObject Regex(string name, string regex) => new() { ["name"] = name, ["regex"] = regex };

    private static WrittenRule Fresh(Rule rule, IsFresh kind)
    {
        var (unit, age) = kind.MaxAge.TotalHours == Math.Truncate(kind.MaxAge.TotalHours) ? ("hour", kind.MaxAge.TotalHours) : ("minute", kind.MaxAge.TotalMinutes);
        var written = Figure(rule, "freshness", null, new SodaSpan(null, age), unit: unit);
        written.Natives[0]["freshness"]!.AsObject().Insert(0, "column", kind.Column);
        return written;
    }

    private static WrittenRule Schema(Rule rule, HasSchema kind, bool isOld)
    {
        var columns = kind.Expected.Select(column => (JsonNode)(column.Type is { } type ? new JsonObject { ["name"] = column.Name, ["data_type"] = TypeNames.Spark(type) } : new JsonObject { ["name"] = column.Name }));
        var check = new JsonObject { ["columns"] = new JsonArray([.. columns]) };
        if (!kind.IsStrict || isOld)
            (check["allow_extra_columns"], check["allow_other_column_order"]) = (true, true);
        return new WrittenRule(new JsonObject { ["schema"] = check }).ButIf(rule.Severity != Severity.Stops, "There, the check fails.", "Dort scheitert die Prüfung.")
            .ButIf(kind.IsStrict && isOld, "There, further columns and another order are allowed.", "Weitere Spalten und eine andere Reihenfolge sind dort erlaubt.");
    }
}
